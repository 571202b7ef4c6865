import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { VectorSet } from '../../src/codec/known-answer.ts';
import { targetPath } from '../../src/facts/locator.ts';
import type { Engine } from '../../src/kat/engine.ts';
import { findSets } from '../../src/kat/find-sets.ts';
import { runSet } from '../../src/kat/run-set.ts';
import { rootTree } from '../../src/target/root-tree.ts';
import { wrongEngines } from '../support/wrong-engines.ts';

const OWN = join(import.meta.dirname, '../../test-vectors');
const LATTICES = [
  'ML-KEM-keyGen-FIPS203',
  'ML-KEM-encapDecap-FIPS203-tr1',
  'ML-DSA-sigGen-FIPS204-tr1',
  'ML-DSA-sigVer-FIPS204',
];

it.each(Object.keys(wrongEngines))('catches an engine with this mistake: %s', async (name) => {
  const engine = wrongEngines[name];
  if (engine !== undefined) expect(await failuresOf(engine)).toMatchSnapshot();
});

/** `implicit rejection: 24 of 30 failed, first tcId 11 ML-KEM-512 (modified ...): why` */
async function failuresOf(engine: Engine): Promise<readonly string[]> {
  const lines: string[] = [];
  for (const name of LATTICES)
    for await (const found of findSets(rootTree('/'), targetPath(join(OWN, name)))) {
      if (found.is !== 'set') continue;
      const { runs } = await runSet(smallest(found.set), engine, { signal: AbortSignal.timeout(20_000), full: false });
      for (const { operation, passed, failed, firstFailure } of runs)
        if (firstFailure !== null)
          lines.push(
            `${name} ${operation}: ${failed} of ${passed + failed} failed, first tcId ${firstFailure.tcId} ${firstFailure.parameterSet} (${firstFailure.note}): ${firstFailure.why}`,
          );
    }
  return lines;
}

/** The least parameter sets are enough to tell, and fast. */
function smallest(set: VectorSet): VectorSet {
  return {
    ...set,
    *cases() {
      for (const each of set.cases()) if (!each.ok || /^ML-(KEM-512|DSA-44)$/.test(each.value.parameterSet)) yield each;
    },
  };
}
