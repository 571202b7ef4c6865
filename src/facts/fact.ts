import { digestOf } from './canonical.ts';
import type { Locator } from './locator.ts';
import type { Evidence } from './quote.ts';
import type { FactValues } from './values.ts';

/** A kind of fact: the member names of `FactValues`, part of the report's contract. */
export type FactKind = keyof FactValues;

/** What a fact is about: a role ("OpenSSL system default"), never an instance (host name, process, serial, temporary path). */
export type Subject = string;

/** Hash of kind, subject and value: the same statement has the same id on every host. 16 hexadecimal digits. */
export type FactId = string & { readonly __brand: 'FactId' };

/** A statement about a target with the evidence for it; a fact without evidence cannot be written. */
export type Fact<K extends FactKind = FactKind> = {
  [P in K]: {
    readonly id: FactId;
    readonly kind: P;
    readonly subject: Subject;
    readonly value: FactValues[P];
    readonly evidence: readonly [Evidence, ...Evidence[]];
  };
}[K];

/** What could not be looked at: `kind` is the kind of fact that is missing because of it; without it, any kind may be. */
export interface Gap {
  readonly kind?: FactKind;
  readonly subject: Subject;
  readonly why: string;
  readonly at?: Locator;
}

/** What a collector brings home. */
export interface Harvest {
  readonly facts: readonly Fact[];
  readonly gaps: readonly Gap[];
}

/** Writes a fact down; its id follows from kind, subject and value alone. */
export function fact<K extends FactKind>(
  kind: K,
  subject: Subject,
  value: FactValues[K],
  ...proof: readonly [Evidence, ...Evidence[]]
): Fact<K> {
  // The digest of the statement, cut to 64 bits, is what the brand FactId says.
  const id = digestOf([kind, subject, value]).slice(0, 16) as FactId;
  // TypeScript cannot see that {kind: K, value: FactValues[K]} is the member K of the mapped union.
  return { id, kind, subject, value, evidence: proof } as unknown as Fact<K>;
}

/** Joins harvests in order. */
export function joinHarvests(harvests: readonly Harvest[]): Harvest {
  return { facts: harvests.flatMap((each) => each.facts), gaps: harvests.flatMap((each) => each.gaps) };
}
