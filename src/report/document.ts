import type { Change, FindingWaiver, Summary, Weight } from '../assess/assessment.ts';
import type { WaiverUse } from '../assess/waiver-use.ts';
import type { Coverage } from '../facts/coverage.ts';
import type { FactId, FactKind, Gap } from '../facts/fact.ts';
import type { Evidence } from '../facts/quote.ts';
import type { TargetIdentity } from '../facts/target-identity.ts';
import type { FactValues } from '../facts/values.ts';
import type { Binding, Citation, Confidence, Duty, Force, IsoDate, Requirement, Severity } from '../policy/profile.ts';
import type { Waiver } from '../policy/waiver.ts';
import type { Step } from '../rules/remedy.ts';
import type { TargetKind } from '../vocabulary/target-kind.ts';
import type { RegisterAge } from './format.ts';

/** A report as JSON, `pqready.report/1`. `collect` writes the same document without `assessments`. */
export interface ReportDocument {
  readonly schema: 'pqready.report/1';
  readonly tool: { readonly name: string; readonly version: string };
  /** The day that the facts were judged as on. */
  readonly asOf: IsoDate;
  /** The CMVP register: the day of its newest row, and how many days before `asOf`. Absent: nothing was judged. */
  readonly register?: RegisterAge;
  /** RFC 3339 in UTC. */
  readonly startedAt: string;
  readonly targets: readonly ReportedTarget[];
  readonly totals: { readonly targets: number; readonly unreachable: number; readonly byWeight: Summary };
  /** What became of each waiver over all targets, in the order of the file; absent: none were given. */
  readonly waivers?: readonly ReportedWaiver[];
  /** RFC 3339 in UTC. */
  readonly finishedAt: string;
}

/** A waiver and what became of it: one that has expired or fits nothing says why. */
export type ReportedWaiver = Waiver & Omit<WaiverUse, 'waiver'>;

/** One target, as it was seen and judged. */
export interface ReportedTarget {
  readonly kind: TargetKind;
  readonly name: string;
  readonly identity: TargetIdentity;
  readonly labels: Readonly<Record<string, string>>;
  /** Why nothing at all can be said of it: an image that is not what its digests promise, or is none. The exit code of its run is 2. */
  readonly damage?: string;
  readonly facts: readonly ReportedFact[];
  readonly gaps: readonly Gap[];
  readonly coverage: readonly Coverage[];
  readonly assessments?: readonly ReportedAssessment[];
  /** SHA-256 over the RFC 8785 form of the target's other members, in hexadecimal. */
  readonly contentDigest: string;
}

/** A statement with its evidence: the kind decides the shape of the value. */
export type ReportedFact = {
  [K in FactKind]: {
    readonly id: FactId;
    readonly kind: K;
    readonly subject: string;
    readonly value: FactValues[K];
    readonly evidence: readonly Evidence[];
  };
}[FactKind];

/** One profile held against the target. */
export interface ReportedAssessment {
  readonly profile: { readonly id: string; readonly title: string; readonly revision: string; readonly sha256: string };
  readonly findings: readonly ReportedFinding[];
  readonly summary: Summary;
  /** What becomes worse on which day if nothing changes; by day. */
  readonly timeline: readonly Change[];
  /** What the regime asks and no scan can see. */
  readonly notJudged: readonly Duty[];
  /** Said of the whole profile: "re-check: ...". */
  readonly notes: readonly string[];
}

/** One requirement and one subject. */
export interface ReportedFinding {
  readonly requirement: string;
  readonly says: string;
  readonly rule: string;
  readonly subject: string;
  readonly severity: Severity;
  readonly weight: Weight;
  readonly shortfall?: string;
  readonly remedy?: string;
  /** What the remedy means on this very system, where that can be said exactly. */
  readonly steps?: readonly Step[];
  readonly notes: readonly string[];
  /** Beside the weight `waived`: who answers for it, why and how long, and what the weight would be. */
  readonly waiver?: FindingWaiver;
  /** Whether the report of `--baseline` had it already: what is known does not fail the gate. */
  readonly baseline?: 'known' | 'new';
  readonly because: readonly FactId[];
  readonly missing: readonly Gap[];
  readonly binding: Binding;
  /** Absent: "must". */
  readonly force?: Force;
  /** Absent: asked of all categories of the regime. */
  readonly categories?: readonly string[];
  readonly population: string;
  readonly purpose: Requirement['purpose'];
  readonly dates: Requirement['dates'];
  readonly confidence: Confidence;
  readonly cites: readonly Citation[];
  readonly fingerprint: string;
}
