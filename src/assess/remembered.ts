import type { FactKind } from '../facts/fact.ts';
import type { FactBase } from '../facts/fact-base.ts';
import type { Judgement } from '../rules/rule.ts';

/** What a question came to on facts that were the same: a fleet has many hosts and few kinds of them. */
export type Remembered = Map<string, readonly Judgement[]>;

/**
 * What a rule can see of a target, as a text: the ids of the facts of its kinds, and their gaps whole. A fact's id stands for its
 * kind, subject and value, and rules do not look at evidence (a test says so), so equal texts have equal answers.
 */
export function identityOf(facts: FactBase, kinds: readonly FactKind[]): string {
  const known = identities.get(facts) ?? new Map<FactKind, string>();
  identities.set(facts, known);
  let text = '';
  for (const kind of kinds) {
    let one = known.get(kind);
    if (one === undefined) {
      one = identityOfKind(facts, kind);
      known.set(kind, one);
    }
    text += one;
  }
  return text;
}

/** Keeps an answer; when there are many, all are forgotten, so that memory stays flat. */
export function remember(remembered: Remembered, identity: string, judgements: readonly Judgement[]): void {
  if (remembered.size >= MOST) remembered.clear();
  remembered.set(identity, judgements);
}

function identityOfKind(facts: FactBase, kind: FactKind): string {
  const gaps = facts.gaps(kind);
  const ids = facts.all(kind).map(({ id }) => id);
  return `${ids.join()}${gaps.length === 0 ? '' : JSON.stringify(gaps)};`;
}

// Lives as long as the facts do.
const identities = new WeakMap<FactBase, Map<FactKind, string>>();
const MOST = 512;
