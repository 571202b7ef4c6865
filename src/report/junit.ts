import type { Assessment, Finding, Weight } from '../assess/assessment.ts';
import type { IsoDate } from '../policy/profile.ts';
import type { StreamedFormat, TargetReport } from './format.ts';
import {
  type FactsById,
  factsById,
  missingWords,
  printable,
  proofsOf,
  proofWords,
  shortfallWords,
} from './told-finding.ts';
import { xmlText } from './xml.ts';

/**
 * For CI servers: a suite for each target and profile, a case a finding. What fails is a failure, what could not be decided is an
 * error, what was waived or does not apply is skipped: no server shows any of these as passed. Times would differ from run to run,
 * so the day that was judged stands in for them.
 */
export const junit: StreamedFormat = {
  id: 'junit',
  mediaType: 'application/xml',
  open: () => '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n',
  one: (target, _look, { index, run }) => {
    const facts = factsById(target.facts);
    return suitesOf(target)
      .map((assessment, at) => suite({ target, assessment, facts, id: index * MOST_PROFILES + at, asOf: run.asOf }))
      .join('');
  },
  close: () => '</testsuites>\n',
};

interface Suite {
  readonly target: TargetReport;
  readonly assessment: Assessment | undefined;
  readonly facts: FactsById;
  readonly id: number;
  readonly asOf: IsoDate;
}

/** A target that was not judged has a suite too, so that nobody takes its absence for a pass. */
function suitesOf({ assessments = [] }: TargetReport): readonly (Assessment | undefined)[] {
  return assessments.length === 0 ? [undefined] : assessments;
}

function suite({ target, assessment, facts, id, asOf }: Suite): string {
  const findings = assessment?.findings ?? [];
  const count = (...wanted: readonly Weight[]) => findings.filter(({ weight }) => wanted.includes(weight)).length;
  const name = assessment === undefined ? 'not judged' : assessment.profile.id;
  // A suite without a case is green everywhere: what nobody judged has a case that says so.
  const unjudged = findings.length === 0 ? 1 : 0;
  const counts = [
    `tests="${findings.length + unjudged}" failures="${count('fail')}" errors="${count('unknown') + unjudged}"`,
    `skipped="${count('waived', 'not-applicable')}" time="0"`,
  ].join(' ');
  const host = xmlText(target.name.trim() === '' ? 'localhost' : target.name);
  const head = `package="${host}" id="${id}" name="${xmlText(name)}" timestamp="${asOf}T00:00:00" hostname="${host}"`;
  return [
    `  <testsuite ${head} ${counts}>`,
    `    <properties>${properties(target, assessment)}</properties>`,
    ...findings.map((finding) => testCase(finding, { target, facts, profile: name })),
    ...(unjudged === 1 ? [notJudged(target, name)] : []),
    `    <system-out>${xmlText(warnings(findings))}</system-out>`,
    `    <system-err>${xmlText(missingWords(target.gaps).join('\n'))}</system-err>`,
    '  </testsuite>',
    '',
  ].join('\n');
}

function notJudged({ name }: TargetReport, profile: string): string {
  const head = `    <testcase name="judgement" classname="${xmlText(`${name}.${profile}`)}" time="0">`;
  return `${head}<error message="nothing was judged" type="unknown"></error></testcase>`;
}

function properties({ kind, labels }: TargetReport, assessment: Assessment | undefined): string {
  const given: readonly (readonly [string, string])[] = [
    ['kind', kind],
    ...(assessment === undefined ? [] : [['revision', assessment.profile.revision] as const]),
    ...Object.entries(labels).map(([name, value]) => [`label ${name}`, value] as const),
  ];
  return given.map(([name, value]) => `<property name="${xmlText(name)}" value="${xmlText(value)}"/>`).join('');
}

function testCase(
  finding: Finding,
  { target, facts, profile }: { readonly target: TargetReport; readonly facts: FactsById; readonly profile: string },
): string {
  const name = `${finding.requirement.id}: ${finding.subject}`;
  const head = `    <testcase name="${xmlText(name)}" classname="${xmlText(`${target.name}.${profile}`)}" time="0"`;
  const message = `message="${xmlText(shortfallWords(finding))}"`;
  switch (finding.weight) {
    case 'pass':
    case 'warn':
      return `${head}/>`;
    case 'fail':
      return `${head}><failure ${message} type="${finding.requirement.severity}">${xmlText(told(finding, facts))}</failure></testcase>`;
    case 'unknown':
      return `${head}><error ${message} type="unknown">${xmlText(told(finding, facts))}</error></testcase>`;
    case 'waived':
    case 'not-applicable':
      return `${head}><skipped ${message}/></testcase>`;
  }
}

/** What a person who opens the case needs: what is wanted, what was seen, what to do, by which clause. */
function told(finding: Finding, facts: FactsById): string {
  const { requirement, remedy, notes } = finding;
  return [
    `wants ${requirement.says}`,
    ...proofsOf(finding, facts)
      .slice(0, MOST_PROOFS)
      .map((proof) => `seen ${proofWords(proof)}`),
    ...(remedy === undefined ? [] : [`do ${printable(remedy)}`]),
    ...requirement.cites.map(({ document, section }) => `cites ${document} ${section}`),
    ...notes.map((note) => `note ${printable(note)}`),
  ].join('\n');
}

function warnings(findings: readonly Finding[]): string {
  return findings
    .filter(({ weight }) => weight === 'warn')
    .map((finding) => `warning: ${finding.requirement.id}: ${printable(finding.subject)}: ${shortfallWords(finding)}`)
    .join('\n');
}

const MOST_PROFILES = 1000;
const MOST_PROOFS = 5;
