import type { TargetKind } from '../vocabulary/target-kind.ts';

/** A day, `2026-11-22`. Days compare as text. */
export type IsoDate = string & { readonly __brand: 'IsoDate' };

/** Every severity, gravest first. */
export const severities = ['high', 'medium', 'low'] as const;
export type Severity = (typeof severities)[number];

/**
 * How strong the word behind a requirement is; a draft never fails a scan unless asked. `control` is numbered and assessed,
 * `narrative` is what a guideline says around its controls.
 */
export type Binding = (typeof bindings)[number];
export const bindings = [
  'statute',
  'order',
  'agency-requirement',
  'certification',
  'control',
  'guideline',
  'narrative',
  'recommendation',
  'draft',
] as const;

/** `should`: what is not met warns, whatever the day. */
export type Force = (typeof forces)[number];
export const forces = ['must', 'should'] as const;

/** How sure the row's source is: H judges; M judges and says "re-check"; L never passes or fails, it is unknown. */
export type Confidence = (typeof confidences)[number];
export const confidences = ['H', 'M', 'L'] as const;

/** What a requirement is for. */
export const purposes = [
  'module',
  'key-establishment',
  'signature',
  'protocol',
  'configuration',
  'integrity',
  'inventory',
  'firmware',
  'planning',
] as const;

/** Requirements of one regime, read from policies/*.yaml. */
export interface Profile {
  readonly id: string;
  readonly title: string;
  readonly revision: string;
  readonly retrieved: IsoDate;
  /** SHA-256 of the file's text, in hexadecimal; of a profile that extends others, over those too. */
  readonly sha256: string;
  /** Into what the regime divides those whom it binds; the one that was chosen stands behind the colon of `id`. */
  readonly categories?: Categories;
  readonly category?: string;
  /** What the regime asks and no scan of a system can see: said in every report, never judged. */
  readonly notObservable?: readonly Duty[];
  /** Where each requirement's rule stands in the file, by requirement id, for messages. */
  readonly places?: Readonly<Record<string, { readonly line: number; readonly column: number }>>;
  readonly requirements: readonly Requirement[];
}

/** One requirement: a rule with its parameters, and what makes it binding, on whom, from when, by which clause. */
export interface Requirement {
  readonly id: string;
  readonly says: string;
  readonly rule: string;
  /** The rule's own `params` reads it, once. */
  readonly with: Readonly<Record<string, unknown>>;
  readonly applies: readonly TargetKind[];
  /** Asked of these categories alone; absent: of all. */
  readonly categories?: readonly string[];
  /** Asked of these systems alone; absent: of all. */
  readonly systems?: readonly [SystemSelector, ...SystemSelector[]];
  readonly severity: Severity;
  readonly binding: Binding;
  /** Absent: `must`. */
  readonly force?: Force;
  readonly population: string;
  readonly purpose: (typeof purposes)[number];
  /** Unmet before `disallowed`: a warning, from that day a failure. Without dates: a failure. `deprecated`: the words change. */
  readonly dates: { readonly deprecated?: IsoDate; readonly disallowed?: IsoDate };
  readonly confidence: Confidence;
  readonly cites: readonly [Citation, ...Citation[]];
}

/** Categories of a regime, and what its requirements come to where none was chosen. */
export interface Categories {
  readonly unchosen: 'unknown' | 'not-applicable';
  readonly names: readonly [Category, ...Category[]];
}

export interface Category {
  readonly id: string;
  readonly title: string;
}

/** A system by os-release: ID, the beginning of VERSION_ID, VARIANT_ID; what is left out may be anything. */
export interface SystemSelector {
  readonly id: string;
  readonly version?: string;
  readonly variant?: string;
}

/** A duty that leaves no trace on a system: a plan, a contract, the signing of firmware elsewhere. */
export interface Duty {
  readonly id: string;
  readonly says: string;
  /** Why it cannot be seen. */
  readonly why: string;
  readonly binding: Binding;
  readonly population: string;
  readonly purpose: (typeof purposes)[number];
  /** The day by which it is due. */
  readonly due?: IsoDate;
  readonly confidence: Confidence;
  readonly cites: readonly [Citation, ...Citation[]];
}

/** Where a requirement stands. */
export interface Citation {
  readonly document: string;
  readonly section: string;
  readonly edition?: string;
  readonly url?: string;
  /** The day on which somebody last read the source. */
  readonly verified: IsoDate;
}

/** A mistake in a profile, waiver or register, with its line and column. The command line shows it and ends with 2. */
export class PolicyError extends Error {
  override readonly name = 'PolicyError';
}
