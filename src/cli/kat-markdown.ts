import { type KatFileRun, type KatReport, sumOf, weightOf } from './kat-report.ts';

/** For pages: one table, a row for each operation of a set, a column an engine; then why cases were skipped. */
export function katMarkdown({ engines, runs, files }: KatReport): string {
  const open = engines.flatMap((engine) => ('why' in engine ? [] : [engine]));
  const rows = Map.groupBy(runs, ({ vectorSet, operation }) => `${vectorSet} ${operation}`);
  const heading = ['Set', 'Operation', ...open.map(({ id }) => id)];
  const lines = [...rows.values()].map((row) => [
    row[0]?.vectorSet ?? '',
    row[0]?.operation ?? '',
    ...open.map(({ id }) => cell(row.filter((run) => run.engine === id))),
  ]);
  const totals = ['**All**', '', ...open.map(({ id }) => cell(runs.filter((run) => run.engine === id)))];
  return [
    ...open.map(
      ({ id, version, proof }) => `- ${id}: ${cellText(version)}${proof === null ? '' : ` (${cellText(proof)})`}`,
    ),
    ...engines.flatMap((engine) => ('why' in engine ? [`- ${engine.id}: not run: ${cellText(engine.why)}`] : [])),
    '',
    tableRow(heading),
    tableRow(heading.map((_, column) => (column < 2 ? '---' : '---:'))),
    ...[...lines, totals].map(tableRow),
    '',
    'Passed / failed / skipped. Skipped, by engine and reason:',
    '',
    ...open.flatMap(({ id }) =>
      reasons(
        id,
        runs.filter((run) => run.engine === id),
      ),
    ),
    ...failures(runs),
    ...files
      .filter(({ state }) => state === 'damaged')
      .map(({ file, why }) => `- damaged: ${cellText(`${file}: ${why}`)}`),
    '',
  ].join('\n');
}

function cell(runs: readonly KatFileRun[]): string {
  const { passed, failed, skipped } = sumOf(runs);
  const counts = `${passed} / ${failed} / ${skipped}`;
  return weightOf({ passed, failed }) === 'fail' ? `**${counts}**` : counts;
}

function reasons(engine: string, runs: readonly KatFileRun[]): readonly string[] {
  const { skippedBecause } = sumOf(runs);
  return Object.entries(skippedBecause).map(([why, count]) => `- ${engine}: ${count}: ${cellText(why)}`);
}

function failures(runs: readonly KatFileRun[]): readonly string[] {
  return runs.flatMap(({ engine, file, firstFailure }) => {
    if (firstFailure === null) return [];
    const { tcId, parameterSet, why } = firstFailure;
    return [`- FAILED: ${engine}: ${cellText(`${file}, tcId ${tcId}, ${parameterSet}: ${why}`)}`];
  });
}

function tableRow(cells: readonly string[]): string {
  return `| ${cells.map(cellText).join(' | ')} |`;
}

function cellText(text: string): string {
  return text.replaceAll('|', '\\|').replace(/\s+/g, ' ');
}
