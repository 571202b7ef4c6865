import type { Entry, Explanation } from './explanation.ts';

/** What was asked for: every thing of that name, or the nearest names where there is none. */
export type Found =
  | { readonly explanations: readonly [Explanation, ...Explanation[]] }
  | { readonly suggestions: readonly string[] };

/** Looks a name up, whatever its case; a code point may be written with or without leading zeros, in hex or decimal. */
export function find(asked: string, entries: readonly Entry[]): Found {
  const wanted = normal(asked);
  const [first, ...rest] = entries.filter(({ names }) => names.some((name) => normal(name) === wanted));
  if (first !== undefined) return { explanations: [first.explain(), ...rest.map((each) => each.explain())] };
  return { suggestions: nearest(wanted, entries) };
}

function normal(name: string): string {
  const bare = name.trim().toLowerCase().replace(/^#/, '');
  return /^0x[0-9a-f]{1,8}$/.test(bare) ? `0x${Number.parseInt(bare, 16).toString(16).padStart(4, '0')}` : bare;
}

/** The names that are fewest edits away; one that holds what was asked, or is held by it, is near, too. */
function nearest(wanted: string, entries: readonly Entry[]): readonly string[] {
  const scored = entries.flatMap(({ names }) =>
    names.map((name) => ({ name, shown: names[0], score: distance(wanted, normal(name)) })),
  );
  const near = scored.filter(({ name, score }) => score <= Math.max(2, Math.floor(name.length / 3)));
  const sorted = near.toSorted((left, right) => left.score - right.score || (left.shown < right.shown ? -1 : 1));
  return [...new Set(sorted.map(({ shown }) => shown))].slice(0, MOST);
}

function distance(asked: string, name: string): number {
  if (asked.length > LONGEST) return Number.POSITIVE_INFINITY;
  const holds = asked.length >= SHORTEST && name.length >= SHORTEST && (name.includes(asked) || asked.includes(name));
  if (holds) return 1 + Math.abs(name.length - asked.length) / 100;
  let row = Array.from({ length: name.length + 1 }, (_, index) => index);
  for (const [at, letter] of [...asked].entries()) {
    const next = [at + 1];
    for (let index = 1; index <= name.length; index += 1) {
      const change = (row[index - 1] ?? 0) + (letter === name[index - 1] ? 0 : 1);
      next.push(Math.min(change, (row[index] ?? 0) + 1, (next[index - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}

const MOST = 5;
const SHORTEST = 4;
const LONGEST = 100;
