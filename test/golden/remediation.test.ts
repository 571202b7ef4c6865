import { expect, it } from 'vitest';
import { planFor } from '../../src/report/remediation/plan.ts';
import { trees } from '../trees/index.ts';
import { judgedTree } from './judged-tree.ts';
import { withTree } from './with-tree.ts';

it('carries the steps of a remedy from its rule to the plan of a whole tree', async () => {
  const report = await withTree(await trees['debian-13'](), (root) => judgedTree('debian-13', root));
  const steps = planFor(report).flatMap((task) => task.steps.map((step) => step.do));
  expect([...new Set(steps)].sort()).toEqual(['append', 'openssl-default', 'run', 'ssh-lines', 'write']);
});
