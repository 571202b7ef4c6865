import { beforeAll, describe, expect, it } from 'vitest';
import type { TargetReport } from '../../src/report/format.ts';
import { formatNames, formats } from '../../src/report/index.ts';
import { json } from '../../src/report/json.ts';
import { formatChecks } from '../support/format-checks.ts';
import { written } from '../support/report.ts';
import { type TreeName, trees } from '../trees/index.ts';
import { judgedTree } from './judged-tree.ts';
import { reviewText } from './review-text.ts';
import { RUNGS, verdicts } from './verdicts.ts';
import { withTree } from './with-tree.ts';

describe.each(Object.keys(trees) as TreeName[])('%s', (name) => {
  let report: TargetReport;
  beforeAll(async () => {
    report = await judged(name);
  });

  it('is judged as the sources say', () => {
    const wrong = rungs(report).filter(({ weights }, index) => {
      const allowed = verdicts[name][index] ?? [];
      return weights.length === 0 || weights.some((weight) => !allowed.includes(weight));
    });
    expect(wrong).toEqual([]);
  });

  it('is judged as its golden report says', async () => {
    await expect(reviewText(report)).toMatchFileSnapshot(`reports/${name}.txt`);
  });

  it.each(formatNames)('is written as %s as its schema or its readers want', async (format) => {
    const [id = '', edition] = format.split('@');
    const loaded = await formats.find((each) => each.id === id)?.load(edition);
    if (loaded === undefined) throw new Error(`${format}: no such format`);
    const text = written(loaded, [report]);
    expect(text).not.toBe('');
    expect(await formatChecks[format]?.(text)).toEqual([]);
  });

  it('comes out the same from another directory, and says nothing of either', async () => {
    const again = written(json, [await judged(name)]);
    expect(again).toBe(written(json, [report]));
    expect(again).not.toContain('pqready-golden-');
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
