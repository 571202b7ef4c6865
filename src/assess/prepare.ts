import { digestOf } from '../facts/canonical.ts';
import type { FactKind, Subject } from '../facts/fact.ts';
import type { FactBase } from '../facts/fact-base.ts';
import { type IsoDate, type Profile, type Requirement, severities } from '../policy/profile.ts';
import type { BoundRule, Judgement } from '../rules/rule.ts';
import type { TargetKind } from '../vocabulary/target-kind.ts';
import type { Assessment, Finding } from './assessment.ts';
import { type Answers, type Question, type Questions, questionOf } from './question.ts';
import type { Remembered } from './remembered.ts';
import { type Scale, type Weighed, weigher } from './weigh.ts';

/** A profile whose rules have their parameters and whose requirements have their scales, to be held against many targets. */
export interface Prepared {
  readonly profile: Profile;
  readonly scale: Scale;
  readonly requirements: readonly PreparedRequirement[];
  /** Those of them that look at a FIPS module, and so at its certificate. */
  readonly onModules: readonly PreparedRequirement[];
  /** All that its findings rest on. */
  readonly kinds: readonly FactKind[];
  readonly remembered: Remembered<Found>;
  /** By kind of target, as far as it was judged, the same requirements in the same order. */
  readonly byKind: Map<TargetKind, readonly AskedOfKind[]>;
}

/** What a profile found on a target. */
export type Found = Pick<Assessment, 'findings' | 'summary'>;

/** A requirement before a kind of target. */
export interface AskedOfKind {
  readonly each: PreparedRequirement;
  /** The finding where it is not asked of such targets. */
  readonly elsewhere: Finding | undefined;
}

export interface PreparedRequirement {
  readonly requirement: Requirement;
  /** The same for every requirement that puts the same question, in whatever profile. */
  readonly question: Question;
  readonly weigh: (judgement: Judgement) => Weighed;
  readonly fingerprint: (subject: Subject) => string;
  /** What an answer came to, by subject: a remembered one comes back with every target that is alike. */
  readonly findings: WeakMap<readonly Judgement[], readonly Finding[]>;
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

/**
 * Binds every requirement to its rule. A rule that is not there is a bug: `checkProfile` has looked before.
 * @param questions those of the other profiles that judge the same targets with the same rules
 */
export function prepare(
  profile: Profile,
  rules: readonly BoundRule[],
  scale: Scale,
  questions: Questions = new Map(),
): Prepared {
  const byId = new Map(rules.map((rule) => [rule.id, rule] as const));
  const requirements = inOrder(profile.requirements).map((requirement) => {
    const rule = byId.get(requirement.rule);
    if (rule === undefined) throw new Error(`requirement ${requirement.id}: no rule ${requirement.rule}`);
    return {
      requirement,
      question: questionOf(questions, rule, requirement.with),
      findings: new WeakMap<readonly Judgement[], readonly Finding[]>(),
      weigh: weigher(requirement, scale),
      fingerprint: fingerprints(profile, requirement),
    };
  });
  const onModules = requirements.filter(({ question }) => question.kinds.includes('fips.module'));
  const kinds = new Set<FactKind>(['os.release', ...requirements.flatMap(({ question }) => question.kinds)]);
  return { profile, scale, requirements, onModules, kinds: [...kinds], remembered: new Map(), byKind: new Map() };
}

/** By severity and id, the order of findings within a weight. */
function inOrder(requirements: readonly Requirement[]): readonly Requirement[] {
  return requirements.toSorted(
    (left, right) =>
      severities.indexOf(left.severity) - severities.indexOf(right.severity) || (left.id < right.id ? -1 : 1),
  );
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
