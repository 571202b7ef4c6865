import type { FactKind } from '../facts/fact.ts';
import type { FactBase } from '../facts/fact-base.ts';

/** What a question or a profile came to on facts that were the same: a fleet has many hosts and few kinds of them. */
export type Remembered<T> = Map<string, T>;

/**
 * What a rule can see of a target, as a text: the ids of the facts of its kinds, and their gaps whole. A fact's id stands for its
 * kind, subject and value, and rules do not look at evidence (a test says so), so equal texts have equal answers.
 */
export function identityOf(facts: FactBase, kinds: readonly FactKind[]): string {
  const known = identities.get(facts) ?? { ofKind: new Map(), ofKinds: new Map() };
  identities.set(facts, known);
  const before = known.ofKinds.get(kinds);
  if (before !== undefined) return before;
  const made = kinds.map((kind) => {
    const one = known.ofKind.get(kind) ?? identityOfKind(facts, kind);
    known.ofKind.set(kind, one);
    return one;
  });
  const text = made.join('');
  known.ofKinds.set(kinds, text);
  return text;
}

/** Keeps what was found; when there are many, all are forgotten, so that memory stays flat. */
export function remember<T>(remembered: Remembered<T>, identity: string, found: T): void {
  if (remembered.size >= MOST) remembered.clear();
  remembered.set(identity, found);
}

function identityOfKind(facts: FactBase, kind: FactKind): string {
  const gaps = facts.gaps(kind);
  const ids = facts.all(kind).map(({ id }) => id);
  return `${ids.join()}${gaps.length === 0 ? '' : JSON.stringify(gaps)};`;
}

interface Identities {
  readonly ofKind: Map<FactKind, string>;
  /** By the very list: questions that look at the same share one. */
  readonly ofKinds: Map<readonly FactKind[], string>;
}

// Lives as long as the facts do.
const identities = new WeakMap<FactBase, Identities>();
const MOST = 512;
