import { judging } from '../../src/cli/judging.ts';
import { scanTarget } from '../../src/cli/scan.ts';
import type { IsoDate } from '../../src/policy/profile.ts';
import { jsonl } from '../../src/report/jsonl.ts';
import { openDir } from '../../src/target/dir.ts';
import { withTree } from '../../test/golden/with-tree.ts';
import { debian13 } from '../../test/trees/debian-13.ts';
import { type Held, heldNow } from './held.ts';

/** `scans.ts SCANS [TREE]`, as bench/endurance.ts starts it. */
const scans = Number(process.argv[2] ?? 10_000);
const given = process.argv[3];
// The brand says what is written here: a day.
const DAY = '2026-11-28' as IsoDate;
const GOAL_HEAP_GROWTH = 2;
const GOAL_RESIDENT_GROWTH = 40;

const started = process.cpuUsage();
const marks = given === undefined ? await withTree(await debian13(), endure) : await endure(given);
const { user, system } = process.cpuUsage(started);
const problems = problemsOf(marks);
console.log(`${scans} scans, ${((user + system) / 1000 / scans).toFixed(1)} ms of processor each`);
for (const each of problems) console.log(`MISSED: ${each}`);
process.exitCode = problems.length === 0 ? 0 : 1;

async function endure(root: string): Promise<readonly Held[]> {
  const judges = judging(['fips-140-3', 'pq-transition'], DAY);
  const all: Held[] = [];
  for (let scan = 1; scan <= scans; scan += 1) {
    await scanOnce(root, judges);
    if (scan !== Math.ceil(scans / 10) && scan !== Math.ceil(scans / 2) && scan !== scans) continue;
    const held = await heldNow();
    all.push(held);
    console.log(
      `after ${`${scan}`.padStart(5)}: heap ${held.heap.toFixed(1)} MiB, resident ${held.resident.toFixed(0)} MiB, ${held.descriptors} descriptors, ${held.children} children`,
    );
  }
  return all;
}

/** As `pqready scan dir:TREE --output jsonl` does it, but for the writing. */
async function scanOnce(root: string, judges: Parameters<typeof scanTarget>[1]): Promise<void> {
  const target = await openDir(root);
  if (target === undefined) throw new Error(`${root}: no such tree`);
  const signal = new AbortController().signal;
  const options = { timeoutMs: 30_000, signal, progress: { say: () => {}, end: () => {} }, labels: {} };
  const report = await scanTarget(target, judges, options);
  await target.close();
  const time = `${DAY}T00:00:00Z`;
  const run = { tool: { name: 'pqready', version: '0' }, asOf: DAY, startedAt: time };
  const line = jsonl.one(report, { colour: false, width: 80 }, { index: 0, run, finishedAt: time });
  if (report.facts.length === 0 || line.length < 1000) throw new Error('a scan that finds nothing shows nothing');
}

function problemsOf([, half, last]: readonly Held[]): readonly string[] {
  if (half === undefined || last === undefined) return ['fewer than three marks'];
  return [
    ...(last.heap - half.heap > GOAL_HEAP_GROWTH ? [`the heap grew by ${(last.heap - half.heap).toFixed(1)} MiB`] : []),
    ...(last.resident - half.resident > GOAL_RESIDENT_GROWTH
      ? [`the process grew by ${(last.resident - half.resident).toFixed(0)} MiB`]
      : []),
    ...(last.descriptors > half.descriptors ? [`${last.descriptors - half.descriptors} descriptors more`] : []),
    ...(last.children > 0 ? [`${last.children} child processes are left`] : []),
  ];
}
