import { protocolVersion } from '../../codec/tls/numbers.ts';
import type { Offer } from './offer.ts';
import type { Probe, Prober } from './prober.ts';
import { isRefusal } from './refusal.ts';

/** What peeling found: members in the order in which the server gave them up, which is its preference where it has one. */
export interface Peeled {
  readonly groups: readonly number[];
  readonly suites: readonly number[];
  readonly probes: readonly Probe[];
  /** `refused`: an alert said that nothing is left, so what was not found is not supported; else why it is not known. */
  readonly end: 'refused' | Probe;
}

/** What may be offered. */
export interface Ground {
  readonly groups: readonly number[];
  readonly suites: readonly number[];
  readonly schemes: readonly number[];
}

/**
 * Peels TLS 1.3 groups and suites together: an offer without key shares makes the server name one of each in a
 * HelloRetryRequest before any key exchange; both are taken off the offer and it is asked again, until it refuses. Where one
 * list is used up first, a member that is known to work stands in for it. At most |groups| + |suites| + 4 connections.
 */
export async function peel(prober: Prober, ground: Ground): Promise<Peeled> {
  const found = { groups: [] as number[], suites: [] as number[], probes: [] as Probe[] };
  // First both lists shrink together; a refusal then may be for either, so each is finished with a good member of the other.
  const stages = [
    (): Lists => ({ groups: rest(ground.groups, found.groups), suites: rest(ground.suites, found.suites) }),
    (): Lists => ({ groups: rest(ground.groups, found.groups), suites: found.suites.slice(0, 1) }),
    (): Lists => ({ groups: found.groups.slice(0, 1), suites: rest(ground.suites, found.suites) }),
  ];
  for (const [stage, lists] of stages.entries()) {
    const end = await peelStage(prober, ground, { found, lists, name: STAGES[stage] ?? '' });
    if (end !== 'refused') return { ...found, end };
    if (found.groups.length === 0) break;
  }
  return { ...found, end: 'refused' };
}

interface Lists {
  readonly groups: readonly number[];
  readonly suites: readonly number[];
}

interface Stage {
  readonly found: { readonly groups: number[]; readonly suites: number[]; readonly probes: Probe[] };
  readonly lists: () => Lists;
  readonly name: string;
}

/** Asks until the lists are used up or the server refuses; whatever else comes ends the peeling without a verdict. */
async function peelStage(prober: Prober, ground: Ground, { found, lists, name }: Stage): Promise<'refused' | Probe> {
  for (let round = 0; round <= ground.groups.length + ground.suites.length; round += 1) {
    const { groups, suites } = lists();
    if (groups.length === 0 || suites.length === 0) return 'refused';
    const offer: Offer = { versions: [protocolVersion.tls13], groups, suites, schemes: ground.schemes, shares: [] };
    const probe = await prober.ask(`${name}, round ${round + 1}`, offer);
    found.probes.push(probe);
    if (isRefusal(probe.outcome)) return 'refused';
    if (probe.outcome.kind !== 'hello-retry-request') return probe;
    const { group, cipherSuite } = probe.outcome.hello;
    // A server that names what was not offered is broken or hostile: nothing it says counts any more.
    if (group === undefined || !groups.includes(group) || !suites.includes(cipherSuite)) return probe;
    add(found.groups, group);
    add(found.suites, cipherSuite);
  }
  return 'refused';
}

function rest(all: readonly number[], found: readonly number[]): readonly number[] {
  return all.filter((member) => !found.includes(member));
}

function add(list: number[], member: number): void {
  if (!list.includes(member)) list.push(member);
}

const STAGES = ['groups and suites', 'groups', 'suites'];
