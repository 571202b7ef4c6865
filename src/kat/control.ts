import type { Asked, Expected, KnownAnswer, Operation, VectorSet } from '../codec/known-answer.ts';

/** What kind of question a good one is wanted of. */
export interface Kind {
  readonly operation: Operation;
  readonly parameterSet: string;
}

/**
 * A good question of an operation and parameter set: the first of the set itself, else one made by noble from fixed seeds.
 * @returns undefined where neither is to be had
 */
export async function controlFor(kind: Kind, set: VectorSet): Promise<KnownAnswer | undefined> {
  for (const each of set.cases()) {
    if (!each.ok || !isGood(each.value) || each.value.parameterSet !== kind.parameterSet) continue;
    const { asked } = each.value;
    if (asked.operation === kind.operation) return each.value;
    // A key that serves in the set is a good one.
    if (asked.operation === 'encapsulation' && kind.operation === 'encapsulationKeyCheck')
      return { ...each.value, asked: { operation: 'encapsulationKeyCheck', ek: asked.ek }, expected: ACCEPTED };
  }
  return set.algorithm === 'ML-KEM' ? madeForMlKem(kind) : undefined;
}

function isGood({ expected }: KnownAnswer): boolean {
  return expected.is === 'values' || (expected.is === 'verdict' && expected.accepted);
}

async function madeForMlKem({ operation, parameterSet }: Kind): Promise<KnownAnswer | undefined> {
  const { noble } = await import('./noble.ts');
  const compute = async (asked: Asked) => {
    const answer = await noble.answer({ algorithm: 'ML-KEM', parameterSet, asked }, AbortSignal.timeout(60_000));
    return answer.is === 'values' ? answer.values : {};
  };
  const { ek = NOTHING, dk = NOTHING } = await compute({ operation: 'keyGen', seed: new Uint8Array(64).fill(1) });
  const control = (asked: Asked, expected: Expected): KnownAnswer => ({
    ...{ tcId: 0, algorithm: 'ML-KEM', parameterSet, note: 'control', slow: false },
    ...{ asked, expected },
  });
  switch (operation) {
    case 'encapsulationKeyCheck':
      return control({ operation, ek }, ACCEPTED);
    case 'decapsulationKeyCheck':
      return control({ operation, dk }, ACCEPTED);
    case 'encapsulation': {
      const asked = { operation, ek, m: new Uint8Array(32) } as const;
      return control(asked, { is: 'values', values: await compute(asked) });
    }
    default:
      return undefined;
  }
}

const NOTHING = new Uint8Array();
const ACCEPTED = { is: 'verdict', accepted: true } as const;
