import { accepted, type Parsed, refused } from '../parsed.ts';

/** A JSON object whose members nobody has looked at yet. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Reads a text that is to be one JSON object. What is wrong with it is said without its words, which may be anything. */
export function readJson(bytes: Uint8Array): Parsed<unknown> {
  try {
    return accepted(JSON.parse(new TextDecoder().decode(bytes)));
  } catch {
    return refused('wants JSON', { offset: 0 });
  }
}

/** The value as an object; undefined where it is none. */
export function objectOf(value: unknown): JsonObject | undefined {
  // Neither null nor an array: what is left of typeof object is a record of unknown members.
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : undefined;
}

/** The value as a text; null where it is none or empty. */
export function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

/** The texts of a list; a list that is missing is empty, one of other things is undefined. */
export function textsOf(value: unknown): readonly string[] | undefined {
  if (value === undefined || value === null) return [];
  const isList = Array.isArray(value) && value.every((each) => typeof each === 'string');
  return isList ? value : undefined;
}
