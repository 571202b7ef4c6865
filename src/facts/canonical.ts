import { hash } from 'node:crypto';

/** Any value that JSON can carry; `undefined` members are left out, as JSON.stringify does. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [member: string]: Json | undefined };

/** The canonical text of a JSON value: members sorted by UTF-16 code units, no white space. Source: RFC 8785 3.2. */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'string')
    return value.length < SHORT && PLAIN.test(value) ? `"${value}"` : JSON.stringify(value);
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return canonicalArray(value);
  const known = kept.get(value);
  if (known !== undefined && known !== '') return known;
  const text = canonicalMembers(value);
  if (known === '') kept.set(value, text);
  return text;
}

/** Keeps the canonical text of an object that never changes and comes back, as long as the object lives. */
export function keepCanonical<T extends object>(value: T): T {
  if (!kept.has(value)) kept.set(value, '');
  return value;
}

function canonicalMembers(value: object): string {
  // What is an object and no array is read by its members.
  const members = value as { readonly [member: string]: unknown };
  const sorted = Object.keys(members);
  if (sorted.length > 1) sorted.sort();
  // Members are written one by one into a growing string: reports have thousands, and lists have a million reports.
  let text = '';
  for (const name of sorted) {
    const member = members[name];
    if (member !== undefined) text += `${text === '' ? '{' : ','}${quotedName(name)}${canonicalJson(member)}`;
  }
  return text === '' ? '{}' : `${text}}`;
}

function canonicalArray(elements: readonly unknown[]): string {
  let text = '';
  for (const element of elements) text += `${text === '' ? '[' : ','}${canonicalJson(element ?? null)}`;
  return text === '' ? '[]' : `${text}]`;
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
/** Empty: to be written when it is first asked for. */
const kept = new WeakMap<object, string>();
/** What stands in JSON as it is: no quote, backslash, control character or surrogate. */
const PLAIN = /^[ !#-[\]-\ud7ff\ue000-\uffff]*$/;
const SHORT = 128;
const MOST_NAMES = 1000;

/** SHA-256 over the canonical text, in hexadecimal (64 characters). */
export function digestOf(value: unknown): string {
  return hash('sha256', canonicalJson(value), 'hex');
}
