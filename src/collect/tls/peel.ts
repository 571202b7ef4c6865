import { protocolVersion } from '../../codec/tls/numbers.ts';
import type { Offer } from './offer.ts';
import type { Probe, Prober } from './prober.ts';
import { isRefusal } from './refusal.ts';

/** What peeling has found so far; several peelings on disjoint ground may share it. */
export interface Found {
  /** In the order in which the server gave them up. */
  readonly groups: number[];
  readonly suites: number[];
  /** Everything that was asked on the way. */
  readonly probes: Probe[];
}

/** Why a list is not known to be whole; empty where a refusal ended it. */
export type Stopped = readonly Probe[];

/** What may be offered. */
export interface Ground {
  readonly groups: readonly number[];
  readonly suites: readonly number[];
  readonly schemes: readonly number[];
}

/**
 * Peels TLS 1.3 groups, and suites beside them: an offer without key shares makes the server name one of each in a
 * HelloRetryRequest before any key exchange; both are taken off the offer and it is asked again, until it refuses.
 * @param found what is known to work already: at least one suite, and one group unless `ground` has them all
 */
export async function peel(
  prober: Prober,
  ground: Ground,
  { found, onFound = () => {} }: { readonly found: Found; readonly onFound?: (group: number) => void },
): Promise<Stopped> {
  const groupsLeft = () => ground.groups.filter((group) => !found.groups.includes(group));
  const suitesLeft = () => ground.suites.filter((suite) => !found.suites.includes(suite));
  const ask = (name: string, lists: () => Lists) => peelStage(prober, ground, { found, lists, name, onFound });

  const both = await ask('groups and suites', () => ({ groups: groupsLeft(), suites: suitesLeft() }));
  if (both.end !== 'refused' && both.end !== 'used-up') return [both.end];
  // A refusal may be for either list: each is ended with a member of the other that is known to work.
  const groups = await ask('groups', () => ({ groups: groupsLeft(), suites: found.suites.slice(0, 1) }));
  if (groups.end !== 'refused' && groups.end !== 'used-up') return [groups.end];
  // A group that was there all along: then it was the suites that were refused before.
  const suitesAreRefused = both.end === 'refused' && groups.rounds > 0;
  if (suitesAreRefused) return [];
  const suites = await ask('suites', () => ({ groups: found.groups.slice(0, 1), suites: suitesLeft() }));
  return suites.end === 'refused' || suites.end === 'used-up' ? [] : [suites.end];
}

interface Lists {
  readonly groups: readonly number[];
  readonly suites: readonly number[];
}

interface Stage {
  readonly found: Found;
  readonly lists: () => Lists;
  readonly name: string;
  readonly onFound: (group: number) => void;
}

interface StageEnd {
  readonly end: 'refused' | 'used-up' | Probe;
  /** How many answers named something. */
  readonly rounds: number;
}

/** Asks until the lists are used up or the server refuses; whatever else comes ends the peeling without a verdict. */
async function peelStage(prober: Prober, { schemes }: Ground, stage: Stage): Promise<StageEnd> {
  for (let rounds = 0; ; rounds += 1) {
    const { groups, suites } = stage.lists();
    if (groups.length === 0 || suites.length === 0) return { end: 'used-up', rounds };
    const offer: Offer = { versions: [protocolVersion.tls13], groups, suites, schemes, shares: [] };
    const probe = await prober.ask(`TLS 1.3 ${stage.name}`, offer);
    stage.found.probes.push(probe);
    if (isRefusal(probe.outcome)) return { end: 'refused', rounds };
    const named = namedBy(probe);
    // What was not named before must be named now, or the peeling would never end.
    if (named === undefined) return { end: probe, rounds };
    addTo(stage.found.groups, named.group, stage.onFound);
    addTo(stage.found.suites, named.suite);
  }
}

/** What a HelloRetryRequest names. A server that names what was not offered is broken or hostile: nothing it says counts. */
export function namedBy({ outcome, offer }: Probe): { readonly group: number; readonly suite: number } | undefined {
  if (outcome.kind !== 'hello-retry-request' || outcome.hello.version !== protocolVersion.tls13) return undefined;
  const { group, cipherSuite: suite } = outcome.hello;
  if (group === undefined || !offer.groups.includes(group) || !offer.suites.includes(suite)) return undefined;
  return offer.shares.some((share) => share.group === group) ? undefined : { group, suite };
}

function addTo(list: number[], member: number, onFound: (member: number) => void = () => {}): void {
  if (list.includes(member)) return;
  list.push(member);
  onFound(member);
}
