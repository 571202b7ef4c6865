import { describe, expect, it } from 'vitest';
import type { TargetReport } from '../../src/report/format.ts';
import { type TreeName, trees } from '../trees/index.ts';
import { judgedTree } from './judged-tree.ts';
import { reviewText } from './review-text.ts';
import { RUNGS, verdicts } from './verdicts.ts';
import { withTree } from './with-tree.ts';

describe.each(Object.keys(trees) as TreeName[])('%s', (name) => {
  const report = judged(name);

  it('is judged as the sources say', async () => {
    const given = rungs(await report);
    const wrong = given.filter(({ weights }, index) => {
      const allowed = verdicts[name][index] ?? [];
      return weights.length === 0 || weights.some((weight) => !allowed.includes(weight));
    });
    expect(wrong).toEqual([]);
  });

  it('is judged as its golden report says', async () => {
    await expect(reviewText(await report)).toMatchFileSnapshot(`reports/${name}.txt`);
  });
});

async function judged(name: TreeName): Promise<TargetReport> {
  return withTree(await trees[name](), (root) => judgedTree(name, root));
}

/** The weights that a report gives to each rung, one a subject. */
function rungs({ assessments = [] }: TargetReport) {
  return Object.entries(RUNGS).flatMap(([profile, requirements]) =>
    requirements.map((requirement) => ({
      requirement,
      weights: assessments
        .filter((assessment) => assessment.profile.id === profile)
        .flatMap(({ findings }) => findings.filter((finding) => finding.requirement.id === requirement))
        .map(({ weight }) => weight),
    })),
  );
}
