import type { FactId, Gap, Subject } from '../facts/fact.ts';
import type { Duty, IsoDate, Profile, Requirement } from '../policy/profile.ts';
import type { Step } from '../rules/remedy.ts';

export type Weight = 'pass' | 'warn' | 'fail' | 'unknown' | 'waived' | 'not-applicable';

/** Every weight, gravest first: the order of findings. */
export const weights: readonly Weight[] = ['fail', 'unknown', 'warn', 'waived', 'pass', 'not-applicable'];

/** One profile held against one target's facts. Findings are sorted by weight, severity, requirement and subject. */
export interface Assessment {
  readonly profile: Pick<Profile, 'id' | 'title' | 'revision' | 'sha256'>;
  readonly findings: readonly Finding[];
  readonly summary: Summary;
  /** What becomes worse on which day if nothing changes; by day. */
  readonly timeline: readonly Change[];
  /** What the regime asks and no scan can see. */
  readonly notJudged: readonly Duty[];
  /** Said of the whole profile: "re-check: ...". */
  readonly notes: readonly string[];
}

/** One finding that is of another weight from a day on. */
export interface Change {
  readonly on: IsoDate;
  readonly requirement: string;
  readonly subject: Subject;
  readonly from: Weight;
  readonly to: Weight;
  readonly why: string;
}

/** One requirement and one subject. */
export interface Finding {
  readonly requirement: Requirement;
  readonly subject: Subject;
  readonly weight: Weight;
  /** What is wrong or missing, in a sentence; absent for a pass. */
  readonly shortfall?: string;
  readonly remedy?: string;
  /** What the remedy means on this very system, where that can be said exactly. */
  readonly steps?: readonly Step[];
  /** Said beside the verdict: "re-check: ...", "fails from 2031-01-01". */
  readonly notes: readonly string[];
  readonly because: readonly FactId[];
  readonly missing: readonly Gap[];
  /** Beside the weight `waived`: who answers for it, why and how long, and what the weight would be. */
  readonly waiver?: FindingWaiver;
  /** Whether an earlier report had it already; absent where none was given. */
  readonly baseline?: 'known' | 'new';
  /** Profile + requirement + rule + subject, hashed. */
  readonly fingerprint: string;
}

/** A waiver as it stands beside the finding that it waives. */
export interface FindingWaiver {
  readonly reason: string;
  readonly owner: string;
  readonly ticket: string;
  /** The last day on which it holds. */
  readonly expires: IsoDate;
  readonly insteadOf: Weight;
}

export interface Summary {
  readonly pass: number;
  readonly warn: number;
  readonly fail: number;
  readonly unknown: number;
  readonly waived: number;
  readonly notApplicable: number;
}
