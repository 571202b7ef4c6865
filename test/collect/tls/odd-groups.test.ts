import type { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import type { ClientHello } from '../../../src/codec/tls/client-hello.ts';
import { tlsEndpointAlgorithmsApproved } from '../../../src/rules/tls-endpoint-algorithms-approved.ts';
import { tlsEndpointMlKem } from '../../../src/rules/tls-endpoint-ml-kem.ts';
import { harvestWire, listenScript, valuesOf, wireOf } from '../../support/endpoint.ts';
import { judged } from '../../support/rule-facts.ts';
import {
  alert,
  helloRetryRequest,
  numbersOf,
  onHello,
  record,
  serverHello,
  shareOf,
} from '../../support/tls13-server.ts';

const LIMITS = { withinMs: 1000, inAllMs: 6000 };
/** Of tls.md 7.1: what RFC 10024 made obsolete, and what libraries took for experiments. */
const LEFT_BEHIND: readonly (readonly [codePoint: number, name: string])[] = [
  [0x6399, 'X25519Kyber768Draft00'],
  [0x639a, 'SecP256r1Kyber768Draft00'],
  [0xfe30, 'X25519Kyber512Draft00 (private)'],
  [0xfe31, 'X25519Kyber768Draft00 (private)'],
  [0x2f39, 'x25519_kyber512 (private)'],
  [0x2f3a, 'p256_kyber512 (private)'],
  [0x2f3c, 'p384_kyber768 (private)'],
  [0x2f3d, 'p521_kyber1024 (private)'],
  [0x023a, 'kyber512 (private)'],
  [0x023c, 'kyber768 (private)'],
  [0x023d, 'kyber1024 (private)'],
  [0x636d, 'hybrid 0x636d (private)'],
  [0x4138, 'CECPQ2'],
];

describe('groups that drafts and experiments left behind', () => {
  it.each(LEFT_BEHIND)('%d (%s) is found by name beside x25519, and is no ML-KEM', async (codePoint, name) => {
    const harvest = await against(naming(codePoint, X25519));
    expect(valuesOf(harvest, 'tls.endpoint.groups')).toMatchObject([
      {
        supported: [
          { name, codepoint: codePoint },
          { name: 'x25519', codepoint: X25519 },
        ],
        complete: true,
        postQuantum: { supported: 'no', enforced: 'no', preference: 'none' },
      },
    ]);
    const of = (rule: Parameters<typeof judged>[0], params: Readonly<Record<string, unknown>>) =>
      judged(rule, params, harvest.facts, harvest.gaps)[0]?.split('; ')[0];
    expect(of(tlsEndpointMlKem, { atLeast: 512, hybrid: 'allowed' })).toMatch(/^unmet TLS endpoint: /);
    expect(of(tlsEndpointAlgorithmsApproved, { of: 'groups', approved: ['x25519', 'MLKEM*'] })).toBe(
      `unmet TLS endpoint: groups that are not approved: ${name}`,
    );
  });

  it('are all found in one server', async () => {
    const harvest = await against(naming(...LEFT_BEHIND.map(([codePoint]) => codePoint)));
    const [groups] = valuesOf(harvest, 'tls.endpoint.groups');
    expect(groups?.supported.map(({ name }) => name).toSorted()).toEqual(
      LEFT_BEHIND.map(([, name]) => name).toSorted(),
    );
    expect(groups?.postQuantum).toMatchObject({ supported: 'no', enforced: 'no' });
  });

  it('are told from what is post-quantum, so that the tests above can fail', async () => {
    const harvest = await against(naming(0x11ec, 0x6399));
    expect(valuesOf(harvest, 'tls.endpoint.groups')).toMatchObject([{ postQuantum: { supported: 'yes' } }]);
  });
});

describe('a ServerHello that names a group of which no share was sent', () => {
  const P256 = 0x0017;
  const point = Buffer.concat([Uint8Array.of(4), Buffer.alloc(64, 7)]);

  it('is believed neither for that group nor for another', async () => {
    for (const group of [P256, 0x11ec, 0x1234, 0x0a0a]) {
      const harvest = await against(
        onHello((hello, _message, socket) => void socket.write(record(22, serverHello(hello, group, point)))),
      );
      expect(harvest.facts, `group ${group}`).toEqual([]);
      expect(new Set(harvest.gaps.map(({ kind }) => kind)).size).toBe(8);
    }
  });

  it('leaves what a HelloRetryRequest named, and shows no certificate', async () => {
    const harvest = await against(
      onHello((hello, _message, socket) => {
        const lie = record(22, serverHello(hello, P256, point));
        if (shareOf(hello) !== undefined) return void socket.write(lie);
        socket.write(answerOf(hello, [X25519]));
        socket.once('data', () => socket.write(lie));
      }),
    );
    expect(valuesOf(harvest, 'tls.endpoint.groups')).toMatchObject([
      { supported: [{ name: 'x25519' }], postQuantum: { supported: 'no' } },
    ]);
    expect(valuesOf(harvest, 'tls.endpoint.certificate')).toEqual([]);
    expect(valuesOf(harvest, 'tls.endpoint.signature-schemes')).toEqual([]);
    expect(harvest.gaps.filter(({ kind }) => kind === 'tls.endpoint.certificate')).toHaveLength(1);
  });
});

/** A server that asks for a share in the first of its groups that is offered, and goes no further. */
function naming(...groups: readonly number[]): (socket: Socket) => void {
  return onHello((hello, _message, socket) => void socket.end(answerOf(hello, groups)));
}

function answerOf(hello: ClientHello, groups: readonly number[]): Uint8Array {
  const group = groups.find((each) => numbersOf(hello, 10).includes(each));
  const isKnown = group !== undefined && hello.cipherSuites.includes(0x1301);
  return isKnown ? record(22, helloRetryRequest(hello, group)) : alert(40);
}

async function against(script: (socket: Socket) => void) {
  const server = await listenScript(script);
  try {
    return await harvestWire(await wireOf(server.port), LIMITS);
  } finally {
    await server.stop();
  }
}

const X25519 = 0x001d;
