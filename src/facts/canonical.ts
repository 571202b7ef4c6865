import { createHash } from 'node:crypto';

/** Any value that JSON can carry; `undefined` members are left out, as JSON.stringify does. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [member: string]: Json | undefined };

/** The canonical text of a JSON value: members sorted by UTF-16 code units, no white space. Source: RFC 8785 3.2. */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return canonicalArray(value);
  // Members are written one by one into a growing string: reports have thousands, and lists have a million reports.
  let text = '';
  for (const [name, member] of Object.entries(value).sort(byName)) {
    if (member !== undefined) text += `${text === '' ? '{' : ','}${quotedName(name)}${canonicalJson(member)}`;
  }
  return text === '' ? '{}' : `${text}}`;
}

function canonicalArray(elements: readonly unknown[]): string {
  let text = '';
  for (const element of elements) text += `${text === '' ? '[' : ','}${canonicalJson(element ?? null)}`;
  return text === '' ? '[]' : `${text}]`;
}

function byName([left]: readonly [string, unknown], [right]: readonly [string, unknown]): number {
  return left < right ? -1 : 1;
}

/** The name with its quotes and the colon; the same few names come back all the time. */
function quotedName(name: string): string {
  const known = names.get(name);
  if (known !== undefined) return known;
  const quoted = `${JSON.stringify(name)}:`;
  if (names.size < MOST_NAMES) names.set(name, quoted);
  return quoted;
}

const names = new Map<string, string>();
const MOST_NAMES = 1000;

/** SHA-256 over the canonical text, in hexadecimal (64 characters). */
export function digestOf(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex');
}
