import type { Locator } from './locator.ts';

/** A short literal piece of the target, safe to print: made only by `quote()`. */
export type Quote = string & { readonly __brand: 'Quote' };

/** A place in the target and what stands there. */
export interface Evidence {
  readonly at: Locator;
  readonly quote: Quote;
}

/**
 * Makes a quote: at most 200 characters, control and bidirectional characters shown as `\u{..}`, private key material cut.
 * Lone surrogates (from broken UTF-16) become U+FFFD, so that a report is always valid UTF-8.
 */
export function quote(text: string): Quote {
  const safe = text
    .slice(0, 4 * LONGEST)
    .toWellFormed()
    .replace(KEY_MATERIAL, '[private key removed]')
    .replace(UNPRINTABLE, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);
  // Cut, escaped and stripped just now: that is what the brand says.
  return (safe.length > LONGEST ? `${[...safe].slice(0, LONGEST - 1).join('')}…` : safe) as Quote;
}

/** Evidence in one call. */
export function evidence(at: Locator, text: string): Evidence {
  return { at, quote: quote(text) };
}

const LONGEST = 200;
const KEY_MATERIAL = /-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----[\s\S]*/;
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/gu;
