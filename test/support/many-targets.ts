import { judge, openBench } from '../../src/cli/judge.ts';
import type { TargetReport } from '../../src/report/format.ts';
import { judgedTree } from '../golden/judged-tree.ts';
import { withTree } from '../golden/with-tree.ts';
import { readRecording, surveyed } from '../stacks/recorded.ts';
import { type TreeName, trees } from '../trees/index.ts';
import { replayedWire } from './recorded-wire.ts';
import { day } from './requirement.ts';

/** Real trees and real servers, scanned and judged. */
export async function judgedOnes(): Promise<readonly TargetReport[]> {
  const reports: TargetReport[] = [];
  for (const name of TREES)
    reports.push(await withTree(await trees[name](), async (root) => ({ ...(await judgedTree(name, root)), name })));
  for (const stack of STACKS) reports.push(await judgedStack(stack));
  return reports;
}

/** As many targets as are wanted, each under a name of its own. */
export function repeated(reports: readonly TargetReport[], count: number): readonly TargetReport[] {
  return Array.from({ length: count }, (_, index) => {
    const report = reports[index % reports.length];
    if (report === undefined) throw new Error('no reports to repeat');
    return { ...report, name: `${report.name}-${index}` };
  });
}

async function judgedStack(stack: string): Promise<TargetReport> {
  const { facts, gaps } = await surveyed(replayedWire(await readRecording(stack)));
  const bench = await openBench(['fips-140-3', 'pq-transition'], day('2026-11-22'));
  const seen = {
    kind: 'endpoint',
    name: `${stack}.example:443`,
    identity: { by: 'endpoint', host: `${stack}.example`, port: 443 },
    labels: {},
    facts,
    gaps,
    coverage: [{ collector: 'tls-endpoint', state: 'ran' }],
  } as const;
  return { ...seen, assessments: judge(seen, bench).assessments };
}

const TREES: readonly TreeName[] = ['rhel-9-certified', 'azure-linux-3', 'debian-13', 'fedora-bootc-43', 'rhel-10'];
const STACKS = ['openssl-3.5', 'nginx', 'go-1.24', 'openssl-3.0'];
