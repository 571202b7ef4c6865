import { spawnSync } from 'node:child_process';
import { mkdtempSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { summarise } from '../src/assess/findings.ts';
import type { ReportFormat, RunHeader, TargetReport } from '../src/report/format.ts';
import { formatNames, formats } from '../src/report/index.ts';
import { judgedOnes } from '../test/support/many-targets.ts';
import { day } from '../test/support/requirement.ts';

/**
 * `npm run bench -- report [FINDINGS] [FORMAT...]`: writes a report of 10,000 findings in every format, each in a process of its own.
 * The targets are root trees and recorded servers of the tests, judged by two profiles, each read from JSON anew, so that
 * nothing is shared between two of them. Seconds are processor seconds of writing alone; the peak is of the whole process, the
 * facts and findings of all targets included.
 */
const GOAL_SECONDS = 1;
const GOAL_MEBIBYTES = 300;
/** So that what is measured is what the package's launcher starts. */
const LIKE_THE_LAUNCHER = ['--max-semi-space-size=8', '--initial-old-space-size=64', '--heap-growing-percent=100'];
const [given = '10000', ...named] = process.argv.slice(2);

interface Measured {
  readonly seconds: number;
  readonly bytes: number;
  readonly findings: number;
  readonly targets: number;
  readonly heldMebibytes: number;
  readonly peakMebibytes: number;
}

if (given === '--one') console.log(JSON.stringify(await one(named)));
else process.exitCode = await all(Number(given), named.length > 0 ? named : formatNames);

async function all(findings: number, names: readonly string[]): Promise<number> {
  const directory = mkdtempSync(join(tmpdir(), 'pqready-bench-'));
  try {
    const file = join(directory, 'targets.json');
    writeFileSync(file, JSON.stringify(await judgedOnes()));
    const missed = names.filter((name) => !measure(name, file, findings));
    return missed.length > 0 ? 1 : 0;
  } finally {
    rmSync(directory, { recursive: true });
  }
}

function measure(name: string, file: string, findings: number): boolean {
  const argv = [...LIKE_THE_LAUNCHER, '--openssl-config=/dev/null', import.meta.filename, '--one'];
  const { stdout, stderr } = spawnSync(process.execPath, [...argv, name, file, String(findings)], { encoding: 'utf8' });
  if (stdout === '') throw new Error(`${name}: ${stderr}`);
  // What the function below has just printed.
  const measured = JSON.parse(stdout) as Measured;
  const isMet = measured.seconds <= GOAL_SECONDS && measured.peakMebibytes <= GOAL_MEBIBYTES;
  console.log(
    [
      name.padEnd(20),
      `${measured.findings} findings, ${measured.targets} targets, ${(measured.bytes / 1e6).toFixed(1).padStart(5)} MB`,
      `${measured.seconds.toFixed(2)} s (goal ${GOAL_SECONDS})`,
      `peak ${measured.peakMebibytes.toFixed(0)} MiB, ${measured.heldMebibytes.toFixed(0)} before writing (goal ${GOAL_MEBIBYTES})`,
      isMet ? 'met' : 'MISSED',
    ].join('  '),
  );
  return isMet;
}

async function one([name = '', file = '', findings = '']: readonly string[]): Promise<Measured> {
  const [id, edition] = name.split('@');
  const format = await formats.find((each) => each.id === id)?.load(edition);
  if (format === undefined) throw new Error(`${name}: no such format`);
  const targets = upTo(Number(findings), readFileSync(file, 'utf8'));
  const heldMebibytes = process.memoryUsage().rss / 1024 ** 2;
  const before = process.cpuUsage();
  const bytes = write(format, targets);
  const { user, system } = process.cpuUsage(before);
  return {
    seconds: (user + system) / 1e6,
    bytes,
    findings: targets.reduce((sum, target) => sum + countOf(target), 0),
    targets: targets.length,
    heldMebibytes,
    peakMebibytes: process.resourceUsage().maxRSS / 1024,
  };
}

/** As many targets as have so many findings together. */
function upTo(findings: number, content: string): readonly TargetReport[] {
  const pieces = (JSON.parse(content) as readonly TargetReport[]).map((target) => JSON.stringify(target));
  const targets: TargetReport[] = [];
  for (let [count, index] = [0, 0]; count < findings; index += 1) {
    // Written by `all` from such reports.
    const target = JSON.parse(pieces[index % pieces.length] ?? '') as TargetReport;
    targets.push({ ...target, name: `${target.name}-${index}` });
    count += countOf(target);
  }
  return targets;
}

function countOf({ assessments = [] }: TargetReport): number {
  return assessments.reduce((sum, { findings }) => sum + findings.length, 0);
}

/** To a file that keeps nothing. */
function write(format: ReportFormat, targets: readonly TargetReport[]): number {
  const [sink, look] = [openSync('/dev/null', 'w'), { colour: false, width: 100 }];
  const put = (text: string): number => writeSync(sink, text);
  const at = '2026-11-22T10:00:00.000Z';
  const run: RunHeader = { tool: { name: 'pqready', version: '0.0.0' }, asOf: day('2026-11-22'), startedAt: at };
  const all = targets.flatMap(({ assessments = [] }) => assessments.flatMap(({ findings }) => findings));
  const totals = { finishedAt: at, targets: targets.length, unreachable: 0, byWeight: summarise(all) };
  if ('whole' in format) return put(format.whole({ run, targets, totals }, look));
  const bodies = targets.map((target, index) => put(format.one(target, look, { index, run, finishedAt: at })));
  return put(format.open(run, look)) + bodies.reduce((sum, each) => sum + each, 0) + put(format.close(totals, look));
}
