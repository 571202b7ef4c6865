import type { IsoDate } from './profile.ts';
import { readTree } from './read-tree.ts';
import { atLeastOne, day, listOf, oneOf, readShaped, record, type Shape, text, textLike } from './yaml-shape.ts';

/** Every weight that a waiver can cover. An unknown is covered only where the waiver says so: nobody accepts by accident what was not seen. */
export const coverable = ['fail', 'warn', 'unknown'] as const;

/** A shortfall that somebody has accepted, for a while: one requirement, the subjects that fit, and who answers for it. */
export interface Waiver {
  /** The id of a requirement, in full. */
  readonly requirement: string;
  /** The id of a profile; absent: whichever asks for the requirement. */
  readonly profile?: string;
  /** A subject as findings have it; `*` stands for any characters. */
  readonly subject: string;
  /** The name of a target, with `*`; absent: every target. */
  readonly target?: string;
  readonly reason: string;
  readonly owner: string;
  readonly ticket: string;
  /** The last day on which it holds. */
  readonly expires: IsoDate;
  readonly covers: readonly (typeof coverable)[number][];
  /** Where it stands: `waivers.yaml:3:5`. */
  readonly place: string;
}

/**
 * Reads a file of waivers. A member that is not known is a mistake, as in a profile.
 * @param name what messages call the file
 * @throws PolicyError with the line and column of every mistake
 */
export async function readWaivers(content: string, name: string): Promise<readonly Waiver[]> {
  const { waivers } = readShaped(await readTree(content), name, record({ waivers: listOf(waiver) }));
  return waivers.map(({ line, column, ...given }) => ({
    covers: ['fail', 'warn'],
    ...given,
    place: `${name}:${line}:${column}`,
  }));
}

/** Whether a text fits a pattern in which `*` stands for any characters, and everything else for itself. */
export function fits(text: string, pattern: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop();
  if (last === undefined) return text === pattern;
  if (!text.startsWith(first)) return false;
  let at = first.length;
  for (const piece of rest) {
    const found = text.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return text.length - last.length >= at && text.endsWith(last);
}

const id = textLike(/^[a-z0-9][a-z0-9.-]*$/, 'an id in full: lower-case letters, digits, dots, hyphens');

const members = record(
  { requirement: id, subject: text, reason: text, owner: text, ticket: text, expires: day },
  { profile: id, target: text, covers: atLeastOne(oneOf(coverable)) },
);

type Placed = NonNullable<ReturnType<typeof members>> & { readonly line: number; readonly column: number };

const waiver: Shape<Placed> = (node, report) => {
  const read = members(node, report);
  return read === undefined ? undefined : { ...read, line: node.line, column: node.column };
};
