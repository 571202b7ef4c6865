import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeAlert } from '../../../src/codec/tls/alert.ts';
import { type ClientHello, decodeClientHello, encodeClientHello } from '../../../src/codec/tls/client-hello.ts';
import { keyShare, serverName, supportedGroups, supportedVersions } from '../../../src/codec/tls/extensions.ts';
import { HandshakeReader } from '../../../src/codec/tls/handshake-reader.ts';
import { encodeRecords, RecordReader } from '../../../src/codec/tls/record.ts';
import {
  decodeCertificate12,
  decodeCertificate13,
  decodeCertificateRequest,
  decodeCertificateVerify,
  decodeEncryptedExtensions,
} from '../../../src/codec/tls/server-flight.ts';
import { decodeServerHello } from '../../../src/codec/tls/server-hello.ts';
import { decodeServerKeyExchange } from '../../../src/codec/tls/tls12-flight.ts';
import { runs } from '../../support/fuzzing.ts';

const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
const hellos: fc.Arbitrary<ClientHello> = fc.record({
  legacyVersion: fc.constantFrom(0x0300, 0x0301, 0x0303),
  random: bytes(32),
  sessionId: fc.uint8Array({ maxLength: 32 }),
  cipherSuites: fc.array(fc.integer({ min: 0, max: 0xffff }), { minLength: 1, maxLength: 100 }),
  compressionMethods: fc.constant([0]),
  extensions: fc.array(
    fc.record({ type: fc.integer({ min: 0, max: 0xffff }), body: fc.uint8Array({ maxLength: 64 }) }),
    { maxLength: 8 },
  ),
});

describe('ClientHello', () => {
  it('prints back to the same meaning', () => {
    fc.assert(
      fc.property(hellos, (hello) => {
        expect(decodeClientHello(encodeClientHello(hello))).toEqual({ ok: true, value: hello, oddities: [] });
      }),
    );
  });

  it('is refused where it ends early', () => {
    const message = encodeClientHello({
      legacyVersion: 0x0303,
      random: new Uint8Array(32),
      sessionId: new Uint8Array(),
      cipherSuites: [0x1301],
      compressionMethods: [0],
      extensions: [serverName('example.test'), supportedGroups([0x11ec]), supportedVersions([0x0304]), keyShare([])],
    });
    for (let length = 0; length < message.length; length += 1) {
      expect(decodeClientHello(message.subarray(0, length)).ok, `${length} bytes`).toBe(false);
    }
  });
});

describe('records and handshake messages', () => {
  it('come out whole, however the bytes are cut', () => {
    const payload = Uint8Array.from({ length: 600 }, (_, index) => index & 0xff);
    const message = Uint8Array.from([11, 0, payload.length >> 8, payload.length & 0xff, ...payload]);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 700 }), fc.integer({ min: 1, max: 700 }), (fragment, cut) => {
        const wire = encodeRecords(22, 0x0303, message, fragment);
        const records = new RecordReader();
        const handshake = new HandshakeReader({ longest: 1000, most: 2000 });
        for (let at = 0; at < wire.length; at += cut) {
          records.feed(wire.subarray(at, at + cut));
          for (let next = records.next(); next?.ok; next = records.next()) handshake.feed(next.value.fragment);
        }
        expect(handshake.next()).toEqual({ ok: true, value: { type: 11, message }, oddities: [] });
        expect(handshake.next()).toBe(undefined);
        expect(records.hasRest).toBe(false);
      }),
    );
  });

  it('are refused past their limits, and what is not TLS is named', () => {
    const handshake = new HandshakeReader({ longest: 100, most: 1000 });
    handshake.feed(Uint8Array.from([11, 0, 1, 0]));
    expect(handshake.next()).toMatchObject({
      ok: false,
      problem: 'handshake message 11: at most 100 bytes are read, has 256',
    });
    const records = new RecordReader();
    records.feed(new TextEncoder().encode('HTTP/1.1 400 Bad Request\r\n'));
    expect(records.next()).toMatchObject({ ok: false, problem: 'not TLS: this is HTTP in plain text' });
  });
});

describe('any bytes at all', () => {
  it('never make a decoder throw', () => {
    const decoders = [
      decodeAlert,
      decodeClientHello,
      decodeServerHello,
      decodeCertificate12,
      decodeCertificate13,
      decodeCertificateRequest,
      decodeCertificateVerify,
      decodeEncryptedExtensions,
      (message: Uint8Array) => decodeServerKeyExchange(message, 'ecdhe', 0x0303),
      (message: Uint8Array) => decodeServerKeyExchange(message, 'dhe', 0x0301),
    ];
    const framed = fc
      .tuple(fc.constantFrom(1, 2, 8, 11, 12, 13, 15), fc.uint8Array({ maxLength: 200 }))
      .map(([type, body]) => {
        return Uint8Array.from([type, 0, body.length >> 8, body.length & 0xff, ...body]);
      });
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 200 }), framed), (message) => {
        for (const decode of decoders) expect(typeof decode(message).ok).toBe('boolean');
      }),
      runs(1000),
    );
  });
});

describe('supported_groups of EncryptedExtensions', () => {
  const message = (...extension: readonly number[]) =>
    Uint8Array.from([8, 0, 0, extension.length + 2, 0, extension.length, ...extension]);

  it('is read in the order of the server, and refused where its lengths do not fit', () => {
    const read = (...extension: readonly number[]) => {
      const told = decodeEncryptedExtensions(message(...extension));
      return told.ok ? told.value.supportedGroups : 'refused';
    };
    expect(read(0, 10, 0, 6, 0, 4, 0x11, 0xec, 0, 0x1d)).toEqual([0x11ec, 0x001d]);
    expect(read(0, 10, 0, 2, 0, 0)).toEqual([]);
    expect(read()).toBeUndefined();
    expect(read(0, 10, 0, 6, 0, 2, 0x11, 0xec, 0, 0x1d)).toBe('refused');
    expect(read(0, 10, 0, 5, 0, 3, 0x11, 0xec, 0)).toBe('refused');
    expect(read(0, 10, 0, 0)).toBe('refused');
  });
});
