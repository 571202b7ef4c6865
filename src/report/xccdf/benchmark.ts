import type { Everything } from '../format.ts';
import { profilesAndGroups } from './rules.ts';
import { words, XCCDF, xccdfId } from './words.ts';

/** The id of the benchmark: one for all runs, since its profiles carry revisions of their own. */
export const BENCHMARK = xccdfId('benchmark', 'cryptography');

/** The profiles of a run as a benchmark, with the results behind them. */
export function benchmark({ run, targets }: Everything, results: readonly string[] = []): string {
  return [
    `<Benchmark xmlns="${XCCDF}" id="${BENCHMARK}" resolved="true" xml:lang="en">`,
    `  <status date="${run.asOf}">interim</status>`,
    '  <title>What a system does with cryptography</title>',
    '  <description>The profiles that were held against the targets. Every time is the day that was judged.</description>',
    `  <version time="${run.asOf}T00:00:00Z">${words(run.tool.version)}</version>`,
    `  <metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>${words(run.tool.name)}</dc:creator></metadata>`,
    ...profilesAndGroups(targets),
    ...results,
    '</Benchmark>',
  ].join('\n');
}
