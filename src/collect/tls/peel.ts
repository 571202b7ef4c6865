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
export interface PeelGround {
  readonly groups: readonly number[];
  readonly suites: readonly number[];
  readonly schemes: readonly number[];
}

/**
 * Peels TLS 1.3 groups: an offer without key shares makes the server name one in a HelloRetryRequest before any key exchange;
 * it is taken off the offer and it is asked again, until it refuses. The one suite on offer is known to work, so that a
 * refusal speaks of groups alone.
 */
export function peelGroups(
  prober: Prober,
  ground: PeelGround,
  { found, onFound = () => {} }: { readonly found: Found; readonly onFound?: (group: number) => void },
): Promise<Stopped> {
  const lists = () => ({ groups: left(ground.groups, found.groups), suites: found.suites.slice(0, 1) });
  return peelUntilRefused(prober, ground, { found, lists, name: 'groups', onFound });
}

/** Peels TLS 1.3 suites likewise, with a group that is known to work. */
export function peelSuites13(prober: Prober, ground: PeelGround, found: Found): Promise<Stopped> {
  const lists = () => ({ groups: found.groups.slice(0, 1), suites: left(ground.suites, found.suites) });
  return peelUntilRefused(prober, ground, { found, lists, name: 'suites', onFound: () => {} });
}

interface Peeling {
  readonly found: Found;
  readonly lists: () => { readonly groups: readonly number[]; readonly suites: readonly number[] };
  readonly name: string;
  readonly onFound: (group: number) => void;
}

/** Asks until the lists are used up or the server refuses; whatever else comes ends the peeling without a verdict. */
async function peelUntilRefused(prober: Prober, { schemes }: PeelGround, peeling: Peeling): Promise<Stopped> {
  const { found } = peeling;
  for (;;) {
    const { groups, suites } = peeling.lists();
    if (groups.length === 0 || suites.length === 0) return [];
    const offer: Offer = { versions: [protocolVersion.tls13], groups, suites, schemes, shares: [] };
    const probe = await prober.ask(`TLS 1.3 ${peeling.name}`, offer);
    found.probes.push(probe);
    if (isRefusal(probe.outcome)) return [];
    // What was not named before must be named now, or the peeling would never end.
    if (!noteNamed(found, probe, peeling.onFound)) return [probe];
  }
}

/** Takes down what an answer names; false where it names nothing that counts. */
export function noteNamed(found: Found, probe: Probe, onFound: (group: number) => void = () => {}): boolean {
  const named = namedBy(probe);
  if (named === undefined) return false;
  if (!found.groups.includes(named.group)) {
    found.groups.push(named.group);
    onFound(named.group);
  }
  if (!found.suites.includes(named.suite)) found.suites.push(named.suite);
  return true;
}

/** What a HelloRetryRequest names. A server that names what was not offered is broken or hostile: nothing it says counts. */
export function namedBy({
  outcome,
  offer,
}: Pick<Probe, 'outcome' | 'offer'>): { readonly group: number; readonly suite: number } | undefined {
  if (outcome.kind !== 'hello-retry-request' || outcome.hello.version !== protocolVersion.tls13) return undefined;
  const { group, cipherSuite: suite } = outcome.hello;
  if (group === undefined || !offer.groups.includes(group) || !offer.suites.includes(suite)) return undefined;
  return offer.shares.some((share) => share.group === group) ? undefined : { group, suite };
}

/** Members that are not found yet. */
export function left(all: readonly number[], found: readonly number[]): readonly number[] {
  return all.filter((member) => !found.includes(member));
}
