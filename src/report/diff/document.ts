import type { Weight } from '../../assess/assessment.ts';
import type { FactKind } from '../../facts/fact.ts';
import type { IsoDate, Severity } from '../../policy/profile.ts';

/** Two reports held against each other, `pqready.diff/1`. */
export interface DiffDocument {
  readonly schema: 'pqready.diff/1';
  readonly tool: { readonly name: string; readonly version: string };
  readonly targets: readonly TargetDiff[];
  /** Names of targets that stand in one report alone. */
  readonly onlyOld: readonly string[];
  readonly onlyNew: readonly string[];
  readonly totals: Readonly<Record<Turn, number>>;
}

/** One target, before and after. */
export interface TargetDiff {
  readonly old: DiffSide;
  readonly new: DiffSide;
  readonly findings: readonly FindingChange[];
  /** Findings that came out as before. */
  readonly same: number;
  readonly facts: readonly FactChange[];
  /** Days of our copies of the CMVP's lists where all that differs is how old they were on the day: no fact is told for that. */
  readonly olderCopies?: readonly string[];
}

/** What was compared. */
export interface DiffSide {
  readonly name: string;
  readonly asOf: IsoDate;
  /** As os-release says it: `Debian GNU/Linux 13 (trixie)`. */
  readonly system: string | null;
}

/**
 * Which way a finding went. `worse`: it fails or warns and did not, or fails and warned; `lost`: it can no longer be told;
 * `better`: it fell short or was unknown, and no more; `gone`: nothing asks it any more; `other`: neither better nor worse.
 */
export type Turn = 'worse' | 'lost' | 'better' | 'gone' | 'other';

/** A finding that came out otherwise. */
export interface FindingChange {
  readonly profile: string;
  readonly requirement: string;
  readonly subject: string;
  readonly severity: Severity;
  readonly turn: Turn;
  /** null: there was no such finding. */
  readonly before: Weight | null;
  readonly after: Weight | null;
  readonly says: string;
  /** What is wrong or missing now; where it is gone, what was. */
  readonly shortfall?: string;
  readonly remedy?: string;
  /** What explains it, most telling first: each a line. */
  readonly why: readonly string[];
}

/** A fact that is there now, is there no more, or has another value. */
export interface FactChange {
  readonly kind: FactKind;
  readonly subject: string;
  readonly change: 'new' | 'gone' | 'changed';
  /** By path below the value: `selected.flagOn`. */
  readonly members: readonly MemberChange[];
  /** Places and what stands there, where that is new or was before: `/etc/ssl/openssl.cnf:62 "Groups = X25519"`. */
  readonly seenNow: readonly string[];
  readonly seenBefore: readonly string[];
}

/** One member of a fact's value; a list that both have is told by what came, what went and whether its order is another. */
export type MemberChange =
  | { readonly path: string; readonly before: string | null; readonly after: string | null }
  | {
      readonly path: string;
      readonly added: readonly string[];
      readonly removed: readonly string[];
      readonly reordered: boolean;
    };
