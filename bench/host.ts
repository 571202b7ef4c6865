import { spawnSync } from 'node:child_process';
import { readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import packageJson from '../package.json' with { type: 'json' };

/**
 * `npm run bench -- host [dir:TREE]`: builds the package and measures whole processes, from start to exit, each beside the floor
 * that any Node program stands on (`node -e 0`), taken in turn so that both meet the same moods of the machine. Medians are
 * held against the goals; exit 1 when one is missed.
 */
const root = join(import.meta.dirname, '..');
const program = join(root, packageJson.bin.pqready);
interface Case {
  readonly argv: readonly string[];
  readonly goalSeconds: number;
}

interface Row extends Case {
  readonly seconds: number;
  readonly slowest: number;
  readonly floor: number;
  readonly peakMebibytes: number;
}

function cases(given: readonly string[]): readonly Case[] {
  return [
    { argv: ['--help'], goalSeconds: 0.12 },
    ...given.flatMap((target) =>
      target === 'host'
        ? [
            { argv: ['scan', 'host', '--no-exec'], goalSeconds: 0.35 },
            { argv: ['scan', 'host'], goalSeconds: 0.8 },
          ]
        : [{ argv: ['scan', target], goalSeconds: 0.3 }],
    ),
  ];
}

function measure(one: Case): Row {
  const times: number[] = [];
  const floors: number[] = [];
  for (let run = -WARM_UPS; run < RUNS; run += 1) {
    const floor = secondsOf('node', ['-e', '0']);
    const time = secondsOf(program, one.argv);
    if (run >= 0) {
      floors.push(floor);
      times.push(time);
    }
  }
  const peaks = Array.from({ length: MEMORY_RUNS }, () => peakMebibytes(one.argv));
  return {
    ...one,
    seconds: median(times),
    slowest: Math.max(...times),
    floor: median(floors),
    peakMebibytes: Math.max(...peaks),
  };
}

function secondsOf(command: string, argv: readonly string[]): number {
  const started = process.hrtime.bigint();
  const { status, error } = spawnSync(command, argv, { stdio: 'ignore' });
  const ended = process.hrtime.bigint();
  if (error !== undefined) throw error;
  refuseFailure(argv, status);
  return Number(ended - started) / 1e9;
}

/** The kernel's own high-water mark of the process (VmHWM), read as its last act; ru_maxrss would count the parent's pages too. */
function peakMebibytes(argv: readonly string[]): number {
  const main = join(realpathSync(program), '..', 'main.js');
  const { status, output } = spawnSync('node', ['--import', PRINT_PEAK, main, ...argv], {
    stdio: ['ignore', 'ignore', 'inherit', 'pipe'],
    encoding: 'utf8',
  });
  refuseFailure(argv, status);
  const kibibytes = /VmHWM:\s+(\d+) kB/.exec(output[3] ?? '')?.[1];
  if (kibibytes === undefined) throw new Error(`${argv.join(' ')}: the process did not say its peak`);
  return Number(kibibytes) / 1024;
}

/** A finding (1) or an unknown (3) is a result; a scan that did not work must not be praised for its speed. */
function refuseFailure(argv: readonly string[], status: number | null): void {
  if (status !== 0 && status !== 1 && status !== 3) throw new Error(`pqready ${argv.join(' ')}: exit ${status}`);
}

function build(): void {
  const { status } = spawnSync('node', [join(root, 'scripts/build.ts')], { stdio: 'inherit' });
  if (status !== 0) throw new Error('npm run build failed');
}

function meetsGoals({ seconds, goalSeconds, peakMebibytes: peak }: Row): boolean {
  return seconds <= goalSeconds && peak <= GOAL_MEBIBYTES;
}

function table(measured: readonly Row[]): string {
  const heading = ['pqready', 'median s', 'goal s', 'slowest s', 'node -e 0', 'peak MiB', 'goal MiB', ''];
  const lines = measured.map((row) => [
    row.argv.join(' ').replace(/dir:.*\//, 'dir:.../'),
    row.seconds.toFixed(3),
    row.goalSeconds.toFixed(2),
    row.slowest.toFixed(3),
    row.floor.toFixed(3),
    row.peakMebibytes.toFixed(0),
    `${GOAL_MEBIBYTES}`,
    meetsGoals(row) ? 'met' : 'MISSED',
  ]);
  const widths = heading.map((_, column) => Math.max(...[heading, ...lines].map((line) => line[column]?.length ?? 0)));
  const print = (line: readonly string[]) =>
    line
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ');
  const machine = `${RUNS} runs each, medians; Node ${process.version}; ${cpu()}`;
  return [machine, '', ...[heading, ...lines].map((line) => print(line).trimEnd())].join('\n');
}

function cpu(): string {
  return /model name\s*: (.*)/.exec(readFileSync('/proc/cpuinfo', 'utf8'))?.[1] ?? 'unknown processor';
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[sorted.length >> 1] ?? Number.NaN;
}

const RUNS = 15;
const WARM_UPS = 2;
const MEMORY_RUNS = 3;
const GOAL_MEBIBYTES = 150;
const PRINT_PEAK = `data:text/javascript,${encodeURIComponent(`
  import { readFileSync, writeSync } from 'node:fs';
  process.on('exit', () => writeSync(3, readFileSync('/proc/self/status', 'utf8')));`)}`;

const targets = ['host', ...process.argv.slice(2)];
build();
const rows = cases(targets).map(measure);
console.log(table(rows));
if (!targets.some((target) => target.startsWith('dir:')))
  console.log('Not measured: scan of a root tree. Name one: npm run bench -- host dir:PATH');
process.exitCode = rows.every(meetsGoals) ? 0 : 1;
