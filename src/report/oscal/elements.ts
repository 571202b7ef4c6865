import { REPORT_NAMESPACE, uuidV5 } from '../../facts/uuid.ts';
import type { IsoDate } from '../../policy/profile.ts';
import { oscalString } from './words.ts';

/** The edition of OSCAL that is written. */
export const OSCAL_VERSION = '1.2.1';

/** The namespace of every property of ours: those without one would be NIST's. */
export const PROPERTY_NAMESPACE = 'urn:pqready:oscal:1';

export interface Property {
  readonly name: string;
  readonly ns: string;
  readonly value: string;
}

export interface Actors {
  readonly actors: readonly { readonly type: 'tool'; readonly 'actor-uuid': string }[];
}

/** A property of ours; its name is ours too, a token as it stands. */
export function property(name: string, value: string): Property {
  return { name, ns: PROPERTY_NAMESPACE, value: oscalString(value) };
}

/** The same name for the same thing in every run: a UUID of version 5 of what it is and what tells it apart. */
export function oscalUuid(what: string, ...names: readonly string[]): string {
  return uuidV5(REPORT_NAMESPACE, ['oscal', what, ...names].join('\u0000'));
}

/** Times are the day that was judged: a clock would make two reports of the same facts differ. */
export function startOf(day: IsoDate): string {
  return `${day}T00:00:00Z`;
}

/** The last second of a day by which something is due. */
export function endOf(day: IsoDate): string {
  return `${day}T23:59:59Z`;
}

/** Whoever found it is the tool. */
export function byTool(): readonly [Actors] {
  return [{ actors: [{ type: 'tool', 'actor-uuid': TOOL_UUID }] }];
}

/** The component that stands for the tool itself. */
export const TOOL_UUID = oscalUuid('tool');

/** A member that is left out where there is nothing to say: OSCAL has no empty lists. */
export function listed<Name extends string, T>(
  name: Name,
  list: readonly T[],
): { readonly [K in Name]?: readonly T[] } {
  // TypeScript widens a computed name to string.
  return list.length === 0 ? {} : ({ [name]: list } as { readonly [K in Name]: readonly T[] });
}
