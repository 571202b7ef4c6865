import { type KatFileRun, type KatReport, sumOf, weightOf } from './kat-report.ts';

/** For people: a paragraph an engine, a line a run, and below it what failed first or why cases were skipped. */
export function katText({ engines, runs, files }: KatReport): string {
  const paragraphs = engines.map((engine) =>
    'why' in engine
      ? `${engine.id}: not run: ${engine.why}\n`
      : [
          `${engine.id}: ${engine.version}`,
          ...(engine.proof === null ? [] : [`  ${engine.proof}`]),
          ...linesOf(runs.filter((run) => run.engine === engine.id)),
          '',
        ].join('\n'),
  );
  const passedOver = files.map(({ file, state, why }) => `${state}: ${file}: ${why}`);
  const shown = passedOver.length > MOST_FILES ? passedOver.slice(0, MOST_FILES) : passedOver;
  const more = passedOver.length - shown.length;
  return [
    ...paragraphs,
    ...shown,
    ...(more > 0 ? [`and ${more} more files that are no sets`] : []),
    ...(runs.length === 0 ? ['No case was run.'] : []),
    total(runs),
    '',
  ].join('\n');
}

function linesOf(runs: readonly KatFileRun[]): readonly string[] {
  const width = Math.max(0, ...runs.map(({ vectorSet }) => vectorSet.length));
  return runs.flatMap((run) => [
    `  ${WEIGHTS[weightOf(run)]}  ${run.vectorSet.padEnd(width)}  ${run.operation.padEnd(LONGEST_OPERATION)}  ${counts(run)}`,
    ...(run.firstFailure === null ? [] : failure(run, run.firstFailure)),
    ...Object.entries(run.skippedBecause).map(([why, count]) => `           skipped ${count}: ${why}`),
  ]);
}

function failure(
  { file }: KatFileRun,
  { tcId, parameterSet, why, note }: NonNullable<KatFileRun['firstFailure']>,
): readonly string[] {
  return [
    `           first: tcId ${tcId}, ${parameterSet}${note === null ? '' : ` (${note})`}: ${why}`,
    `           ${file}`,
  ];
}

function counts({ passed, failed, skipped }: Pick<KatFileRun, 'passed' | 'failed' | 'skipped'>): string {
  return [`${passed} passed`, failed > 0 ? `${failed} failed` : '', skipped > 0 ? `${skipped} skipped` : '']
    .filter((part) => part !== '')
    .join(', ');
}

function total(runs: readonly KatFileRun[]): string {
  return `In all: ${counts(sumOf(runs))}.`;
}

const WEIGHTS = { pass: 'PASS   ', fail: 'FAIL   ', unknown: 'UNKNOWN' } as const;
const LONGEST_OPERATION = 'encapsulationKeyCheck'.length;
const MOST_FILES = 20;
