import { hash } from 'node:crypto';
import { jsonWriter } from './json-writer.ts';

/** Any value that JSON can carry; `undefined` members are left out, as JSON.stringify does. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [member: string]: Json | undefined };

const canonical = jsonWriter({
  isSorted: true,
  // No quote, backslash, control character or surrogate.
  plain: /^[ !#-[\]-\ud7ff\ue000-\uffff]*$/,
  quote: (text) => JSON.stringify(text),
});

/** The canonical text of a JSON value: members sorted by UTF-16 code units, no white space. Source: RFC 8785 3.2. */
export function canonicalJson(value: unknown): string {
  return canonical.text(value);
}

/** Keeps the canonical text of an object that never changes and comes back, as long as the object lives. */
export function keepCanonical<T extends object>(value: T): T {
  return canonical.keep(value);
}

/** SHA-256 over the canonical text, in hexadecimal (64 characters). */
export function digestOf(value: unknown): string {
  return hash('sha256', canonicalJson(value), 'hex');
}
