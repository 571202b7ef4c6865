import type { Assessment, Finding } from '../assess/assessment.ts';
import type { WaiverUse } from '../assess/waiver-use.ts';
import { digestOf, keepCanonical } from '../facts/canonical.ts';
import type {
  ReportDocument,
  ReportedAssessment,
  ReportedFinding,
  ReportedTarget,
  ReportedWaiver,
} from './document.ts';
import type { RunHeader, StreamedFormat, TargetReport, Totals } from './format.ts';
import { jsonLine, jsonText } from './json-text.ts';

/** The report's own form, `pqready.report/1`: docs/schema/pqready.report-1.json. */
export const json: StreamedFormat = {
  id: 'json',
  mediaType: 'application/json',
  open: (run) => `${jsonText(header(run), 2).slice(0, -2)},\n  "targets": [`,
  one: (target, _look, { index }) =>
    `${index === 0 ? '' : ','}\n${indent(jsonText(reportedTarget(target), 2), '    ')}`,
  close: (totals) => `\n  ],\n${indent(jsonText(footer(totals), 2).slice(2, -2), '')}\n}\n`,
};

/** One target as it stands in a report, with `contentDigest`: SHA-256 over the RFC 8785 form of its other members. */
export function reportedTarget(target: TargetReport): ReportedTarget {
  const { assessments, waivers: _, ...found } = target;
  const content = assessments === undefined ? found : { ...found, assessments: assessments.map(reportedAssessment) };
  return { ...content, contentDigest: digestOf(content) };
}

function header({
  tool,
  asOf,
  register,
  startedAt,
}: RunHeader): Omit<ReportDocument, 'targets' | 'totals' | 'finishedAt'> {
  return { schema: 'pqready.report/1', tool, asOf, ...(register === undefined ? {} : { register }), startedAt };
}

/** What stands after the targets. */
export function footer({
  finishedAt,
  waivers,
  ...totals
}: Totals): Omit<ReportDocument, keyof ReturnType<typeof header> | 'targets'> {
  return { totals, ...(waivers === undefined ? {} : { waivers: waivers.map(reportedWaiver) }), finishedAt };
}

function reportedWaiver({ waiver, ...use }: WaiverUse): ReportedWaiver {
  return { ...waiver, ...use };
}

function reportedAssessment({ findings, ...rest }: Assessment): ReportedAssessment {
  const { profile, summary, timeline, notJudged, notes } = rest;
  return { profile, findings: findings.map(reportedFinding), summary, timeline, notJudged, notes };
}

/** A finding that many targets share, as most of those that do not apply, is written once. */
function reportedFinding(finding: Finding): ReportedFinding {
  const known = reported.get(finding);
  if (known !== undefined) return known;
  const made = jsonLine.keep(keepCanonical(writtenFinding(finding)));
  reported.set(finding, made);
  return made;
}

const reported = new WeakMap<Finding, ReportedFinding>();

function writtenFinding(finding: Finding): ReportedFinding {
  const {
    requirement,
    subject,
    weight,
    shortfall,
    remedy,
    steps,
    notes,
    waiver,
    baseline,
    because,
    missing,
    fingerprint,
  } = finding;
  return {
    requirement: requirement.id,
    says: requirement.says,
    rule: requirement.rule,
    subject,
    severity: requirement.severity,
    weight,
    ...(shortfall === undefined ? {} : { shortfall }),
    ...(remedy === undefined ? {} : { remedy }),
    ...(steps === undefined ? {} : { steps }),
    notes,
    ...(waiver === undefined ? {} : { waiver }),
    ...(baseline === undefined ? {} : { baseline }),
    because,
    missing,
    binding: requirement.binding,
    ...(requirement.force === undefined ? {} : { force: requirement.force }),
    ...(requirement.categories === undefined ? {} : { categories: requirement.categories }),
    population: requirement.population,
    purpose: requirement.purpose,
    dates: requirement.dates,
    confidence: requirement.confidence,
    cites: requirement.cites,
    fingerprint,
  };
}

function indent(text: string, by: string): string {
  return text.replace(/^/gm, by);
}
