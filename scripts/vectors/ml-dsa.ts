import type { Message } from '../../src/codec/known-answer.ts';
import {
  type PostQuantumParameterSet,
  postQuantumParameterSets,
} from '../../src/vocabulary/post-quantum-parameter-sets.ts';
import type { Group, OwnSet } from './acvp-file.ts';
import type { Agreement } from './agreement.ts';
import { flipped, hex, replaced, seed, wrongLengths } from './seeds.ts';

/** ML-DSA: key pairs, signatures through every interface, and signatures of which each part was touched. */
export async function mlDsaSets(agreement: Agreement): Promise<readonly OwnSet[]> {
  const [keyGen, sigGen, sigVer]: [Group[], Group[], Group[]] = [[], [], []];
  for (const set of postQuantumParameterSets.filter(({ algorithm }) => algorithm === 'ML-DSA')) {
    const pairs = [];
    for (const which of ['first', 'second', 'third', 'fourth', 'fifth'])
      pairs.push(await keyPair(set, seed(`${set.name} key ${which}`, 32), agreement));
    const [pair] = pairs;
    if (pair === undefined) continue;
    const tests = pairs.map(({ xi, pk, sk }) => ({ seed: hex(xi), pk: hex(pk), sk: hex(sk) }));
    keyGen.push({ says: { parameterSet: set.name }, tests });
    sigGen.push(...(await signatures(set, pair, agreement)));
    sigVer.push(...(await verifications(set, pair, agreement)));
  }
  return [
    { algorithm: 'ML-DSA', mode: 'keyGen', revision: 'FIPS204', groups: keyGen },
    { algorithm: 'ML-DSA', mode: 'sigGen', revision: 'FIPS204-tr1', groups: sigGen },
    { algorithm: 'ML-DSA', mode: 'sigVer', revision: 'FIPS204', groups: sigVer },
  ];
}

interface Pair {
  readonly xi: Uint8Array;
  readonly pk: Uint8Array;
  readonly sk: Uint8Array;
}

async function keyPair(set: PostQuantumParameterSet, xi: Uint8Array, agreement: Agreement): Promise<Pair> {
  const { pk, sk } = await agreement.values({ ...of(set), asked: { operation: 'keyGen', seed: xi } });
  if (pk === undefined || sk === undefined) throw new Error(`${set.name}: no key pair`);
  return { xi, pk, sk };
}

async function signatures(set: PostQuantumParameterSet, { xi, pk, sk }: Pair, agreement: Agreement) {
  const groups: Group[] = [];
  for (const [deterministic, keyFormat] of [
    [true, 'expanded'],
    [true, 'seed'],
    [false, 'expanded'],
  ] as const)
    for (const [says, messages] of INTERFACES) {
      const tests = [];
      for (const message of messages) {
        const rnd = deterministic ? null : seed(`${set.name} rnd ${message.as}`, 32);
        const key =
          keyFormat === 'seed' ? ({ form: 'seed', seed: xi } as const) : ({ form: 'expanded', expanded: sk } as const);
        const { signature } = await agreement.values({ ...of(set), asked: { operation: 'sigGen', key, message, rnd } });
        const secret = keyFormat === 'seed' ? { seed: hex(xi) } : { sk: hex(sk) };
        const random = rnd === null ? {} : { rnd: hex(rnd) };
        tests.push({
          pk: hex(pk),
          ...secret,
          ...messageFields(message),
          ...random,
          signature: hex(signature ?? NOTHING),
        });
      }
      groups.push({ says: { parameterSet: set.name, deterministic, keyFormat, ...says }, tests });
    }
  return groups;
}

async function verifications(set: PostQuantumParameterSet, { pk, sk }: Pair, agreement: Agreement) {
  const groups: Group[] = [];
  for (const [says, messages] of INTERFACES) {
    const tests = [];
    for (const [index, message] of messages.entries()) {
      const key = { form: 'expanded', expanded: sk } as const;
      const { signature = NOTHING } = await agreement.values({
        ...of(set),
        asked: { operation: 'sigGen', key, message, rnd: null },
      });
      const touched = index === 0 ? tried(set, { pk, message, signature }) : [];
      for (const [reason, one] of [['valid signature', { pk, message, signature }] as const, ...touched]) {
        const testPassed = await agreement.accepts({ ...of(set), asked: { operation: 'sigVer', ...one } });
        if (testPassed !== (reason === 'valid signature')) throw new Error(`${set.name} ${reason}: ${testPassed}`);
        tests.push({
          testPassed,
          pk: hex(one.pk),
          ...messageFields(one.message),
          signature: hex(one.signature),
          reason,
        });
      }
    }
    groups.push({ says: { parameterSet: set.name, ...says }, tests });
  }
  return groups;
}

interface Triple {
  readonly pk: Uint8Array;
  readonly message: Message;
  readonly signature: Uint8Array;
}

/** A signature is c~, z and h; h is omega positions and k running counts. Sources: FIPS 204 algorithms 20, 21, 26, 27, table 1. */
function tried(set: PostQuantumParameterSet, right: Triple): readonly (readonly [string, Triple])[] {
  const { cTilde, omega, k } = SHAPES[set.name] ?? SHAPE_OF_44;
  const { pk, message, signature } = right;
  const hints = signature.length - omega - k;
  const counts = signature.subarray(-k);
  const last = counts.at(-1) ?? 0;
  const signed: readonly (readonly [string, Uint8Array])[] = [
    ['modified commitment: first bit of c~', flipped(signature, 0)],
    ['modified commitment: last byte of c~', flipped(signature, cTilde - 1)],
    ['modified z: first byte', flipped(signature, cTilde)],
    ['modified z: last byte', flipped(signature, hints - 1)],
    ['modified z: a coefficient beyond the bound', replaced(signature, cTilde, new Uint8Array(5))],
    ['modified hint: first position', flipped(signature, hints)],
    ['modified hint: positions not in order', swapped(signature, hints)],
    ['modified hint: padding is not zero', replaced(signature, -k - 1, Uint8Array.of(1))],
    ['modified hint: more than omega', replaced(signature, -1, Uint8Array.of(omega + 1))],
    [
      'modified hint: running counts fall',
      replaced(signature, -1, Uint8Array.of(Math.max(0, (counts.at(-2) ?? 0) - 1))),
    ],
    ['modified hint: last count too high', replaced(signature, -1, Uint8Array.of(last + 1))],
    ...wrongLengths(signature).map(([reason, bytes]) => [`signature ${reason}`, bytes] as const),
  ];
  return [
    ...signed.map(([reason, bytes]) => [reason, { pk, message, signature: bytes }] as const),
    ...otherMessages(message).map(([reason, other]) => [reason, { pk, message: other, signature }] as const),
    ['modified key: first bit of rho', { pk: flipped(pk, 0), message, signature }],
    ['modified key: last byte of t1', { pk: flipped(pk, -1), message, signature }],
    ...wrongLengths(pk).map(([reason, bytes]) => [`public key ${reason}`, { pk: bytes, message, signature }] as const),
  ];
}

function swapped(signature: Uint8Array, at: number): Uint8Array {
  return replaced(signature, at, Uint8Array.of(signature[at + 1] ?? 0, signature[at] ?? 0));
}

function otherMessages(message: Message): readonly (readonly [string, Message])[] {
  if (message.as === 'mu') return [['modified message: mu', { ...message, mu: flipped(message.mu, 0) }]];
  const other = [['modified message', { ...message, message: flipped(message.message, -1) }]] as const;
  if (message.as === 'internal') return other;
  return [
    ...other,
    ['modified context', { ...message, context: flipped(message.context, 0) }],
    ['no context', { ...message, context: NOTHING }],
  ];
}

function messageFields(message: Message): Readonly<Record<string, string>> {
  switch (message.as) {
    case 'pure':
      return { message: hex(message.message), context: hex(message.context) };
    case 'pre-hash':
      return { message: hex(message.message), context: hex(message.context), hashAlg: message.hash };
    case 'internal':
      return { message: hex(message.message) };
    case 'mu':
      return { mu: hex(message.mu) };
  }
}

function of({ name, algorithm }: PostQuantumParameterSet) {
  return { parameterSet: name, algorithm } as const;
}

const NOTHING = new Uint8Array();
const TEXT = seed('message', 200);
const CONTEXT = seed('context', 17);
const INTERFACES: readonly (readonly [Readonly<Record<string, unknown>>, readonly Message[]])[] = [
  [
    { signatureInterface: 'external', preHash: 'pure' },
    [
      { as: 'pure', message: TEXT, context: CONTEXT },
      { as: 'pure', message: TEXT, context: NOTHING },
      { as: 'pure', message: TEXT, context: seed('longest context', 255) },
      { as: 'pure', message: NOTHING, context: CONTEXT },
    ],
  ],
  [
    { signatureInterface: 'external', preHash: 'preHash' },
    [{ as: 'pre-hash', message: TEXT, context: CONTEXT, hash: 'SHA2-512' }],
  ],
  [{ signatureInterface: 'internal', externalMu: false }, [{ as: 'internal', message: TEXT }]],
  [{ signatureInterface: 'internal', externalMu: true }, [{ as: 'mu', mu: seed('mu', 64) }]],
];
const SHAPE_OF_44 = { cTilde: 32, omega: 80, k: 4 };
const SHAPES: Readonly<Record<string, typeof SHAPE_OF_44>> = {
  'ML-DSA-44': SHAPE_OF_44,
  'ML-DSA-65': { cTilde: 48, omega: 55, k: 6 },
  'ML-DSA-87': { cTilde: 64, omega: 75, k: 8 },
};
