import { judging } from '../../src/cli/judging.ts';
import { scanTarget } from '../../src/cli/scan.ts';
import type { TargetReport } from '../../src/report/format.ts';
import { openDir } from '../../src/target/dir.ts';
import { day } from '../support/requirement.ts';

/** The day on which the goldens are judged. */
const AS_OF = day('2026-11-22');

/** Scans and judges a root tree on disk as `pqready scan dir:PATH` does, in this process; it is named after the system, not the path. */
export async function judgedTree(name: string, root: string): Promise<TargetReport> {
  const target = await openDir(root);
  if (target === undefined) throw new Error(`${root}: no such tree`);
  const judges = judging(['fips-140-3', 'pq-transition'], AS_OF);
  const progress = { say: () => {}, end: () => {} };
  const limits = { timeoutMs: 20_000, signal: AbortSignal.timeout(30_000), progress, labels: {} };
  const report = await scanTarget(target, judges, { ...limits, name });
  return { ...report, identity: { by: 'path', value: `/trees/${name}` } };
}
