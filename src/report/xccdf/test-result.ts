import type { Assessment, Finding, Weight } from '../../assess/assessment.ts';
import { REPORT_NAMESPACE, uuidV5 } from '../../facts/uuid.ts';
import type { Duty } from '../../policy/profile.ts';
import type { RunHeader, TargetReport } from '../format.ts';
import { type FactsById, factsById, missingWords, proofsOf, proofWords, shortfallWords } from '../told-finding.ts';
import { CHECKED_BY_NOBODY, checkOf, NOT_JUDGED, ruleId } from './rules.ts';
import { line, words, xccdfId } from './words.ts';

/** One profile held against one target; `assessment` is absent where nothing was judged. */
export interface Held {
  readonly target: TargetReport;
  /** What its id is made of: the target's key. */
  readonly key: string;
  readonly assessment: Assessment | undefined;
}

/** Whether something was judged or not, there is a result for each target: nobody takes its absence for a pass. */
export function heldOf(targets: readonly TargetReport[], keys: readonly string[]): readonly Held[] {
  return targets.flatMap((target, index): readonly Held[] => {
    const key = keys[index] ?? '';
    const { assessments = [] } = target;
    if (assessments.length === 0) return [{ target, key, assessment: undefined }];
    return assessments.map((assessment) => ({ target, key, assessment }));
  });
}

/**
 * A TestResult. What only warns and what is waived is "informational"; what
 * could not be decided is "unknown", and what no scan can see "notchecked": none of them counts as passed.
 * @param head what stands in it before the title, and the namespace where it stands alone
 */
export function testResult(
  held: Held,
  run: RunHeader,
  head: { readonly xmlns?: string; readonly benchmark?: string } = {},
): string {
  const { target, key, assessment } = held;
  const id = xccdfId('testresult', uuidV5(REPORT_NAMESPACE, `xccdf\n${key}\n${assessment?.profile.id ?? ''}`));
  const time = `${run.asOf}T00:00:00Z`;
  const facts = factsById(target.facts);
  const xmlns = head.xmlns === undefined ? '' : ` xmlns="${head.xmlns}"`;
  const system = words(`cpe:/a:pqready:${run.tool.name}:${run.tool.version}`);
  return [
    `  <TestResult${xmlns} id="${id}" start-time="${time}" end-time="${time}" version="${words(run.tool.version)}" test-system="${system}">`,
    ...(head.benchmark === undefined ? [] : [`    ${head.benchmark}`]),
    `    ${line('title', `${target.kind} ${target.name}: ${assessment?.profile.title ?? 'nothing was judged'}`)}`,
    ...remarks(held).map((each) => `    ${line('remark', each)}`),
    ...(assessment === undefined ? [] : [`    <profile idref="${xccdfId('profile', assessment.profile.id)}"/>`]),
    `    ${line('target', target.name)}`,
    ...(target.identity.by === 'endpoint' ? [`    ${line('target-address', target.identity.host)}`] : []),
    `    <target-facts>${targetFacts(target)}</target-facts>`,
    ...(assessment?.findings ?? []).map((finding) =>
      ruleResult(finding, assessment?.profile.id ?? '', { facts, time }),
    ),
    ...(assessment?.notJudged ?? []).map((duty) =>
      notChecked(ruleId(assessment?.profile.id ?? '', duty.id), dutyWords(duty)),
    ),
    ...(assessment === undefined ? [notChecked(NOT_JUDGED, 'No profile was held against this target.')] : []),
    `    ${score(assessment)}`,
    '  </TestResult>',
  ].join('\n');
}

/** What could not be seen stands above the results, and so does what must be read again. */
function remarks({ target, assessment }: Held): readonly string[] {
  const unseen = missingWords(target.gaps).map((each) => `not seen: ${each}`);
  const all = [...(assessment?.notes ?? []), ...unseen];
  const more = all.length - MOST_REMARKS;
  return more > 0 ? [...all.slice(0, MOST_REMARKS), `and ${more} more: --output json has them all`] : all;
}

function targetFacts({ kind, name, identity, labels }: TargetReport): string {
  const who = identity.by === 'endpoint' ? `${identity.host}:${identity.port}` : identity.value;
  const given: readonly (readonly [string, string])[] = [
    ...(kind === 'host' ? [['urn:xccdf:fact:asset:identifier:host_name', name] as const] : []),
    ['urn:pqready:kind', kind],
    [`urn:pqready:${identity.by}`, who],
    ...Object.entries(labels).map(([label, value]) => [`urn:pqready:label:${encoded(label)}`, value] as const),
  ];
  return given.map(([fact, value]) => line('fact', value, `name="${words(fact)}" type="string"`)).join('');
}

function encoded(label: string): string {
  return encodeURIComponent(label.toWellFormed().slice(0, LONGEST_LABEL).toWellFormed());
}

function ruleResult(
  finding: Finding,
  profile: string,
  { facts, time }: { readonly facts: FactsById; readonly time: string },
): string {
  const { requirement, weight, subject, fingerprint } = finding;
  return [
    `    <rule-result idref="${ruleId(profile, requirement.id)}" severity="${requirement.severity}" time="${time}">`,
    `      <result>${RESULTS[weight]}</result>`,
    `      ${line('ident', fingerprint, 'system="urn:pqready:fingerprint:1"')}`,
    ...insteadOf(finding),
    ...messages(finding, facts).map(([severity, text]) => `      ${line('message', text, `severity="${severity}"`)}`),
    `      ${line('instance', subject, 'context="subject"')}`,
    `      ${checkOf(requirement.rule)}`,
    '    </rule-result>',
  ].join('\n');
}

/**
 * A waiver is told in words, and what it stands in for as an ident. XCCDF has `override` for it, but NIST's Schematron, as OpenSCAP brings
 * it, then wants one in every other result of the TestResult, and refuses the whole report.
 */
function insteadOf({ waiver }: Finding): readonly string[] {
  return waiver === undefined
    ? []
    : [`      ${line('ident', RESULTS[waiver.insteadOf], 'system="urn:pqready:instead-of:1"')}`];
}

function waiverMessage({ waiver }: Finding): readonly Message[] {
  if (waiver === undefined) return [];
  const { reason, ticket, owner, expires, insteadOf: weight } = waiver;
  return [['warning', `waived until ${expires} instead of ${weight}: ${reason} (${ticket}, ${owner})`]];
}

type Message = readonly ['error' | 'warning' | 'info', string];

function messages(finding: Finding, facts: FactsById): readonly Message[] {
  const { weight, remedy, notes } = finding;
  const told = MESSAGE_SEVERITY[weight];
  return [
    [told, shortfallWords(finding) || 'not seen'],
    ...waiverMessage(finding),
    ...proofsOf(finding, facts)
      .slice(0, MOST_PROOFS)
      .map((proof): Message => ['info', `seen ${proofWords(proof)}`]),
    ...notes.map((note): Message => [told, note]),
    ...(remedy === undefined ? [] : [['info', `do: ${remedy}`] satisfies Message]),
  ];
}

function notChecked(rule: string, text: string): string {
  return [
    `    <rule-result idref="${rule}" role="unchecked">`,
    '      <result>notchecked</result>',
    `      ${line('message', text, 'severity="info"')}`,
    `      ${CHECKED_BY_NOBODY}`,
    '    </rule-result>',
  ].join('\n');
}

function dutyWords({ why, due }: Duty): string {
  return due === undefined ? why : `${why}; due ${due}`;
}

/** Passed of all that passed, failed or could not be decided; XCCDF leaves out the rest. Source: XCCDF 1.2, 7.3.3 (flat unweighted). */
function score(assessment: Assessment | undefined): string {
  const { pass = 0, fail = 0, unknown = 0 } = assessment?.summary ?? {};
  return `<score system="urn:xccdf:scoring:flat-unweighted" maximum="${pass + fail + unknown}">${pass}</score>`;
}

const RESULTS: Readonly<Record<Weight, string>> = {
  pass: 'pass',
  fail: 'fail',
  warn: 'informational',
  unknown: 'unknown',
  waived: 'informational',
  'not-applicable': 'notapplicable',
};
const MESSAGE_SEVERITY: Readonly<Record<Weight, Message[0]>> = {
  pass: 'info',
  fail: 'error',
  warn: 'warning',
  unknown: 'warning',
  waived: 'warning',
  'not-applicable': 'info',
};
const MOST_REMARKS = 100;
const MOST_PROOFS = 5;
const LONGEST_LABEL = 200;
