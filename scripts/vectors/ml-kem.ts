import {
  type PostQuantumParameterSet,
  postQuantumParameterSets,
} from '../../src/vocabulary/post-quantum-parameter-sets.ts';
import type { Group, OwnSet } from './acvp-file.ts';
import type { Agreement } from './agreement.ts';
import { flipped, hex, replaced, seed, wrongLengths } from './seeds.ts';

/** ML-KEM: key pairs; both directions, implicit rejection for each part of a ciphertext, and what must be refused. */
export async function mlKemSets(agreement: Agreement): Promise<readonly OwnSet[]> {
  const keyGen: Group[] = [];
  const use: Group[] = [];
  for (const set of postQuantumParameterSets.filter(({ algorithm }) => algorithm === 'ML-KEM')) {
    keyGen.push({ says: { parameterSet: set.name }, tests: await keyPairs(set, agreement) });
    use.push(...(await usesOf(set, agreement)));
  }
  return [
    { algorithm: 'ML-KEM', mode: 'keyGen', revision: 'FIPS203', groups: keyGen },
    { algorithm: 'ML-KEM', mode: 'encapDecap', revision: 'FIPS203-tr1', groups: use },
  ];
}

async function keyPairs(set: PostQuantumParameterSet, agreement: Agreement) {
  const tests = [];
  for (const which of KEYS) {
    const { dz, ek, dk } = await keyPair(set, which, agreement);
    tests.push({ z: hex(dz.subarray(32)), d: hex(dz.subarray(0, 32)), ek: hex(ek), dk: hex(dk) });
  }
  return tests;
}

async function usesOf(set: PostQuantumParameterSet, agreement: Agreement): Promise<readonly Group[]> {
  const { dz, ek, dk } = await keyPair(set, 'first', agreement);
  const says = (operation: string, keyFormat: string) => ({ parameterSet: set.name, function: operation, keyFormat });
  const seeded = { d: hex(dz.subarray(0, 32)), z: hex(dz.subarray(32)), ek: hex(ek) };
  const expanded = { ek: hex(ek), dk: hex(dk) };
  const encapsulations = [];
  for (const which of ['first', 'second', 'third']) {
    const m = seed(`${set.name} m ${which}`, 32);
    encapsulations.push({ ek: hex(ek), m, ...(await encapsulate(set, { ek, m }, agreement)) });
  }
  const c = encapsulations[0]?.c ?? new Uint8Array();
  const ciphertexts = ciphertextsOf(set, c);
  const decapsulations = async (form: 'seed' | 'expanded') => {
    const key = form === 'seed' ? ({ form, seed: dz } as const) : ({ form, expanded: dk } as const);
    const tests = [];
    for (const [reason, ciphertext] of ciphertexts) {
      const asked = { operation: 'decapsulation', key, c: ciphertext } as const;
      const right = ciphertext.length === set.outputLength;
      const said = right
        ? { k: hex((await agreement.values({ ...of(set), asked }))['k'] ?? new Uint8Array()) }
        : { testPassed: await agreement.accepts({ ...of(set), asked }) };
      tests.push({ ...(form === 'seed' ? seeded : expanded), c: hex(ciphertext), ...said, reason });
    }
    return tests;
  };
  return [
    {
      says: says('encapsulation', 'none'),
      tests: encapsulations.map((test) => ({ ek: test.ek, m: hex(test.m), c: hex(test.c), k: hex(test.k) })),
    },
    { says: says('decapsulation', 'seed'), tests: await decapsulations('seed') },
    { says: says('decapsulation', 'expanded'), tests: await decapsulations('expanded') },
    { says: says('encapsulationKeyCheck', 'none'), tests: await encapsulationKeys(set, ek, agreement) },
    { says: says('decapsulationKeyCheck', 'expanded'), tests: await decapsulationKeys(set, dk, agreement) },
  ];
}

/** c1 holds k polynomials compressed to du bits, c2 one to dv bits: it is the last 128 or 160 bytes. Source: FIPS 203 table 2. */
function ciphertextsOf(set: PostQuantumParameterSet, c: Uint8Array): readonly (readonly [string, Uint8Array])[] {
  const c2 = set.name === 'ML-KEM-1024' ? -160 : -128;
  return [
    ['valid decapsulation', c],
    ['modified ciphertext: first bit of c1', flipped(c, 0)],
    ['modified ciphertext: last byte of c1', flipped(c, c2 - 1)],
    ['modified ciphertext: first bit of c2', flipped(c, c2)],
    ['modified ciphertext: last byte of c2', flipped(c, -1)],
    ['modified ciphertext: zeros', new Uint8Array(c.length)],
    ...wrongLengths(c).map(([reason, bytes]) => [`ciphertext ${reason}`, bytes] as const),
  ];
}

/** The modulus is 3329; two coefficients of 12 bits lie in three bytes. Source: FIPS 203 7.2, algorithm 5. */
async function encapsulationKeys(set: PostQuantumParameterSet, ek: Uint8Array, agreement: Agreement) {
  const q = Uint8Array.of(0x01, 0x0d);
  const most = Uint8Array.of(0xff, 0xff, 0xff);
  const keys: readonly (readonly [string, Uint8Array])[] = [
    ['valid encapsulation key', ek],
    ['valid encapsulation key with another rho', flipped(ek, -1)],
    [
      'first coefficient is the modulus',
      replaced(ek, 0, Uint8Array.of(q[0] ?? 0, ((ek[1] ?? 0) & 0xf0) | (q[1] ?? 0))),
    ],
    ['last coefficients are 4095', replaced(ek, -32 - 3, most)],
    ['all coefficients are 4095', Buffer.concat([new Uint8Array(ek.length - 32).fill(0xff), ek.subarray(-32)])],
    ...wrongLengths(ek),
  ];
  const tests = [];
  for (const [reason, key] of keys) {
    const asked = { operation: 'encapsulationKeyCheck', ek: key } as const;
    tests.push({ testPassed: await agreement.accepts({ ...of(set), asked }), ek: hex(key), reason });
  }
  return tests;
}

/** dk is the decryption key, ek, H(ek) and z. Source: FIPS 203 7.1, 7.3. */
async function decapsulationKeys(set: PostQuantumParameterSet, dk: Uint8Array, agreement: Agreement) {
  const keys: readonly (readonly [string, Uint8Array])[] = [
    ['valid decapsulation key', dk],
    ['valid decapsulation key with another z', flipped(dk, -1)],
    ['modified H', flipped(dk, -64)],
    ['modified encapsulation key inside', flipped(dk, -64 - 1)],
    ...wrongLengths(dk),
  ];
  const tests = [];
  for (const [reason, key] of keys) {
    const asked = { operation: 'decapsulationKeyCheck', dk: key } as const;
    tests.push({ testPassed: await agreement.accepts({ ...of(set), asked }), dk: hex(key), reason });
  }
  return tests;
}

async function keyPair(set: PostQuantumParameterSet, which: string, agreement: Agreement) {
  const dz = seed(`${set.name} key ${which}`, 64);
  const { ek, dk } = await agreement.values({ ...of(set), asked: { operation: 'keyGen', seed: dz } });
  if (ek === undefined || dk === undefined) throw new Error(`${set.name}: no key pair`);
  return { dz, ek, dk };
}

async function encapsulate(
  set: PostQuantumParameterSet,
  given: { readonly ek: Uint8Array; readonly m: Uint8Array },
  agreement: Agreement,
) {
  const { c, k } = await agreement.values({ ...of(set), asked: { operation: 'encapsulation', ...given } });
  if (c === undefined || k === undefined) throw new Error(`${set.name}: no ciphertext`);
  return { c, k };
}

function of({ name, algorithm }: PostQuantumParameterSet) {
  return { parameterSet: name, algorithm } as const;
}

const KEYS = ['first', 'second', 'third', 'fourth', 'fifth'];
