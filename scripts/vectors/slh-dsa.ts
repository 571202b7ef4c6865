import {
  type PostQuantumParameterSet,
  postQuantumParameterSets,
} from '../../src/vocabulary/post-quantum-parameter-sets.ts';
import type { Group, OwnSet } from './acvp-file.ts';
import type { Agreement } from './agreement.ts';
import { flipped, hex, seed } from './seeds.ts';

/** SLH-DSA, the fast sets: key pairs, a signature each, and for the smallest also signatures of which each part was touched. */
export async function slhDsaSets(agreement: Agreement): Promise<readonly OwnSet[]> {
  const [keyGen, sigVer]: [Group[], Group[]] = [[], []];
  for (const set of postQuantumParameterSets.filter(({ name }) => /^SLH-DSA.*f$/.test(name))) {
    const keys = seed(`${set.name} key`, set.seedLength);
    const { pk, sk } = await agreement.values({ ...of(set), asked: { operation: 'keyGen', seed: keys } });
    if (pk === undefined || sk === undefined) throw new Error(`${set.name}: no key pair`);
    const n = set.seedLength / 3;
    const parts = { skSeed: keys.subarray(0, n), skPrf: keys.subarray(n, 2 * n), pkSeed: keys.subarray(2 * n) };
    const seeds = Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, hex(part)]));
    keyGen.push({ says: { parameterSet: set.name }, tests: [{ ...seeds, sk: hex(sk), pk: hex(pk) }] });
    const says = { parameterSet: set.name, signatureInterface: 'external', preHash: 'pure' };
    sigVer.push({ says, tests: await verifications(set, { pk, sk }, agreement) });
  }
  return [
    { algorithm: 'SLH-DSA', mode: 'keyGen', revision: 'FIPS205', groups: keyGen },
    { algorithm: 'SLH-DSA', mode: 'sigVer', revision: 'FIPS205', groups: sigVer },
  ];
}

/** A signature is R (n bytes), the FORS signature and the hypertree's. Source: FIPS 205 figure 17. */
async function verifications(
  set: PostQuantumParameterSet,
  { pk, sk }: { readonly pk: Uint8Array; readonly sk: Uint8Array },
  agreement: Agreement,
) {
  const message = { as: 'pure', message: seed('message', 200), context: seed('context', 17) } as const;
  const key = { form: 'expanded', expanded: sk } as const;
  const { signature } = await agreement.values({ ...of(set), asked: { operation: 'sigGen', key, message, rnd: null } });
  if (signature === undefined) throw new Error(`${set.name}: no signature`);
  const other = { ...message, message: flipped(message.message, 0) };
  const touched = [
    ['modified R', message, flipped(signature, 0)],
    ['modified SIGFORS', message, flipped(signature, set.publicKeyLength)],
    ['modified SIGHT', message, flipped(signature, -1)],
  ] as const;
  const tests = [];
  for (const [reason, asked, bytes] of [
    ['valid signature', message, signature] as const,
    ['modified message', other, signature] as const,
    ...(set.name.endsWith('128f') ? touched : []),
  ]) {
    const given = { operation: 'sigVer', pk, message: asked, signature: bytes } as const;
    const testPassed = await agreement.accepts({ ...of(set), asked: given });
    if (testPassed !== (reason === 'valid signature')) throw new Error(`${set.name} ${reason}: ${testPassed}`);
    const said = { message: hex(asked.message), context: hex(asked.context), signature: hex(bytes) };
    tests.push({ testPassed, pk: hex(pk), ...said, reason });
  }
  return tests;
}

function of({ name, algorithm }: PostQuantumParameterSet) {
  return { parameterSet: name, algorithm } as const;
}
