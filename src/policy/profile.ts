import type { TargetKind } from '../vocabulary/target-kind.ts';

/** A day, `2026-11-22`. Days compare as text. */
export type IsoDate = string & { readonly __brand: 'IsoDate' };

/** Every severity, gravest first. */
export const severities = ['high', 'medium', 'low'] as const;
export type Severity = (typeof severities)[number];

/** How strong the word behind a requirement is; a draft never fails a scan unless asked. */
export type Binding = (typeof bindings)[number];
export const bindings = ['statute', 'order', 'agency-requirement', 'certification', 'guideline', 'draft'] as const;

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
] as const;

/** Requirements of one regime, read from policies/*.yaml. */
export interface Profile {
  readonly id: string;
  readonly title: string;
  readonly revision: string;
  readonly retrieved: IsoDate;
  /** SHA-256 of the file's text, in hexadecimal. */
  readonly sha256: string;
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
  readonly severity: Severity;
  readonly binding: Binding;
  readonly population: string;
  readonly purpose: (typeof purposes)[number];
  /** Unmet before `disallowed`: a warning, from that day a failure. Without dates: a failure. `deprecated`: the words change. */
  readonly dates: { readonly deprecated?: IsoDate; readonly disallowed?: IsoDate };
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
