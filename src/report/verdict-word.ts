import type { Summary, Weight } from '../assess/assessment.ts';

/** Never "compliant": at best nothing failed and nothing was left open. */
export function verdictWord(summary: Summary): readonly [string, Weight] {
  if (summary.fail > 0) return ['FAIL', 'fail'];
  if (summary.unknown > 0) return ['UNDECIDED', 'unknown'];
  if (summary.warn > 0) return ['PASS WITH WARNINGS', 'warn'];
  if (summary.waived > 0 && summary.pass > 0) return ['PASS WITH WAIVERS', 'waived'];
  return summary.pass > 0 ? ['PASS', 'pass'] : ['UNDECIDED', 'unknown'];
}
