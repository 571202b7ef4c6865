import type { TargetReport } from '../report/format.ts';
import { readAsOf } from './as-of.ts';
import { bundleOf } from './evidence/bundle-of.ts';
import type { ExitCode } from './exit-code.ts';
import { type Bench, judge, openBench } from './judge.ts';
import type { JudgingArguments, OutputArguments } from './options.ts';
import { openOutputs } from './outputs.ts';
import { type Progress, progressOn } from './progress.ts';
import { runHeader } from './run-header.ts';
import { writeReports } from './run-report.ts';
import { storedTargets } from './stored-files.ts';

/** What `assess` takes. */
export interface AssessArguments extends OutputArguments, JudgingArguments {
  readonly files: readonly string[];
}

/** `assess`: judges stored facts or reports again. @throws UsageError, PolicyError */
export async function runAssess(given: AssessArguments): Promise<ExitCode> {
  const startedAt = new Date();
  const asOf = readAsOf(given.asOf, startedAt);
  const bench = await openBench(given.profile, asOf, given);
  const header = async () => runHeader(asOf, startedAt, bench.register);
  const { bundle, sarifLocation: pinnedTo } = given;
  const places = await openOutputs(given.output ?? (given.quiet ? [] : ['text']), { bundle, pinnedTo });
  const outputs = [...places, ...(await bundleOf(given, header))];
  const gate = { failOn: given.failOn, unknown: given.unknown };
  return writeReports(reportsOf(given.files, bench, progressOn(process.stderr, given)), { header, outputs, gate });
}

async function* reportsOf(files: readonly string[], bench: Bench, progress: Progress): AsyncGenerator<TargetReport> {
  for (const file of files) {
    for await (const { target } of storedTargets(file)) {
      progress.hop?.(`${target.name}: judge`);
      yield { ...target, ...judge(target, bench) };
    }
  }
}
