import { digestOf } from '../facts/canonical.ts';
import type { FactKind, Gap } from '../facts/fact.ts';
import type { FactBase } from '../facts/fact-base.ts';
import type { IsoDate, Profile, Requirement } from '../policy/profile.ts';
import type { BoundRule, Judgement } from '../rules/rule.ts';
import type { TargetKind } from '../vocabulary/target-kind.ts';
import { type Assessment, type Finding, type Summary, type Weight, weights } from './assessment.ts';
import { weigh } from './weigh.ts';

/** What is judged, on which day, by which rules. */
export interface Question {
  readonly profile: Profile;
  readonly rules: readonly BoundRule[];
  readonly facts: FactBase;
  readonly targetKind: TargetKind;
  readonly asOf: IsoDate;
}

/** Holds a profile against the facts of one target: every requirement gives at least one finding. */
export function assess(question: Question): Assessment {
  const { id, title, revision, sha256 } = question.profile;
  const findings = question.profile.requirements.flatMap((requirement) => findingsOf(requirement, question));
  findings.sort((left, right) => compareKeys(sortKey(left), sortKey(right)));
  return { profile: { id, title, revision, sha256 }, findings, summary: summarise(findings) };
}

/** Counts findings by weight. */
export function summarise(findings: readonly Finding[]): Summary {
  const count = (weight: Weight): number => findings.filter((finding) => finding.weight === weight).length;
  return {
    pass: count('pass'),
    warn: count('warn'),
    fail: count('fail'),
    unknown: count('unknown'),
    waived: count('waived'),
    notApplicable: count('not-applicable'),
  };
}

function findingsOf(requirement: Requirement, question: Question): readonly Finding[] {
  const judgements = requirement.applies.includes(question.targetKind)
    ? judge(requirement, question)
    : [notAsked(requirement, question.targetKind)];
  return judgements.map((judgement) => finding(requirement, judgement, question));
}

/** The rule's own judgements; a gap in what it reads is an unknown of its own, and turns a pass on the same subject into one. */
function judge(requirement: Requirement, { rules, facts }: Question): readonly Judgement[] {
  const rule = rules.find((each) => each.id === requirement.rule);
  if (rule === undefined) throw new Error(`requirement ${requirement.id}: no rule ${requirement.rule}`);
  const judgements = rule.with(requirement.with)(declaredOnly(facts, rule));
  const gaps = Map.groupBy(new Set(rule.reads.flatMap((kind) => facts.gaps(kind))), (gap) => gap.subject);
  const settled = judgements.filter((each) => each.outcome !== 'met' || !gaps.has(each.subject));
  const subjects = new Set(settled.map((each) => each.subject));
  const open = [...gaps].flatMap(([subject, missing]) => (subjects.has(subject) ? [] : unknowns(subject, missing)));
  const all = [...settled, ...open];
  return all.length > 0
    ? all
    : unknowns(rule.title, [{ subject: rule.title, why: `nothing seen speaks to it (${rule.reads.join(', ')})` }]);
}

function unknowns(subject: string, [first, ...rest]: readonly Gap[]): readonly Judgement[] {
  return first === undefined ? [] : [{ subject, outcome: 'unknown', missing: [first, ...rest] }];
}

/** The same facts, but a rule that looks at a kind which it does not declare is a bug of ours and says so. */
function declaredOnly(facts: FactBase, rule: BoundRule): FactBase {
  const check = (kind: FactKind): void => {
    if (!rule.reads.includes(kind) && !rule.consults.includes(kind))
      throw new Error(`rule ${rule.id} does not declare ${kind}`);
  };
  return {
    all(kind) {
      check(kind);
      return facts.all(kind);
    },
    gaps(kind) {
      check(kind);
      return facts.gaps(kind);
    },
  };
}

function notAsked(requirement: Requirement, kind: TargetKind): Judgement {
  return {
    subject: requirement.id,
    outcome: 'not-applicable',
    why: `asked of ${requirement.applies.join(', ')}, not of ${kind}`,
  };
}

function finding(requirement: Requirement, judgement: Judgement, { profile, asOf }: Question): Finding {
  const { subject } = judgement;
  const weighed = weigh(requirement, judgement, asOf);
  return {
    requirement,
    subject,
    ...weighed,
    because: judgement.outcome === 'met' || judgement.outcome === 'unmet' ? judgement.because : [],
    missing: judgement.outcome === 'unknown' ? judgement.missing : [],
    fingerprint: digestOf([profile.id, requirement.id, requirement.rule, subject]).slice(0, 32),
  };
}

function sortKey({ weight, requirement, subject }: Finding): readonly (string | number)[] {
  return [weights.indexOf(weight), SEVERITY_ORDER[requirement.severity], requirement.id, subject];
}

function compareKeys(left: readonly (string | number)[], right: readonly (string | number)[]): number {
  for (const [index, key] of left.entries()) {
    const other = right[index] ?? '';
    if (key !== other) return key < other ? -1 : 1;
  }
  return 0;
}

const SEVERITY_ORDER = { high: 0, medium: 1, low: 2 } as const;
