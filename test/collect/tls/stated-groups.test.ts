import { sign } from 'node:crypto';
import type { Socket } from 'node:net';
import { expect, it } from 'vitest';
import { messageHash } from '../../../src/codec/tls/key-schedule.ts';
import { tlsEndpointMlKem } from '../../../src/rules/tls-endpoint-ml-kem.ts';
import { makeCertificate, privateKeyOf } from '../../support/certificate.ts';
import { harvestWire, listenScript, valuesOf, wireOf } from '../../support/endpoint.ts';
import { judged } from '../../support/rule-facts.ts';
import { flightOf } from '../../support/tls13-flight.ts';
import {
  agreeInX25519,
  alert,
  helloRetryRequest,
  numbersOf,
  onHellos,
  record,
  shareOf,
} from '../../support/tls13-server.ts';

const ec = makeCertificate({ key: 'ec', name: 'ec.test' });
const [MLKEM768, HYBRID, P256, P521, X25519, X448, FFDHE, BRAINPOOL] = [
  0x0201, 0x11ec, 0x0017, 0x0019, 0x001d, 0x001e, 0x0100, 0x001f,
] as const;
const names = ['secp256r1', 'secp521r1', 'x25519', 'x448', 'ffdhe2048'];
const honest = [P256, X25519, P521, X448, FFDHE];

it('takes less common groups from what the server states, and asks whether there are others in one list', async () => {
  const { groups, connections, evidence, offers } = await against({ negotiates: honest, states: honest });
  expect(groups).toMatchObject({ complete: true, postQuantum: { supported: 'no' } });
  expect(found(groups)).toEqual(names);
  expect(evidence).toContainEqual([
    'EncryptedExtensions',
    'supported_groups: secp256r1 x25519 secp521r1 x448 ffdhe2048',
  ]);
  expect(offers.some((offered) => offered.includes(X448) && !offered.includes(X25519))).toBe(false);
  const silent = await against({ negotiates: honest, states: undefined });
  expect(found(silent.groups)).toEqual(names);
  expect(silent.evidence.map(([message]) => message)).not.toContain('EncryptedExtensions');
  expect(connections).toBeLessThan(silent.connections);
});

it('asks for every post-quantum group whatever is stated: one that is stated and refused passes nothing', async () => {
  for (const [negotiates, states] of [
    [honest, [P256, HYBRID, X25519, P521, X448, FFDHE]],
    [honest, [P256, X25519, MLKEM768, P521, X448, FFDHE]],
  ] as const) {
    const { groups, verdict, evidence } = await against({ negotiates, states });
    expect(found(groups)).toEqual(names);
    expect(groups).toMatchObject({ complete: true, postQuantum: { supported: 'no', enforced: 'no' } });
    expect(verdict).toMatch(/^unmet TLS endpoint: /);
    // What is stated wrongly of one group is relied on for no other.
    expect(evidence.map(([message]) => message)).not.toContain('EncryptedExtensions');
  }
});

it('finds groups that a statement leaves out, post-quantum ones and others', async () => {
  const negotiates = [P256, X25519, MLKEM768, P521, X448, FFDHE, BRAINPOOL];
  for (const states of [honest, [P256, X25519], [], [X25519, 0x0a0a, 0xffff]]) {
    const { groups } = await against({ negotiates, states });
    expect(found(groups)).toEqual([...names, 'brainpoolP256r1tls13', 'MLKEM768'].toSorted(byName));
    expect(groups).toMatchObject({ complete: true, postQuantum: { supported: 'yes', enforced: 'no' } });
  }
});

it('negotiates less common groups where a common one is stated and refused, or left out', async () => {
  const lying = await against({ negotiates: [P521, X25519], states: [P256, X25519, P521, X448] });
  expect(found(lying.groups)).toEqual(['secp521r1', 'x25519']);
  const leaving = await against({ negotiates: [P256, X25519, P521], states: [X25519, P521, X448] });
  expect(found(leaving.groups)).toEqual(['secp256r1', 'secp521r1', 'x25519']);
});

it('relies on no statement under a signature that is wrong', async () => {
  const { groups, evidence } = await against({
    negotiates: [P256, X25519, P521],
    states: [P256, X25519, P521, X448],
    signature: (content) => signEc(Buffer.concat([content, Buffer.from('x')])),
  });
  expect(found(groups)).toEqual(['secp256r1', 'secp521r1', 'x25519']);
  expect(evidence.map(([message]) => message)).not.toContain('EncryptedExtensions');
});

interface Stating {
  /** In the order of the server's preference; X25519 alone goes as far as a flight. */
  readonly negotiates: readonly number[];
  readonly states: readonly number[] | undefined;
  readonly signature?: (content: Uint8Array) => Uint8Array;
}

async function against(given: Stating) {
  const offers: (readonly number[])[] = [];
  const server = await listenScript(stating(given, (groups) => offers.push(groups)));
  try {
    const wire = await wireOf(server.port);
    const harvest = await harvestWire(wire, { withinMs: 1000, inAllMs: 6000 });
    const [groups] = valuesOf(harvest, 'tls.endpoint.groups');
    const evidence = harvest.facts
      .filter(({ kind }) => kind === 'tls.endpoint.groups')
      .flatMap((fact) =>
        fact.evidence.map(({ at, quote }) => ['message' in at ? at.message : '', `${quote}`] as const),
      );
    const params = { atLeast: 512, hybrid: 'allowed' };
    const [verdict] = judged(tlsEndpointMlKem, params, harvest.facts, harvest.gaps);
    return { groups, evidence, verdict, offers, connections: wire.connections() };
  } finally {
    await server.stop();
  }
}

/** A server that asks for a share where there is none, and follows its own request. It has one suite for X25519, one for all else. */
function stating({ negotiates, states, signature = signEc }: Stating, onOffer: (groups: readonly number[]) => void) {
  return (socket: Socket): void => {
    let before: readonly Uint8Array[] = [];
    onHellos((hello, message) => {
      const offered = numbersOf(hello, 10);
      onOffer(offered);
      const group = negotiates.find((each) => offered.includes(each));
      const suite = group === X25519 ? 0x1301 : 0x1302;
      const isKnown = hello.cipherSuites.includes(suite) && numbersOf(hello, 13).includes(0x0403);
      if (group === undefined || !isKnown) return void socket.end(alert(40));
      const share = group === X25519 ? shareOf(hello) : undefined;
      if (share !== undefined)
        return agreeInX25519(
          socket,
          { hello, share, heard: [...before, message] },
          flightOf(ec.der, signature, states),
        );
      const request = helloRetryRequest(hello, group, suite);
      before = [messageHash('sha256', message), request];
      socket.write(record(22, request));
    })(socket);
  };
}

function found(groups: { readonly supported: readonly { readonly name: string }[] } | undefined) {
  return groups?.supported.map(({ name }) => name).toSorted(byName);
}

function byName(one: string, other: string): number {
  return ORDER.indexOf(one) - ORDER.indexOf(other);
}

const ORDER = [...names, 'brainpoolP256r1tls13', 'MLKEM768'];

function signEc(content: Uint8Array): Uint8Array {
  return sign('sha256', content, privateKeyOf(ec));
}
