import { expect, it } from 'vitest';
import { planFor } from '../../src/report/remediation/plan.ts';
import { trees } from '../trees/index.ts';
import { judgedTree } from './judged-tree.ts';
import { withTree } from './with-tree.ts';

it('carries the steps of a remedy from its rule to the plan of a whole tree', async () => {
  const report = await withTree(await trees['debian-13'](), (root) => judgedTree('debian-13', root));
  const steps = planFor(report).flatMap((task) => task.steps.map((step) => step.do));
  expect([...new Set(steps)].sort()).toEqual(['append', 'run', 'ssh-lines', 'write']);
  // The list of groups is of the provider that serves today: it waits until the module that is switched on here serves.
  const refused = new Set(planFor(report).flatMap((task) => task.refused ?? []));
  expect([...refused]).toContain('another step turns FIPS mode on: apply that, then scan again');
});
