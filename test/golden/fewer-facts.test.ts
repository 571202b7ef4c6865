import { describe, expect, it } from 'vitest';
import type { Weight } from '../../src/assess/assessment.ts';
import { judge, openBench } from '../../src/cli/judge.ts';
import { type Fact, type FactKind, fact, type Gap } from '../../src/facts/fact.ts';
import { evidence } from '../../src/facts/quote.ts';
import { day } from '../support/requirement.ts';
import { shippedIds } from '../support/shipped-profiles.ts';
import { containers } from '../trees/containers/index.ts';
import { trees } from '../trees/index.ts';
import { collectTree } from './scan-tree.ts';
import { withTree } from './with-tree.ts';

/**
 * Takes every single fact of every tree away, once as if nobody had looked and once with a gap in its place, and looks for a
 * profile, requirement and subject that passes now and did not before. What failed, warned or was open never passes so. The
 * one thing that remains, and why: a question that did not arise may arise where the fact that ruled it out is gone, and its answer
 * is then a true one, from facts that are all there:
 * - how the system boots (`kernel.boot`, `kernel.fips-mode`) decides which of two settings counts, those of the kernel's FIPS mode or
 *   the usual ones; where nothing tells, both are judged, and each says whose it is;
 * - which system it is (`os.release`) decides whether its module looks at the kernel at all.
 */
const profiles = [...shippedIds, 'cnsa-2.0:networking', 'fedramp-2026:class-d', 'bsi-tr-02102:very-high-protection'];
const bench = await openBench(profiles, day('2026-11-27'));
const RULES_OUT: readonly FactKind[] = ['kernel.boot', 'kernel.fips-mode', 'os.release'];

const everyTree = { ...trees, ...containers };
describe.each(Object.keys(everyTree) as (keyof typeof everyTree)[])('%s', (name) => {
  it('passes nothing more with any one fact less', async () => {
    const found = await withTree(await everyTree[name](), collectTree);
    for (const flag of [null, true, false]) {
      const facts = flag === null ? found.facts : [...found.facts, running(flag)];
      const kind = flag === null ? ('dir' as const) : ('host' as const);
      const weights = weightsOf({ kind, name, facts, gaps: found.gaps });
      const weigh = (less: Fact, gaps: readonly Gap[]) =>
        weightsOf({ kind, name, facts: facts.filter((each) => each !== less), gaps });
      for (const less of facts) {
        const gap: Gap = { kind: less.kind, subject: less.subject, why: 'permission denied' };
        for (const gaps of [found.gaps, [...found.gaps, gap]])
          expect([flag, less.kind, less.subject, gaps.length, newPasses(weights, weigh(less, gaps), less)]).toEqual([
            flag,
            less.kind,
            less.subject,
            gaps.length,
            [],
          ]);
      }
    }
  });
});

function running(enabled: boolean): Fact {
  return fact(
    'kernel.fips-mode',
    'kernel',
    { enabled },
    evidence({ in: 'kernel', name: 'fips_enabled' }, 'as it runs'),
  );
}

type Weights = ReadonlyMap<string, Weight>;

function weightsOf(target: Parameters<typeof judge>[0]): Weights {
  return new Map(
    judge(target, bench).assessments.flatMap(({ profile, findings }, at) =>
      findings.map(
        ({ requirement, subject, weight }) =>
          [`${profiles[at]} ${profile.id} ${requirement.id}: ${subject}`, weight] as const,
      ),
    ),
  );
}

function newPasses(before: Weights, after: Weights, less: Fact): readonly string[] {
  return [...after]
    .filter(([key, weight]) => weight === 'pass' && before.get(key) !== 'pass')
    .map(([key]) => ({ key, was: before.get(key) ?? 'not-applicable' }))
    .filter(({ was }) => was !== 'not-applicable' || !RULES_OUT.includes(less.kind))
    .map(({ key, was }) => `${key} was ${was}`);
}
