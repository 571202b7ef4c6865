/** Writes values as JSON without white space, and keeps the text of what comes back. */
export interface JsonWriter {
  /** The text of a value that JSON can carry; `undefined` members are left out, as JSON.stringify does. */
  text(value: unknown): string;
  /** Keeps the text of an object that never changes and comes back, as long as the object lives. */
  keep<T extends object>(value: T): T;
}

/** How a writer writes. */
export interface JsonManner {
  /** Whether members stand in the order of their UTF-16 code units; else as the object has them. */
  readonly isSorted: boolean;
  /** What stands between quotes as it is. */
  readonly plain: RegExp;
  /** A string with its quotes. */
  quote(text: string): string;
}

/**
 * Reports have thousands of members, and lists have a million reports, most of whose parts are the same objects: this writes them
 * several times as fast as JSON.stringify, which cannot keep anything.
 */
export function jsonWriter({ isSorted, plain, quote }: JsonManner): JsonWriter {
  const names = new Map<string, string>();
  /** Empty: to be written when it is first asked for. */
  const kept = new WeakMap<object, string>();

  const text = (value: unknown): string => {
    if (typeof value === 'string') return value.length < SHORT && plain.test(value) ? `"${value}"` : quote(value);
    if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
    if (Array.isArray(value)) return elements(value);
    const known = kept.get(value);
    if (known !== undefined && known !== '') return known;
    const written = members(value);
    if (known === undefined) return written;
    const flat = flattened(written);
    kept.set(value, flat);
    return flat;
  };
  const members = (value: object): string => {
    // What is an object and no array is read by its members.
    const byName = value as { readonly [member: string]: unknown };
    const order = Object.keys(byName);
    if (isSorted && order.length > 1) order.sort();
    // Members are written one by one into a growing string.
    let written = '';
    for (const name of order) {
      const member = byName[name];
      if (member !== undefined) written += `${written === '' ? '{' : ','}${quotedName(name)}${text(member)}`;
    }
    return written === '' ? '{}' : `${written}}`;
  };
  const elements = (values: readonly unknown[]): string => {
    let written = '';
    for (const element of values) written += `${written === '' ? '[' : ','}${text(element ?? null)}`;
    return written === '' ? '[]' : `${written}]`;
  };
  /** The name with its quotes and the colon; the same few names come back all the time. */
  const quotedName = (name: string): string => {
    const known = names.get(name);
    if (known !== undefined) return known;
    const quoted = `${quote(name)}:`;
    if (names.size < MOST_NAMES) names.set(name, quoted);
    return quoted;
  };
  return {
    text,
    keep(value) {
      if (!kept.has(value)) kept.set(value, '');
      return value;
    },
  };
}

/** The same text in one piece: what was put together from pieces would be gathered again by everybody who reads it. */
function flattened(text: string): string {
  // No surrogate stands alone in what JSON.stringify has quoted.
  return Buffer.from(text).toString();
}

const SHORT = 128;
const MOST_NAMES = 1000;
