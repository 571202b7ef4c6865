import { canonicalJson, digestOf } from '../facts/canonical.ts';
import type { FactKind, Gap, Subject } from '../facts/fact.ts';
import type { FactBase } from '../facts/fact-base.ts';
import { type IsoDate, type Profile, type Requirement, severities } from '../policy/profile.ts';
import type { AskedRule, BoundRule, Judgement } from '../rules/rule.ts';
import type { TargetKind } from '../vocabulary/target-kind.ts';
import type { Finding } from './assessment.ts';
import { identityOf, type Remembered, remember } from './remembered.ts';
import { type Scale, type Weighed, weigher } from './weigh.ts';

/** A profile whose rules have their parameters and whose requirements have their scales, to be held against many targets. */
export interface Prepared {
  readonly profile: Profile;
  readonly scale: Scale;
  readonly requirements: readonly PreparedRequirement[];
  /** Those of them that look at a FIPS module, and so at its certificate. */
  readonly onModules: readonly PreparedRequirement[];
}

export interface PreparedRequirement {
  readonly requirement: Requirement;
  readonly asked: AskedRule;
  /** The same for every requirement that puts the same question, in whatever profile. */
  readonly question: string;
  readonly weigh: (judgement: Judgement) => Weighed;
  readonly fingerprint: (subject: Subject) => string;
  /** All that it looks at. */
  readonly kinds: readonly FactKind[];
  readonly remembered: Remembered;
  /** What a judgement came to: a remembered one comes back with every target that is alike. */
  readonly findings: WeakMap<Judgement, Finding>;
  /** By kind of target, what was found out before: the finding where it is not asked of it, null where it is. */
  readonly elsewhere: Map<TargetKind, Finding | null>;
}

/** One target: its facts with certificates joined as on the day, and later days on which a certificate is another. */
export interface Judged {
  readonly kind: TargetKind;
  readonly facts: FactBase;
  readonly later?: readonly Later[];
}

/** A later day, the facts with certificates as on that day, and what they were asked already. */
export interface Later {
  readonly on: IsoDate;
  readonly facts: FactBase;
  readonly answers: Answers;
}

/** Judgements of one target by question, so that profiles which ask the same are answered once. */
export type Answers = Map<string, readonly Judgement[]>;

/** Binds every requirement to its rule. A rule that is not there is a bug: `checkProfile` has looked before. */
export function prepare(profile: Profile, rules: readonly BoundRule[], scale: Scale): Prepared {
  const byId = new Map(rules.map((rule) => [rule.id, rule] as const));
  const requirements = inOrder(profile.requirements).map((requirement) => {
    const rule = byId.get(requirement.rule);
    if (rule === undefined) throw new Error(`requirement ${requirement.id}: no rule ${requirement.rule}`);
    const asked = rule.with(requirement.with);
    return {
      requirement,
      asked,
      kinds: [...new Set([...asked.reads, ...asked.consults])],
      remembered: new Map(),
      findings: new WeakMap<Judgement, Finding>(),
      question: canonicalJson([rule.id, requirement.with]),
      weigh: weigher(requirement, scale),
      fingerprint: fingerprints(profile, requirement),
      elsewhere: new Map(),
    };
  });
  const onModules = requirements.filter(
    ({ asked: { reads, consults } }) => reads.includes('fips.module') || consults.includes('fips.module'),
  );
  return { profile, scale, requirements, onModules };
}

/** By severity and id, the order of findings within a weight. */
function inOrder(requirements: readonly Requirement[]): readonly Requirement[] {
  return requirements.toSorted(
    (left, right) =>
      severities.indexOf(left.severity) - severities.indexOf(right.severity) || (left.id < right.id ? -1 : 1),
  );
}

/** The rule's own judgements; a gap in what it reads is an unknown of its own, and turns a pass on the same subject into one. */
export function answer(
  { asked, question, remembered, kinds }: PreparedRequirement,
  facts: FactBase,
  answers: Answers,
): readonly Judgement[] {
  const known = answers.get(question);
  if (known !== undefined) return known;
  const identity = identityOf(facts, kinds);
  const before = remembered.get(identity);
  const judgements = before ?? settle(asked, facts);
  if (before === undefined) remember(remembered, identity, judgements);
  answers.set(question, judgements);
  return judgements;
}

function settle(asked: AskedRule, facts: FactBase): readonly Judgement[] {
  const judgements = asked.judge(declaredOnly(facts, asked));
  const gaps = asked.reads.flatMap((kind) => facts.gaps(kind));
  const all = gaps.length === 0 ? judgements : withGaps(judgements, gaps);
  if (all.length > 0) return all;
  const why = `nothing seen speaks to it (${asked.reads.join(', ')})`;
  return unknowns(asked.title, [{ subject: asked.title, why }]);
}

function withGaps(judgements: readonly Judgement[], gaps: readonly Gap[]): readonly Judgement[] {
  const bySubject = Map.groupBy(new Set(gaps), (gap) => gap.subject);
  const settled = judgements.filter((each) => each.outcome !== 'met' || !bySubject.has(each.subject));
  const subjects = new Set(settled.map((each) => each.subject));
  const open = [...bySubject].flatMap(([subject, missing]) =>
    subjects.has(subject) ? [] : unknowns(subject, missing),
  );
  return [...settled, ...open];
}

function unknowns(subject: Subject, [first, ...rest]: readonly Gap[]): readonly Judgement[] {
  return first === undefined ? [] : [{ subject, outcome: 'unknown', missing: [first, ...rest] }];
}

/** The same facts, but a rule that looks at a kind which it does not declare is a bug of ours and says so. */
function declaredOnly(facts: FactBase, asked: AskedRule): FactBase {
  const check = (kind: FactKind): void => {
    if (!asked.reads.includes(kind) && !asked.consults.includes(kind))
      throw new Error(`rule ${asked.id} does not declare ${kind}`);
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

/** Digests of a requirement's subjects: subjects are roles, so that a fleet has few of them. */
function fingerprints(profile: Profile, { id, rule }: Requirement): (subject: Subject) => string {
  const known = new Map<Subject, string>();
  return (subject) => {
    const found = known.get(subject);
    if (found !== undefined) return found;
    const made = digestOf([profile.id, id, rule, subject]).slice(0, 32);
    if (known.size < MOST_SUBJECTS) known.set(subject, made);
    return made;
  };
}

const MOST_SUBJECTS = 256;
