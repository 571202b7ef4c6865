import type { RunHeader, TargetReport } from '../report/format.ts';
import { type Admission, admission } from '../target/admission.ts';
import { type Means, reportsOn } from './argument-reports.ts';
import { readAsOf } from './as-of.ts';
import { bundleOf } from './evidence/bundle-of.ts';
import { type ExitCode, type Gate, graver } from './exit-code.ts';
import { tellingOfFirst } from './first-connection.ts';
import { untilInterrupted } from './interruption.ts';
import { isShippedWhole, type Judging, judging } from './judging.ts';
import { mapInOrder } from './map-in-order.ts';
import type { JudgingArguments, OutputArguments } from './options.ts';
import { type Output, openOutputs } from './outputs.ts';
import { progressOn } from './progress.ts';
import { readPlatforms } from './read-platforms.ts';
import type { Begun } from './resume.ts';
import { runHeader } from './run-header.ts';
import { writeReports } from './run-report.ts';
import type { LookOptions } from './scan.ts';
import { checkTargets, targetList } from './target-list.ts';
import { UsageError } from './usage-error.ts';

/** What `collect` takes. */
export interface CollectArguments extends OutputArguments {
  readonly targets: readonly string[];
  readonly exec: boolean;
  readonly inventory: boolean | undefined;
  readonly platform: readonly string[] | undefined;
  readonly listeners: boolean;
  readonly name: string | undefined;
  readonly label: readonly string[];
  readonly timeout: number;
  readonly yes: boolean;
  readonly concurrency: number;
  readonly perHost: number;
  readonly rate: number | undefined;
  readonly resume: boolean;
}

/** What `scan` takes. */
export interface ScanArguments extends CollectArguments, JudgingArguments {}

/** `scan`: opens, looks, judges, writes and lets go of one target after the other. @throws UsageError, PolicyError */
export async function runScan(given: ScanArguments): Promise<ExitCode> {
  const startedAt = new Date();
  const asOf = readAsOf(given.asOf, startedAt);
  const judges = judging(given.profile, asOf, given);
  // Mistakes in files of the user's show before anything is looked at; what is ours is loaded while the network takes its time.
  if (!(await isShippedWhole(given.profile, given))) await judges.bench();
  const header = async () => runHeader(asOf, startedAt, (await judges.bench()).register);
  return run(given, header, judges, { failOn: given.failOn, unknown: given.unknown });
}

/** `collect`: the same without judging; 0 when every target was looked at. @throws UsageError */
export async function runCollect(given: CollectArguments): Promise<ExitCode> {
  const startedAt = new Date();
  const header = runHeader(readAsOf(undefined, startedAt), startedAt);
  return run(given, async () => header, undefined, { failOn: 'none', unknown: 'pass' });
}

async function run(
  given: CollectArguments,
  header: () => Promise<RunHeader>,
  judges: Judging | undefined,
  gate: Gate,
): Promise<ExitCode> {
  const interruption = untilInterrupted(
    given.resume ? 'What is finished is written: the same command goes on from there.' : undefined,
  );
  try {
    const options = lookOptions(given, interruption.signal);
    const admitted = tellingOfFirst(gateOf(given), () => judges?.bench().catch(() => {}));
    await checkTargets(given.targets, { yes: given.yes, say });
    const named = targetList(given.targets, { yes: given.yes, say });
    const { outputs: places, code, begun } = await openPlaces(given, named, { judges, gate });
    const outputs = [...places, ...(await bundleOf(given, header))];
    const { exec, listeners, resume } = given;
    const isOnly = given.targets.length < 2 && !/^[@-]/.test(given.targets[0] ?? '');
    const platforms = readPlatforms(given.platform);
    const means = { judging: judges, options, gate: admitted, exec, listeners, platforms, isOnly, resumes: resume };
    const reports = reportsOf(named, given.concurrency, means, begun);
    return graver(code, await writeReports(reports, { header, outputs, gate }));
  } finally {
    // Where one target ends the run, those that are still being looked at end with it.
    interruption.abort();
    interruption.end();
  }
}

/** Where the reports go; `--resume` takes off the list what is there, and says what that comes to. @throws UsageError */
async function openPlaces(
  { output, bundle, resume, name, sarifLocation, quiet }: CollectArguments,
  named: AsyncGenerator<string>,
  { judges, gate }: { readonly judges: Judging | undefined; readonly gate: Gate },
): Promise<{ readonly outputs: readonly Output[]; readonly code: ExitCode; readonly begun?: Begun | undefined }> {
  const formats = output ?? (quiet ? [] : [judges === undefined ? 'json' : 'text']);
  if (!resume) return { outputs: await openOutputs(formats, { bundle, pinnedTo: sarifLocation }), code: 0 };
  const { openResumed } = await import('./resume.ts');
  const bench = await judges?.bench();
  const resumed = await openResumed(output ?? []);
  try {
    return { outputs: [resumed.output], ...(await resumed.skip(named, { bench, gate, name, say })) };
  } catch (error) {
    await resumed.output.abandon();
    throw error;
  }
}

/** Several targets at once, in the order in which they were named; the next is only asked for when there is room. */
async function* reportsOf(
  named: AsyncIterable<string>,
  concurrency: number,
  means: Means,
  begun: Begun | undefined,
): AsyncGenerator<TargetReport> {
  const { progress } = means.options;
  try {
    // A target asks on several connections at once: more targets would hold more memory and go no faster.
    const atOnce = Math.ceil(concurrency / 2);
    const look = ({ argument, images }: Begun) => reportsOn(argument, means, images);
    for await (const reports of mapInOrder(fromBegun(named, begun), atOnce, look)) {
      progress.end();
      yield* reports;
    }
  } finally {
    progress.end();
  }
}

/** What an earlier run has begun comes first, and the rest from its beginning. */
async function* fromBegun(named: AsyncIterable<string>, begun: Begun | undefined): AsyncGenerator<Begun> {
  if (begun !== undefined) yield begun;
  for await (const argument of named) yield { argument, images: 0 };
}

function say(words: string): void {
  process.stderr.write(`pqready: ${words}\n`);
}

function gateOf({ concurrency, perHost, rate }: CollectArguments): Admission {
  for (const [option, value] of [
    ['concurrency', concurrency],
    ['per-host', perHost],
  ] as const)
    if (!Number.isInteger(value) || value < 1)
      throw new UsageError(`--${option}: wants a whole number above 0\nIt counts connections.`);
  if (rate === undefined) return admission({ concurrency, perHost });
  if (!(rate > 0)) throw new UsageError('--rate: wants a number above 0\nIt counts new connections a second.');
  return admission({ concurrency, perHost, rate });
}

function lookOptions(given: CollectArguments, signal: AbortSignal): LookOptions {
  if (!Number.isInteger(given.timeout) || given.timeout < 1)
    throw new UsageError('--timeout: wants a whole number of milliseconds above 0\nThe default is 30000.');
  const labels = Object.fromEntries(given.label.map(readLabel));
  return {
    timeoutMs: given.timeout,
    signal,
    progress: progressOn(process.stderr, given),
    labels,
    ...(given.name === undefined ? {} : { name: given.name }),
    ...(given.inventory === undefined ? {} : { inventory: given.inventory }),
  };
}

function readLabel(given: string): readonly [string, string] {
  const at = given.indexOf('=');
  if (at < 1) throw new UsageError(`--label ${given}: wants K=V\nFor example --label site=paris.`);
  return [given.slice(0, at), given.slice(at + 1)];
}
