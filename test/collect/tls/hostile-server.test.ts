import { sign } from 'node:crypto';
import type { Socket } from 'node:net';
import { describe, expect, it, vi } from 'vitest';
import type { Harvest } from '../../../src/facts/fact.ts';
import { makeCertificate, privateKeyOf, strangeCertificate, tlv } from '../../support/certificate.ts';
import { harvestWire, listenScript, valuesOf, wireOf } from '../../support/endpoint.ts';
import { flightOf } from '../../support/tls13-flight.ts';
import { alert, helloRetryRequest, numbersOf, onHello, record, tls13Server } from '../../support/tls13-server.ts';

/** For servers that keep us waiting. */
const QUICK = { withinMs: 150, inAllMs: 900 };
/** For those that answer at once, on however busy a machine. */
const PATIENT = { withinMs: 15_000, inAllMs: 60_000 };
vi.setConfig({ testTimeout: 120_000 });
const ec = makeCertificate({ key: 'ec', name: 'ec.test' });

describe('what does not speak TLS', () => {
  it('costs one connection where it refuses it, and three where it says something else', async () => {
    const closed = await listenScript(() => {});
    await closed.stop();
    const gone = await wireOf(closed.port);
    await harvestWire(gone, QUICK);
    expect(gone.connections()).toBe(1);
    const http = await listenScript((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    const other = await wireOf(http.port);
    await harvestWire(other, PATIENT);
    await http.stop();
    expect(other.connections()).toBe(3);
  });

  it('is a gap for each kind, with its reason, and no fact', async () => {
    const closed = await listenScript(() => {});
    await closed.stop();
    const gone = await harvestWire(await wireOf(closed.port), QUICK);
    expect(gone.facts).toEqual([]);
    expect(gone.gaps).toHaveLength(8);
    expect(reasons(gone)).toEqual([`no connection: 127.0.0.1:${closed.port} connect: refused`]);
    expect(await reasonsOf((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'))).toEqual([
      'what answers does not speak TLS: not TLS: this is HTTP in plain text (byte 0)',
    ]);
    expect(await reasonsOf((socket) => socket.write('SSH-2.0-OpenSSH_10.0\r\n'))).toEqual([
      'what answers does not speak TLS: not TLS: this is SSH (byte 0)',
    ]);
  });

  it('is a gap where it says nothing, drips, or resets', async () => {
    expect(await reasonsOf(() => {})).toEqual([
      'a connection is made, but the server does not answer a ClientHello: no answer within the limit',
    ]);
    const drip = (socket: Socket): void => {
      const bytes = [22, 3, 3, 0, 100, 2, 0, 0, 96, 3, 3];
      const timer = setInterval(() => socket.write(Uint8Array.from([bytes.shift() ?? 0])), 40);
      socket.once('close', () => clearInterval(timer));
    };
    expect(await reasonsOf(drip)).toEqual([
      'a connection is made, but the server does not answer a ClientHello: no answer within the limit',
    ]);
    expect(await reasonsOf(onHello((_hello, _message, socket) => socket.resetAndDestroy()))).toEqual([
      'a connection is made, but it is reset in answer to a ClientHello: the connection reset',
    ]);
    expect(await reasonsOf((socket) => socket.end())).toEqual([
      'a connection is made, but the server closes it without an answer to a ClientHello: the connection closed',
    ]);
  });

  it('is a gap where records or warnings never end', async () => {
    const forever = (bytes: Uint8Array) => (socket: Socket) => {
      const block = Buffer.concat(Array.from({ length: 1000 }, () => bytes));
      const pour = (): void => {
        while (!socket.destroyed && socket.write(block));
      };
      socket.on('drain', pour);
      pour();
    };
    for (const bytes of [record(20, Uint8Array.from([1])), record(22, new Uint8Array())]) {
      expect(await reasonsOf(forever(bytes))).toEqual([
        'what answers is not a TLS handshake: more than 4096 records without a ServerHello',
      ]);
    }
    expect(await reasonsOf(forever(record(21, Uint8Array.from([1, 112]))))).toEqual([
      'the server answers with an alert whatever is offered, which says nothing about what it supports: alert unrecognized_name (112, warning)',
    ]);
  });
});

it('takes no alert whatever for an answer about support, where nothing else ever comes', async () => {
  for (const description of [0, 10, 20, 40, 47, 50, 70, 71, 80, 86, 90, 109, 112, 116, 120, 200, 255]) {
    const harvest = await against(onHello((_hello, _message, socket) => socket.end(alert(description))));
    expect(harvest.facts, `alert ${description}`).toEqual([]);
    expect(harvest.gaps.length, `alert ${description}`).toBe(8);
  }
});

describe('a server that lies', () => {
  it('is not believed where it names a group that was not offered', async () => {
    const lie = onHello((hello, _message, socket) => socket.end(record(22, helloRetryRequest(hello, 0x1234))));
    const harvest = await against(lie);
    expect(harvest.facts).toEqual([]);
    expect(reasons(harvest)).toEqual([expect.stringMatching(/HelloRetryRequest TLSv1\.3, group 0x1234/)]);
  });

  it('is asked no more than allowed where it answers every offer with a HelloRetryRequest', async () => {
    const script = onHello((hello, _message, socket) => {
      const group = numbersOf(hello, 10)[0] ?? 0;
      const suite = hello.cipherSuites.find((each) => each >= 0x1301 && each <= 0x1305) ?? 0;
      socket.write(record(22, helloRetryRequest(hello, group, suite)));
    });
    const server = await listenScript(script);
    const wire = await wireOf(server.port);
    const harvest = await harvestWire(wire, { withinMs: 150, inAllMs: 3000 });
    await server.stop();
    expect(wire.connections()).toBeLessThanOrEqual(45);
    expect(valuesOf(harvest, 'tls.endpoint.certificate')).toEqual([]);
    expect(harvest.gaps.filter(({ kind }) => kind === 'tls.endpoint.certificate')).toHaveLength(1);
  });

  it('is reported where its CertificateVerify is wrong, and its scheme is not called supported', async () => {
    const harvest = await against(
      tls13Server(flightOf(ec.der, (content) => signEc(Buffer.concat([content, Buffer.from('x')])))),
    );
    expect(valuesOf(harvest, 'tls.endpoint.signature-schemes')).toEqual([
      {
        supported: [],
        used: 'ecdsa_secp256r1_sha256',
        complete: false,
        notVerified: [
          {
            name: 'ecdsa_secp256r1_sha256',
            codepoint: 0x0403,
            why: 'the signature does not fit the handshake and the certificate',
          },
        ],
      },
    ]);
    expect(valuesOf(harvest, 'tls.endpoint.certificate')).toMatchObject([{ signature: 'invalid' }]);
    expect(harvest.gaps.map(({ why }) => why)).toContain(
      'ecdsa_secp256r1_sha256 is invalid: the signature does not fit the handshake and the certificate',
    );
  });

  it('is believed by the same script where the signature is right, so that the test above can fail', async () => {
    const harvest = await against(tls13Server(flightOf(ec.der, signEc)));
    expect(valuesOf(harvest, 'tls.endpoint.certificate')).toMatchObject([{ signature: 'valid' }]);
  });
});

describe('certificates that cannot be read', () => {
  it('leave all other answers, and keep their bytes', async () => {
    for (const der of [nested(5000), Buffer.from('not a certificate')]) {
      const harvest = await against(tls13Server(flightOf(der, signEc)));
      expect(valuesOf(harvest, 'tls.endpoint.groups')).toMatchObject([
        { supported: [{ name: 'x25519' }], complete: true },
      ]);
      const [certificate] = valuesOf(harvest, 'tls.endpoint.certificate');
      expect(certificate).toMatchObject({ signature: 'unchecked', chain: [{ subject: null }] });
      expect(certificate?.chain[0]?.der).toBe(Buffer.from(der).toString('base64'));
    }
  });

  it('keep their OIDs and bytes where the algorithm is of a draft or unknown', async () => {
    const algorithms = [];
    for (const [key, signature] of [
      ['2.16.840.1.101.3.4.3.20', '2.16.840.1.101.3.4.3.20'],
      ['1.3.6.1.5.5.7.6.45', '1.3.6.1.5.5.7.6.45'],
      ['1.2.3.4', '1.2.3.5'],
    ] as const) {
      const der = strangeCertificate(key, signature);
      const [certificate] = valuesOf(await against(tls13Server(flightOf(der, signEc))), 'tls.endpoint.certificate');
      algorithms.push([
        certificate?.chain[0]?.keyAlgorithm,
        certificate?.signature,
        certificate?.chain[0]?.der?.length,
      ]);
    }
    expect(algorithms).toEqual([
      ['SLH-DSA-SHA2-128s', 'unchecked', expect.any(Number)],
      ['MLDSA65-ECDSA-P256-SHA512', 'unchecked', expect.any(Number)],
      ['1.2.3.4', 'unchecked', expect.any(Number)],
    ]);
  });

  it('are refused past 256 KiB, without their bytes being kept', async () => {
    const huge = tls13Server(() => [Uint8Array.from([8, 0, 0, 2, 0, 0]), Uint8Array.from([11, 0xff, 0xff, 0xff])]);
    const harvest = await against(huge);
    expect(valuesOf(harvest, 'tls.endpoint.groups')).toMatchObject([{ supported: [{ name: 'x25519' }] }]);
    expect(harvest.gaps.filter(({ kind }) => kind === 'tls.endpoint.certificate').map(({ why }) => why)).toEqual([
      'no handshake could be read up to a certificate: handshake message 11: at most 262144 bytes are read, has 16777215 (byte 6)',
    ]);
  });
});

describe('a server that gives way', () => {
  it('settles no refusal where it is gone at the end', async () => {
    let connections = 0;
    const good = tls13Server(flightOf(ec.der, signEc));
    const server = await listenScript((socket) => {
      connections += 1;
      if (connections > 12) socket.resetAndDestroy();
      else good(socket);
    });
    const harvest = await harvestWire(await wireOf(server.port), { withinMs: 150, inAllMs: 2500 });
    await server.stop();
    expect(valuesOf(harvest, 'tls.endpoint.versions')).toMatchObject([{ supported: ['TLSv1.3'], notSupported: [] }]);
    expect(valuesOf(harvest, 'tls.endpoint.groups')).toMatchObject([
      { complete: false, postQuantum: { supported: 'unknown' } },
    ]);
    expect(
      harvest.gaps.some(({ kind, why }) => kind === 'tls.endpoint.groups' && why.includes('no longer works')),
    ).toBe(true);
  });

  it('is asked again, one connection at a time, where it drops some', async () => {
    let connections = 0;
    const good = tls13Server(flightOf(ec.der, signEc));
    const server = await listenScript((socket) => {
      connections += 1;
      if (connections === 4) socket.resetAndDestroy();
      else good(socket);
    });
    const harvest = await harvestWire(await wireOf(server.port));
    await server.stop();
    expect(harvest.gaps).toEqual([]);
    expect(valuesOf(harvest, 'tls.endpoint.groups')).toMatchObject([{ complete: true }]);
  });
});

async function against(script: (socket: Socket) => void, limits = PATIENT): Promise<Harvest> {
  const server = await listenScript(script);
  try {
    return await harvestWire(await wireOf(server.port), limits);
  } finally {
    await server.stop();
  }
}

async function reasonsOf(script: (socket: Socket) => void): Promise<readonly string[]> {
  const harvest = await against(script, QUICK);
  expect(harvest.facts).toEqual([]);
  return reasons(harvest);
}

function reasons({ gaps }: Harvest): readonly string[] {
  return [...new Set(gaps.map(({ why }) => why))];
}

function signEc(content: Uint8Array): Uint8Array {
  return sign('sha256', content, privateKeyOf(ec));
}

/** SEQUENCEs within each other. */
function nested(depth: number): Uint8Array {
  let der: Uint8Array = tlv(0x05);
  for (let level = 0; level < depth && der.length < 14_000; level += 1) der = tlv(0x30, der);
  return der;
}
