import type { Assessment } from '../../assess/assessment.ts';
import type { Binding, Citation, Confidence, Severity } from '../../policy/profile.ts';
import type { TargetReport } from '../format.ts';
import { line, words, xccdfId } from './words.ts';

/** What a rule says: a requirement of a profile, or a duty that no scan can see. */
interface RuleText {
  readonly id: string;
  readonly profile: string;
  readonly name: string;
  readonly says: string;
  readonly severity: Severity | 'unknown';
  readonly binding: Binding;
  readonly population: string;
  readonly confidence: Confidence;
  readonly cites: readonly Citation[];
  /** The rule of ours that answers it; absent: nothing of ours does. */
  readonly rule?: string;
}

/** The id of the rule for a requirement or a duty of a profile. */
export function ruleId(profile: string, name: string): string {
  return xccdfId('rule', `${profile}_${name}`);
}

/** The rule that stands for what was never judged. */
export const NOT_JUDGED = xccdfId('rule', 'not-judged');

/** The check of what nothing of ours answers. */
export const CHECKED_BY_NOBODY = '<check system="urn:pqready:none:1"/>';

/** The profiles with what they select, and a group of rules for each. Rules are off where no profile turns them on. */
export function profilesAndGroups(targets: readonly TargetReport[]): readonly string[] {
  const assessments = targets.flatMap((each) => each.assessments ?? []);
  const byProfile = [...Map.groupBy(assessments, ({ profile }) => profile.id)];
  const isUnjudged = targets.some(({ assessments: judged = [] }) => judged.length === 0);
  return [
    ...byProfile.map(([id, same]) => profile(id, same)),
    ...byProfile.map(([id, same]) => group(id, same)),
    ...(isUnjudged ? [NOT_JUDGED_RULE] : []),
  ];
}

function profile(id: string, assessments: readonly Assessment[]): string {
  const told = assessments[0]?.profile;
  return [
    `  <Profile id="${xccdfId('profile', id)}">`,
    `    ${line('version', told?.revision ?? '')}`,
    `    ${line('title', told?.title ?? id)}`,
    `    ${line('description', `Profile ${id} of pqready, SHA-256 ${told?.sha256 ?? ''}`)}`,
    ...[...rulesOf(assessments).keys()].map((rule) => `    <select idref="${rule}" selected="true"/>`),
    '  </Profile>',
  ].join('\n');
}

function group(id: string, assessments: readonly Assessment[]): string {
  return [
    `  <Group id="${xccdfId('group', id)}">`,
    `    ${line('title', assessments[0]?.profile.title ?? id)}`,
    ...[...rulesOf(assessments).values()].map(rule),
    '  </Group>',
  ].join('\n');
}

/** Each requirement that was held against a target, and each duty, once. */
function rulesOf(assessments: readonly Assessment[]): ReadonlyMap<string, RuleText> {
  const rules = new Map<string, RuleText>();
  const add = (each: RuleText): unknown => rules.has(each.id) || rules.set(each.id, each);
  for (const {
    profile: { id: profile },
    findings,
    notJudged,
  } of assessments) {
    for (const { requirement } of findings)
      add({ ...requirement, id: ruleId(profile, requirement.id), profile, name: requirement.id });
    for (const duty of notJudged)
      add({ ...duty, id: ruleId(profile, duty.id), profile, name: duty.id, severity: 'unknown' });
  }
  return rules;
}

function rule({
  id,
  profile,
  name,
  says,
  severity,
  binding,
  population,
  confidence,
  cites,
  rule: answered,
}: RuleText): string {
  const role = answered === undefined ? ' role="unchecked"' : '';
  return [
    `    <Rule id="${id}" selected="false" multiple="true" severity="${severity}"${role}>`,
    `      ${line('title', says)}`,
    `      ${line('description', `Asked of ${population} (${binding}).`)}`,
    ...(confidence === 'H'
      ? []
      : [
          `      ${line('warning', `Re-check: the source is known with confidence ${confidence}.`, 'category="regulatory"')}`,
        ]),
    ...cites.map((cite) => `      ${reference(cite)}`),
    `      ${line('ident', `${profile}/${name}`, 'system="urn:pqready:requirement:1"')}`,
    `      ${answered === undefined ? CHECKED_BY_NOBODY : checkOf(answered)}`,
    '    </Rule>',
  ].join('\n');
}

/** The rule of ours that answers, as the check that XCCDF wants beside a rule and its results. */
export function checkOf(rule: string): string {
  return `<check system="urn:pqready:rule:1"><check-content-ref href="urn:pqready:rules" name="${words(rule)}"/></check>`;
}

function reference({ document, section, url }: Citation): string {
  const href = url !== undefined && URL.canParse(url) ? `href="${words(new URL(url).href)}"` : '';
  return line('reference', `${document} ${section}`, href);
}

const NOT_JUDGED_RULE = [
  `  <Rule id="${NOT_JUDGED}" selected="true" severity="unknown" role="unchecked">`,
  '    <title>Nothing was judged</title>',
  '    <description>Facts were collected, and no profile was held against them.</description>',
  `    ${CHECKED_BY_NOBODY}`,
  '  </Rule>',
].join('\n');
