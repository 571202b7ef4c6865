/** The outcome of decoding: a record, perhaps with oddities, or the problem and its place. Codecs never throw on input. */
export type Parsed<T> =
  | { readonly ok: true; readonly value: T; readonly oddities: readonly Oddity[] }
  | { readonly ok: false; readonly problem: string; readonly at: Place };

/** Something readable but strange. */
export interface Oddity {
  readonly what: string;
  readonly at: Place;
}

/** A place in the input: a line (from 1) of a text, or an offset in bytes (from 0). */
export type Place = { readonly line: number } | { readonly offset: number };

/** A record that was read. */
export function accepted<T>(value: T, oddities: readonly Oddity[] = []): Parsed<T> {
  return { ok: true, value, oddities };
}

/** A refusal: what was wanted, what was found; the place says where. */
export function refused(
  problem: string,
  at: Place,
): { readonly ok: false; readonly problem: string; readonly at: Place } {
  return { ok: false, problem, at };
}

/** The problem with its place in one line: `extensions length: wants 2 bytes, has 1 (byte 42)`. */
export function describeProblem(refusal: { readonly problem: string; readonly at: Place }): string {
  return `${refusal.problem} (${'line' in refusal.at ? `line ${refusal.at.line}` : `byte ${refusal.at.offset}`})`;
}
