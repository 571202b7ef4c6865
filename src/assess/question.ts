import { canonicalJson } from '../facts/canonical.ts';
import type { FactKind, Gap, Subject } from '../facts/fact.ts';
import type { FactBase } from '../facts/fact-base.ts';
import type { AskedRule, BoundRule, Judgement } from '../rules/rule.ts';
import { identityOf, type Remembered, remember } from './remembered.ts';

/** A rule with its parameters, and what it came to on targets before. */
export interface Question {
  readonly asked: AskedRule;
  /** All that it looks at; one list for all questions that look at the same. */
  readonly kinds: readonly FactKind[];
  readonly remembered: Remembered<readonly Judgement[]>;
}

/** By rule and parameters: requirements that put the same question, in whatever profile, share one. */
export type Questions = Map<string, Question>;

/** Judgements of one target by question, so that profiles which ask the same are answered once. */
export type Answers = Map<Question, readonly Judgement[]>;

/** The question that a rule puts with these parameters, which `checkProfile` has read before. */
export function questionOf(questions: Questions, rule: BoundRule, given: Readonly<Record<string, unknown>>): Question {
  const text = canonicalJson([rule.id, given]);
  const known = questions.get(text);
  if (known !== undefined) return known;
  const asked = rule.with(given);
  const made = { asked, kinds: sharedKinds(questions, asked), remembered: new Map() };
  questions.set(text, made);
  return made;
}

function sharedKinds(questions: Questions, { reads, consults }: AskedRule): readonly FactKind[] {
  const kinds = [...new Set([...reads, ...consults])].sort();
  const same = questions.values().find((each) => each.kinds.join() === kinds.join());
  return same?.kinds ?? kinds;
}

/** The rule's own judgements; a gap in what it reads is an unknown of its own, and turns a pass on the same subject into one. */
export function answer(question: Question, facts: FactBase, answers: Answers): readonly Judgement[] {
  const known = answers.get(question);
  if (known !== undefined) return known;
  const { asked, remembered, kinds } = question;
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
  if (all.length > 0) return all.map((each) => (each.outcome === 'unknown' ? withSeen(each, asked, facts) : each));
  const kinds = asked.reads.length > 0 ? asked.reads : asked.consults;
  const why = `nothing seen speaks to it (${kinds.join(', ')})`;
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

/** An unknown rests on what was seen of its subject: a file that says too little stands beside what it does not say. */
function withSeen(judgement: Unknown, { reads, consults }: AskedRule, facts: FactBase): Judgement {
  const kinds = new Set([...judgement.missing.flatMap(({ kind }) => kind ?? []), ...reads]);
  const seen = [...kinds]
    .filter((kind) => reads.includes(kind) || consults.includes(kind))
    .flatMap((kind) => facts.all(kind).filter(({ subject }) => isOf(subject, judgement.subject)));
  const exact = seen.filter(({ subject }) => subject === judgement.subject);
  const because = (exact.length > 0 ? exact : seen).map(({ id }) => id);
  return because.length === 0 ? judgement : { ...judgement, because };
}

/** `OpenSSH client under kernel FIPS mode` is told by what is known of `OpenSSH client`. */
function isOf(one: Subject, other: Subject): boolean {
  return one === other || one.startsWith(`${other} `) || other.startsWith(`${one} `);
}

type Unknown = Extract<Judgement, { outcome: 'unknown' }>;

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
