import { accepted, type Parsed, refused } from './parsed.ts';

/** Where a JSON value lies in its text: bytes from `start` up to, not including, `end`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * Finds the members of an object without building what is in them, so that a large file is read piece by piece.
 * Of a name that occurs twice the last counts, as in JSON.parse. What lies inside a value is checked by `parseSpan`.
 */
export function membersOf(text: Uint8Array, object: Span): Parsed<ReadonlyMap<string, Span>> {
  const members = new Map<string, Span>();
  let at = skipSpace(text, object.start, object.end);
  if (text[at] !== OPEN_BRACE) return refused('wants an object', { offset: at });
  at = skipSpace(text, at + 1, object.end);
  while (text[at] !== CLOSE_BRACE) {
    const nameEnd = text[at] === QUOTE ? endOfString(text, at, object.end) : undefined;
    if (nameEnd === undefined) return refused('wants the name of a member', { offset: at });
    const colon = skipSpace(text, nameEnd, object.end);
    const value = text[colon] === COLON ? valueAt(text, colon + 1, object.end) : undefined;
    if (value === undefined) return refused('wants a colon and a value', { offset: colon });
    members.set(decode(text, { start: at + 1, end: nameEnd - 1 }), value);
    if (members.size > MOST_MEMBERS) return refused(`more than ${MOST_MEMBERS} members`, { offset: at });
    const next = skipSpace(text, value.end, object.end);
    if (text[next] !== COMMA && text[next] !== CLOSE_BRACE) return refused('wants , or }', { offset: next });
    at = text[next] === COMMA ? skipSpace(text, next + 1, object.end) : next;
  }
  return accepted(members);
}

/** Finds the elements of an array in the same way. */
export function elementsOf(text: Uint8Array, array: Span): Parsed<readonly Span[]> {
  const elements: Span[] = [];
  let at = skipSpace(text, array.start, array.end);
  if (text[at] !== OPEN_BRACKET) return refused('wants an array', { offset: at });
  at = skipSpace(text, at + 1, array.end);
  while (text[at] !== CLOSE_BRACKET) {
    const value = valueAt(text, at, array.end);
    if (value === undefined) return refused('wants a value', { offset: at });
    elements.push(value);
    if (elements.length > MOST_ELEMENTS) return refused(`more than ${MOST_ELEMENTS} elements`, { offset: at });
    const next = skipSpace(text, value.end, array.end);
    if (text[next] !== COMMA && text[next] !== CLOSE_BRACKET) return refused('wants , or ]', { offset: next });
    at = text[next] === COMMA ? skipSpace(text, next + 1, array.end) : next;
  }
  return accepted(elements);
}

/** Builds the value that lies there. */
export function parseSpan(text: Uint8Array, span: Span): Parsed<unknown> {
  try {
    return accepted(JSON.parse(decode(text, span)));
  } catch (error) {
    // V8 quotes the text it could not read, which may be long.
    const words = (error instanceof Error ? error.message : String(error)).replace(/,? ".*/s, '').slice(0, 120);
    return refused(`JSON: ${words}`, { offset: span.start });
  }
}

/** The whole text. */
export function wholeOf(text: Uint8Array): Span {
  return { start: 0, end: text.length };
}

function valueAt(text: Uint8Array, from: number, end: number): Span | undefined {
  const start = skipSpace(text, from, end);
  const first = text[start];
  if (start >= end || first === undefined) return undefined;
  if (first === QUOTE) return spanTo(start, endOfString(text, start, end));
  if (first === OPEN_BRACE || first === OPEN_BRACKET) return spanTo(start, endOfNest(text, start, end));
  let at = start;
  while (at < end && !DELIMITERS.has(text[at] ?? COMMA)) at += 1;
  return at === start ? undefined : { start, end: at };
}

function endOfNest(text: Uint8Array, start: number, end: number): number | undefined {
  let depth = 0;
  for (let at = start; at < end; at += 1) {
    const byte = text[at];
    if (byte === QUOTE) {
      const after = endOfString(text, at, end);
      if (after === undefined) return undefined;
      at = after - 1;
    } else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
      depth += 1;
      // JSON.parse recurses; nothing that is read here lies deeper than this.
      if (depth > DEEPEST) return undefined;
    } else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return undefined;
}

function endOfString(text: Uint8Array, quote: number, end: number): number | undefined {
  for (let at = text.indexOf(QUOTE, quote + 1); at !== -1 && at < end; at = text.indexOf(QUOTE, at + 1)) {
    let slashes = 0;
    while (text[at - 1 - slashes] === BACKSLASH) slashes += 1;
    if (slashes % 2 === 0) return at + 1;
  }
  return undefined;
}

function skipSpace(text: Uint8Array, from: number, end: number): number {
  let at = from;
  while (at < end && SPACE.has(text[at] ?? 0)) at += 1;
  return at;
}

function spanTo(start: number, end: number | undefined): Span | undefined {
  return end === undefined ? undefined : { start, end };
}

function decode(text: Uint8Array, { start, end }: Span): string {
  return new TextDecoder().decode(text.subarray(start, end));
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const BACKSLASH = 0x5c;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const SPACE: ReadonlySet<number> = new Set([0x20, 0x09, 0x0a, 0x0d]);
const DELIMITERS: ReadonlySet<number> = new Set([...SPACE, COMMA, CLOSE_BRACKET, CLOSE_BRACE]);
const MOST_MEMBERS = 10_000;
const MOST_ELEMENTS = 1_000_000;
const DEEPEST = 64;
