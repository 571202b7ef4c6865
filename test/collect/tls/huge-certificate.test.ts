import type { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { readCertificate } from '../../../src/codec/x509.ts';
import { readCertificateOutline } from '../../../src/codec/x509-outline.ts';
import { harvestWire, listenScript, valuesOf, wireOf } from '../../support/endpoint.ts';
import { certificateMessage, tls12Server } from '../../support/tls12-server.ts';
import { handshake, tls13Server } from '../../support/tls13-server.ts';

const EXTENSIONS = handshake(8, (body) => body.u16(0));
const VERIFY = handshake(15, (body) => body.u16(0x0403).vector(2, (inside) => inside.bytes(new Uint8Array(70))));
const MEBIBYTE = 1024 * 1024;
const LIMITS = { withinMs: 5000, inAllMs: 20_000 };

describe('a server that really sends a certificate of 16 MB', () => {
  const der = Buffer.alloc(16 * MEBIBYTE - 64, 0x30);

  it.each<[string, (socket: Socket) => void]>([
    ['TLS 1.3', tls13Server(() => [EXTENSIONS, message13(der)])],
    ['TLS 1.2', tls12Server({ version: 0x0303, suites: [0x009c], certificate: certificateMessage(der) })],
  ])('is read no further than it says how long that is, in %s', async (version, script) => {
    const taken: number[] = [];
    const server = await listenScript((socket) => {
      script(socket);
      // What the kernel had taken of it when the other side left.
      socket.once('close', () => taken.push(socket.bytesWritten - socket.writableLength));
    });
    const began = performance.now();
    const harvest = await harvestWire(await wireOf(server.port), LIMITS);
    const took = performance.now() - began;
    await server.stop();
    expect(valuesOf(harvest, 'tls.endpoint.certificate')).toEqual([]);
    expect(harvest.gaps.filter(({ kind }) => kind === 'tls.endpoint.certificate').map(({ why }) => why)).toEqual([
      expect.stringMatching(/handshake message 11: at most 262144 bytes are read, has 167\d{5} \(byte \d+\)/),
    ]);
    expect(valuesOf(harvest, 'tls.endpoint.versions')[0]?.supported).toContain(version.replace('TLS ', 'TLSv'));
    expect(took).toBeLessThan(15_000);
    // What lies in the kernel's buffers, and not the sixteen megabytes.
    expect(Math.max(...taken)).toBeLessThan(10 * MEBIBYTE);
    expect(Math.max(...taken)).toBeGreaterThan(64 * 1024);
  });
});

describe('a certificate bomb of nested ASN.1', () => {
  it.each([
    ['definite', nested(4 * MEBIBYTE)],
    ['indefinite', Buffer.alloc(4 * MEBIBYTE, Buffer.from('3080', 'hex'))],
    ['cut off', nested(4 * MEBIBYTE).subarray(0, 3 * MEBIBYTE)],
    ['of constructed strings', Buffer.alloc(4 * MEBIBYTE, Buffer.from('2480', 'hex'))],
  ])('of four megabytes in lengths that are %s is refused in bounded time', (_, der) => {
    const began = performance.now();
    expect(readCertificate(der).ok).toBe(false);
    expect(readCertificateOutline(der).ok).toBe(false);
    expect(performance.now() - began).toBeLessThan(5000);
  });

  it('as large as a certificate may be leaves the other answers, and its bytes stay', async () => {
    const bomb = nested(250 * 1024);
    const server = await listenScript(tls13Server(() => [EXTENSIONS, message13(bomb), VERIFY]));
    const began = performance.now();
    const harvest = await harvestWire(await wireOf(server.port), LIMITS);
    const took = performance.now() - began;
    await server.stop();
    expect(valuesOf(harvest, 'tls.endpoint.groups')).toMatchObject([{ supported: [{ name: 'x25519' }] }]);
    expect(valuesOf(harvest, 'tls.endpoint.signature-schemes')).toMatchObject([{ supported: [] }]);
    expect(valuesOf(harvest, 'tls.endpoint.certificate')).toMatchObject([
      { signature: 'unchecked', chain: [{ der: expect.any(String) }] },
    ]);
    expect(took).toBeLessThan(15_000);
  });
});

/** SEQUENCEs within each other, so many that they fill the size. */
function nested(size: number): Buffer {
  const der = Buffer.alloc(size);
  let at = size - 2;
  der.writeUInt16BE(0x0500, at);
  while (at >= 5) {
    const inside = size - at;
    at -= 5;
    der.writeUInt8(0x30, at);
    der.writeUInt32BE(0x83000000 + inside, at + 1);
  }
  return der.subarray(at);
}

function message13(der: Uint8Array): Uint8Array {
  return handshake(11, (body) => {
    body.u8(0).vector(3, (list) => list.vector(3, (entry) => entry.bytes(der)).u16(0));
  });
}
