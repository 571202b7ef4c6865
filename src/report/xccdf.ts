import type { Everything, WholeFormat } from './format.ts';
import { targetKeys } from './target-keys.ts';
import { benchmark } from './xccdf/benchmark.ts';
import { heldOf, testResult } from './xccdf/test-result.ts';

/** For platforms that take SCAP: an XCCDF 1.2 benchmark of the profiles, with a TestResult for each target and profile. */
export const xccdf: WholeFormat = {
  id: 'xccdf',
  mediaType: 'application/xml',
  whole: (everything) => `<?xml version="1.0" encoding="UTF-8"?>\n${benchmark(everything, results(everything))}\n`,
};

function results({ targets, run }: Everything): readonly string[] {
  return heldOf(targets, targetKeys(targets)).map((held) => testResult(held, run));
}
