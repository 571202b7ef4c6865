import type { Fact, FactKind, Subject } from '../../facts/fact.ts';
import type { Locator } from '../../facts/locator.ts';
import type { Remedy } from '../remedy.ts';
import type { Judgement } from '../rule.ts';

/** The facts that a verdict rests on: at least one. */
export type Because = readonly [Pick<Fact, 'id'>, ...Pick<Fact, 'id'>[]];

/** What is wrong, in a sentence, and what to do about it. */
export interface Words {
  readonly shortfall: string;
  readonly remedy: Remedy;
}

/** The requirement holds for this subject, by these facts. */
export function met(subject: Subject, because: Because, notes: readonly string[] = []): Judgement {
  return { subject, outcome: 'met', because: ids(because), ...(notes.length > 0 ? { notes } : {}) };
}

/** It does not, by these facts. */
export function unmet(subject: Subject, because: Because, words: Words, notes: readonly string[] = []): Judgement {
  const { shortfall, remedy } = words;
  const told = typeof remedy === 'string' ? { remedy } : { remedy: remedy.words, steps: remedy.steps };
  return {
    subject,
    outcome: 'unmet',
    because: ids(because),
    shortfall,
    ...told,
    ...(notes.length > 0 ? { notes } : {}),
  };
}

/** It cannot be told, and why; `kind` is the kind of fact that would tell. */
export function unknown(
  subject: Subject,
  why: string,
  of: { readonly kind?: FactKind; readonly at?: Locator } = {},
): Judgement {
  return { subject, outcome: 'unknown', missing: [{ subject, why, ...of }] };
}

/** The question does not arise. */
export function notApplicable(subject: Subject, why: string): Judgement {
  return { subject, outcome: 'not-applicable', why };
}

/** At least one, or undefined. */
export function some<T>(elements: readonly T[]): readonly [T, ...T[]] | undefined {
  const [first, ...rest] = elements;
  return first === undefined ? undefined : [first, ...rest];
}

function ids([first, ...rest]: Because): readonly [Fact['id'], ...Fact['id'][]] {
  return [first.id, ...rest.map(({ id }) => id)];
}
