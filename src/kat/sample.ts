import type { KnownAnswer, VectorSet } from '../codec/known-answer.ts';
import { accepted } from '../codec/parsed.ts';
import { targetPath } from '../facts/locator.ts';
import { vectorsAsset } from '../target/assets.ts';
import { rootTree } from '../target/root-tree.ts';
import { findSets } from './find-sets.ts';

/**
 * A selection of the program's own sets that takes a host no two seconds: of ML-KEM-768 and 1024, ML-DSA-65 and 87 the first key
 * pair, encapsulation, decapsulation, implicit rejection and signature, a good signature and a bad one, and a key to be refused.
 */
export async function sampleSets(): Promise<readonly VectorSet[]> {
  const sets: VectorSet[] = [];
  const own = await vectorsAsset();
  for (const directory of DIRECTORIES)
    for await (const found of findSets(rootTree('/'), targetPath(`${own}/${directory}`))) {
      if (found.is !== 'set') throw new Error(`${found.path}: ${found.why}`);
      const chosen = choose(found.set);
      sets.push({ ...found.set, total: chosen.length, cases: () => chosen.map((known) => accepted(known)) });
    }
  return sets;
}

function choose(set: VectorSet): readonly KnownAnswer[] {
  const chosen = new Map<string, KnownAnswer>();
  for (const each of set.cases()) {
    if (!each.ok || !PARAMETER_SETS.includes(each.value.parameterSet)) continue;
    const { parameterSet, asked, expected } = each.value;
    if (!OPERATIONS.includes(asked.operation) || expected.is === 'refusal') continue;
    // Encapsulation itself shows that a good key is taken.
    if (asked.operation === 'encapsulationKeyCheck' && expected.is === 'verdict' && expected.accepted) continue;
    const key = `${parameterSet} ${asked.operation} ${expected.is === 'verdict' && expected.accepted}`;
    if (!chosen.has(key)) chosen.set(key, each.value);
  }
  return [...chosen.values()];
}

const PARAMETER_SETS = ['ML-KEM-768', 'ML-KEM-1024', 'ML-DSA-65', 'ML-DSA-87'];
const OPERATIONS = [
  'keyGen',
  'encapsulation',
  'decapsulation',
  'implicit rejection',
  'encapsulationKeyCheck',
  'sigGen',
  'sigVer',
];
const DIRECTORIES = [
  'ML-DSA-keyGen-FIPS204',
  'ML-DSA-sigGen-FIPS204-tr1',
  'ML-DSA-sigVer-FIPS204',
  'ML-KEM-encapDecap-FIPS203-tr1',
  'ML-KEM-keyGen-FIPS203',
];
