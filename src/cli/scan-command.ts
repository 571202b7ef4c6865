import type { RunHeader, TargetReport } from '../report/format.ts';
import { readAsOf } from './as-of.ts';
import type { ExitCode, Gate } from './exit-code.ts';
import { type Bench, openBench } from './judge.ts';
import { openOutputs } from './outputs.ts';
import { progressOn } from './progress.ts';
import { runHeader } from './run-header.ts';
import { writeReports } from './run-report.ts';
import { type LookOptions, scanTarget } from './scan.ts';
import { openTarget } from './target-argument.ts';
import { targetList } from './target-list.ts';
import { UsageError } from './usage-error.ts';

/** What `collect` takes. */
export interface CollectArguments {
  readonly targets: readonly string[];
  readonly output: readonly string[] | undefined;
  readonly exec: boolean;
  readonly name: string | undefined;
  readonly label: readonly string[];
  readonly timeout: number;
}

/** What `scan` takes. */
export interface ScanArguments extends CollectArguments {
  readonly profile: readonly string[];
  readonly asOf: string | undefined;
  readonly failOn: Gate['failOn'];
  readonly unknown: Gate['unknown'];
}

/** `scan`: opens, looks, judges, writes and lets go of one target after the other. @throws UsageError, PolicyError */
export async function runScan(given: ScanArguments): Promise<ExitCode> {
  const asOf = readAsOf(given.asOf, new Date());
  const bench = await openBench(given.profile, asOf);
  return run(given, runHeader(asOf), bench, { failOn: given.failOn, unknown: given.unknown });
}

/** `collect`: the same without judging; 0 when every target was looked at. @throws UsageError */
export async function runCollect(given: CollectArguments): Promise<ExitCode> {
  return run(given, runHeader(readAsOf(undefined, new Date())), undefined, { failOn: 'none', unknown: 'pass' });
}

async function run(
  given: CollectArguments,
  header: RunHeader,
  bench: Bench | undefined,
  gate: Gate,
): Promise<ExitCode> {
  const interrupted = new AbortController();
  const stop = (): void => interrupted.abort(new UsageError('interrupted\nNothing was written.'));
  process.once('SIGINT', stop).once('SIGTERM', stop);
  const options = lookOptions(given, interrupted.signal);
  const outputs = await openOutputs(given.output ?? [bench === undefined ? 'json' : 'text']);
  try {
    return await writeReports(reportsOf(given, bench, options), { header, outputs, gate });
  } finally {
    options.progress.end();
    process.off('SIGINT', stop).off('SIGTERM', stop);
  }
}

async function* reportsOf(
  given: CollectArguments,
  bench: Bench | undefined,
  options: LookOptions,
): AsyncGenerator<TargetReport> {
  for await (const argument of targetList(given.targets)) {
    options.signal.throwIfAborted();
    const target = await openTarget(argument, { exec: given.exec });
    try {
      const report = await scanTarget(target, bench, options);
      options.signal.throwIfAborted();
      options.progress.end();
      yield report;
    } finally {
      await target.close();
    }
  }
}

function lookOptions(given: CollectArguments, signal: AbortSignal): LookOptions {
  if (!Number.isInteger(given.timeout) || given.timeout < 1)
    throw new UsageError('--timeout: wants a whole number of milliseconds above 0\nThe default is 30000.');
  const labels = Object.fromEntries(given.label.map(readLabel));
  const base = { timeoutMs: given.timeout, signal, progress: progressOn(process.stderr), labels };
  return given.name === undefined ? base : { ...base, name: given.name };
}

function readLabel(given: string): readonly [string, string] {
  const at = given.indexOf('=');
  if (at < 1) throw new UsageError(`--label ${given}: wants K=V\nFor example --label site=paris.`);
  return [given.slice(0, at), given.slice(at + 1)];
}
