import type { Assessment, Finding } from '../../src/assess/assessment.ts';
import type { TargetReport } from '../../src/report/format.ts';

/** A report for the eyes of a reviewer: one line a finding, what is wrong or missing below it; no ids, no hashes, no dates of sources. */
export function reviewText(report: TargetReport): string {
  const gaps = report.gaps.map(({ kind, subject, why }) => `${kind ?? 'any'} | ${subject} | ${why}\n`);
  return [
    `# ${report.name}\n`,
    ...(report.assessments ?? []).map(assessmentText),
    `\n## not seen\n${[...new Set(gaps)].join('')}`,
  ].join('');
}

function assessmentText({ profile, findings, summary }: Assessment): string {
  const { pass, warn, fail, unknown, notApplicable } = summary;
  const counts = `${fail} fail, ${unknown} unknown, ${warn} warn, ${pass} pass, ${notApplicable} not applicable`;
  return `\n## ${profile.id}: ${counts}\n${findings.map(findingText).join('')}`;
}

function findingText({ weight, requirement, subject, shortfall, missing, notes }: Finding): string {
  const reasons = missing.length > 0 ? missing.map(({ why }) => why) : [shortfall];
  const below = [...reasons, ...notes.map((note) => `note: ${note}`)].filter((line) => line !== undefined);
  const lines = [...new Set(below)].map((line) => `        ${line.replaceAll('\n', ' ')}\n`);
  return `${weight.toUpperCase().padEnd(7)} ${requirement.severity} ${requirement.id} | ${subject}\n${lines.join('')}`;
}
