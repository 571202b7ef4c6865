import type { Assessment, Finding } from '../assess/assessment.ts';
import type { StreamedFormat, TargetReport } from './format.ts';
import { type FactsById, factsById, printable, proofsOf, proofWords, shortfallWords } from './told-finding.ts';

/** For spreadsheets: a row a finding, RFC 4180 with a heading row. What a spreadsheet would take for a formula is kept as text. */
export const csv: StreamedFormat = {
  id: 'csv',
  mediaType: 'text/csv',
  open: () => row(Object.keys(COLUMNS)),
  one: (target) => {
    const facts = factsById(target.facts);
    return (target.assessments ?? [])
      .flatMap((assessment) =>
        assessment.findings.map((finding) =>
          row(Object.values(COLUMNS).map((cell) => cell({ target, assessment, finding, facts }))),
        ),
      )
      .join('');
  },
  close: () => '',
};

interface Row {
  readonly target: TargetReport;
  readonly assessment: Assessment;
  readonly finding: Finding;
  readonly facts: FactsById;
}

function row(cells: readonly string[]): string {
  return `${cells.map(cellOf).join(',')}\r\n`;
}

/** A cell that begins like a formula is given an apostrophe, which spreadsheets show as text. Source: OWASP, CSV injection. */
function cellOf(text: string): string {
  const safe = printable(text);
  const harmless = /^[=+\-@\t\r|%]/.test(safe.trimStart()) ? `'${safe}` : safe;
  return /[",\r\n']/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

const COLUMNS: Readonly<Record<string, (row: Row) => string>> = {
  target: ({ target }) => target.name,
  kind: ({ target }) => target.kind,
  profile: ({ assessment }) => assessment.profile.id,
  revision: ({ assessment }) => assessment.profile.revision,
  requirement: ({ finding }) => finding.requirement.id,
  weight: ({ finding }) => finding.weight,
  severity: ({ finding }) => finding.requirement.severity,
  subject: ({ finding }) => finding.subject,
  says: ({ finding }) => finding.requirement.says,
  shortfall: ({ finding }) => (finding.weight === 'unknown' ? shortfallWords(finding) : (finding.shortfall ?? '')),
  remedy: ({ finding }) => finding.remedy ?? '',
  notes: ({ finding }) => finding.notes.join('; '),
  evidence: ({ finding, facts }) => proofsOf(finding, facts).map(proofWords).join('; '),
  deprecated: ({ finding }) => finding.requirement.dates.deprecated ?? '',
  disallowed: ({ finding }) => finding.requirement.dates.disallowed ?? '',
  binding: ({ finding }) => finding.requirement.binding,
  confidence: ({ finding }) => finding.requirement.confidence,
  cites: ({ finding }) => finding.requirement.cites.map(({ document, section }) => `${document} ${section}`).join('; '),
  fingerprint: ({ finding }) => finding.fingerprint,
};
