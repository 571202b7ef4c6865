import type { Evidence } from '../../facts/quote.ts';
import type { NamedCodePoint } from '../../facts/tls-endpoint-values.ts';
import type { Confidence } from './confidence.ts';
import type { Survey } from './survey.ts';

/** What is to be written down, and what it is about. */
export interface Telling {
  readonly survey: Survey;
  readonly confidence: Confidence;
  readonly subject: string;
}

/** A code point with its name. */
export function named(codepoint: number, nameOf: (codePoint: number) => string): NamedCodePoint {
  return { name: nameOf(codepoint), codepoint };
}

/** Evidence without repeats, and without what stands in front already. */
export function distinct(all: readonly Evidence[], first?: Evidence): readonly Evidence[] {
  return [...new Set(all)].filter((each) => each !== first);
}
