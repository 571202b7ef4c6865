import { type NamedGroup, oqsGroupNames } from '../../vocabulary/named-groups.ts';
import { opensslDefaults } from '../../vocabulary/openssl-defaults.ts';
import { isFrom } from '../../vocabulary/openssl-version.ts';
import type { OpensslVersion } from './build.ts';
import { listElements } from './list-elements.ts';

/** A group list that was taken: the groups in order, and those that get a key share; null: the first that is usable gets the only one. */
export interface GroupList {
  readonly groups: readonly NamedGroup[];
  readonly keyShares: readonly NamedGroup[] | null;
}

/** A list that was read, or why the library refuses all of it. */
export type GroupListOutcome = { readonly taken: GroupList } | { readonly refused: string };

/** What can be named: the groups that the active providers serve. */
export interface GroupContext {
  readonly available: ReadonlyMap<number, NamedGroup>;
  readonly version: OpensslVersion;
}

/**
 * Reads `Groups`. Before 3.5 a plain list, from 3.3 with `?`; from 3.5 tuples (`/`), `*`, `?`, `-` and DEFAULT. One unknown group
 * without `?` refuses the whole list. Source: tls1_set_groups_list in ssl/t1_lib.c of 3.0.20, 3.5.7, 4.0.2; CHANGES.md 3.3.
 */
export function readGroupList(text: string, context: GroupContext): GroupListOutcome {
  return isFrom(context.version, '3.5') ? readTuples(text, context) : readPlainList(text, context);
}

function readPlainList(text: string, { available, version }: GroupContext): GroupListOutcome {
  const marks = isFrom(version, '3.3');
  const named = byName(available);
  const groups: NamedGroup[] = [];
  for (const element of listElements(text, ':')) {
    if (element === null) return { refused: 'wants a group between two separators' };
    const optional = marks && element.startsWith('?');
    const name = optional ? element.slice(1) : element;
    const found = named.get(name.toLowerCase());
    const group = found?.opensslNames.includes(name) === true ? found : undefined;
    if (group === undefined && !optional) return { refused: notServed(name) };
    if (group === undefined) continue;
    if (groups.includes(group) && !marks) return { refused: `${name} stands twice` };
    if (!groups.includes(group)) groups.push(group);
  }
  return groups.length === 0 ? { refused: 'no group is left' } : { taken: { groups, keyShares: null } };
}

/** The lists while tuples are read. */
interface Working {
  readonly byName: ReadonlyMap<string, NamedGroup>;
  readonly tuples: NamedGroup[][];
  current: NamedGroup[];
  keyShares: NamedGroup[];
  /** From 4.0 the key share of an unknown starred group goes to the first known one of its tuple. */
  wantsKeyShare: boolean;
  hasKeyShare: boolean;
}

function readTuples(text: string, context: GroupContext): GroupListOutcome {
  const working: Working = {
    byName: byName(context.available),
    tuples: [],
    current: [],
    keyShares: [],
    wantsKeyShare: false,
    hasKeyShare: false,
  };
  // An empty list is taken: no group at all.
  if (/^[ \t\n\v\f\r]*$/.test(text)) return { taken: { groups: [], keyShares: [] } };
  const problem = readTupleList(text, context, working);
  if (problem !== undefined) return { refused: problem };
  if (working.keyShares.length > MOST_KEY_SHARES)
    return { refused: `wants at most ${MOST_KEY_SHARES} key shares, has ${working.keyShares.length}` };
  const groups = working.tuples.flat();
  return {
    taken: { groups, keyShares: groups.length > 0 && working.keyShares.length === 0 ? null : working.keyShares },
  };
}

function readTupleList(text: string, context: GroupContext, working: Working): string | undefined {
  for (const tuple of listElements(text, '/')) {
    if (tuple === null) return 'wants a group between two separators';
    const problem = readTuple(tuple, context, working);
    closeTuple(context, working);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function readTuple(tuple: string, context: GroupContext, working: Working): string | undefined {
  for (const element of listElements(tuple, ':')) {
    if (element === null) return 'wants a group between two separators';
    const problem = readElement(element, context, working);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function readElement(element: string, context: GroupContext, working: Working): string | undefined {
  const prefix = /^[*?-]*/.exec(element)?.[0] ?? '';
  const name = element.slice(prefix.length);
  if (new Set(prefix).size !== prefix.length) return `${element}: wants each of * ? - once at most`;
  if (name === '') return `${element}: wants a group's name`;
  const [starred, optional, removed] = [prefix.includes('*'), prefix.includes('?'), prefix.includes('-')];
  const list = pseudoGroup(name, context.version);
  if (list !== undefined) {
    if (optional || removed) return `${element}: ? and - do not go with ${name}`;
    return readInner(starred ? `*${list}` : list, context, working);
  }
  if (name.length > LONGEST_NAME) return `${name.slice(0, LONGEST_NAME)}...: wants at most ${LONGEST_NAME} characters`;
  const group = working.byName.get(name.toLowerCase());
  if (group === undefined) {
    if (!optional) return notServed(name);
    if (starred && !removed && !working.hasKeyShare) working.wantsKeyShare = true;
    return undefined;
  }
  if (removed) removeGroup(group, context, working);
  else addGroup(group, starred, working);
  return undefined;
}

/** DEFAULT's first tuple joins the current one, its last one stays open. */
function readInner(list: string, context: GroupContext, working: Working): string | undefined {
  for (const [index, tuple] of listElements(list, '/').entries()) {
    if (index > 0) closeTuple(context, working);
    const problem = readTuple(tuple ?? '', context, working);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function addGroup(group: NamedGroup, starred: boolean, working: Working): void {
  if (working.current.includes(group) || working.tuples.some((tuple) => tuple.includes(group))) return;
  working.current.push(group);
  if (!starred) return;
  working.keyShares.push(group);
  working.hasKeyShare = true;
}

function removeGroup(group: NamedGroup, { version }: GroupContext, working: Working): void {
  const tuple = working.tuples.find((each) => each.includes(group));
  const within = tuple ?? working.current;
  const at = within.indexOf(group);
  if (at < 0) return;
  within.splice(at, 1);
  const share = working.keyShares.indexOf(group);
  if (share < 0) return;
  const first = tuple?.[0];
  const sharesLeft = working.keyShares.some((each) => each !== group && tuple?.includes(each) === true);
  // From 4.0 the last key share of a closed tuple floats to the tuple's first group.
  if (isFrom(version, '4.0') && first !== undefined && !sharesLeft) working.keyShares[share] = first;
  else working.keyShares.splice(share, 1);
}

function closeTuple({ version }: GroupContext, working: Working): void {
  const first = working.current[0];
  if (first !== undefined && working.wantsKeyShare && !working.hasKeyShare && isFrom(version, '4.0'))
    working.keyShares.push(first);
  working.wantsKeyShare = false;
  working.hasKeyShare = false;
  if (first === undefined) return;
  working.tuples.push(working.current);
  working.current = [];
}

/** By lower-case name; the first group that goes by a name has it. */
function byName(available: ReadonlyMap<number, NamedGroup>): ReadonlyMap<string, NamedGroup> {
  const named = [...available.values()].flatMap((group) =>
    group.opensslNames.map((name) => [name.toLowerCase(), group] as const),
  );
  return new Map(named.reverse());
}

function notServed(name: string): string {
  const oqs = oqsGroupNames.includes(name) ? ", a spelling of the oqs-provider's," : '';
  return `no group ${name}${oqs} is served`;
}

function pseudoGroup(name: string, version: OpensslVersion): string | undefined {
  if (name.toUpperCase() === 'DEFAULT') return opensslDefaults(version).groups;
  return name.toUpperCase() === 'DEFAULT_SUITE_B' ? '?secp256r1:?secp384r1' : undefined;
}

/** OPENSSL_CLIENT_MAX_KEY_SHARES. */
const MOST_KEY_SHARES = 4;
const LONGEST_NAME = 63;
