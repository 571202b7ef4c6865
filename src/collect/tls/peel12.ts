import type { Offer } from './offer.ts';
import type { Probe, Prober } from './prober.ts';
import { isRefusal, isSchemeRefusal } from './refusal.ts';
import { splitSuites } from './split-suites.ts';
import type { Tls12Answer } from './tls12-answer.ts';

/** What is known of TLS 1.2 or an older version; parts of the suites are peeled side by side into it. */
export interface Tls12Found {
  readonly version: number;
  /** Everything that was asked on the way. */
  readonly probes: Probe[];
  /** Every answer that counted, in order. */
  readonly answers: Tls12Step[];
  readonly suites: number[];
  readonly groups: number[];
  readonly schemes: number[];
}

/** One answer: the probe, and what the server chose. */
export interface Tls12Step {
  readonly probe: Probe;
  readonly suite: number;
  readonly rest: Tls12Answer;
  readonly compression: boolean;
  readonly extensions: readonly number[];
  readonly downgrade: boolean;
}

/** What may be offered. */
export interface Tls12Ground {
  readonly groups: readonly number[];
  readonly schemes: readonly number[];
}

/** Why something is not known to be whole; empty where a refusal ended it. */
export interface Tls12End {
  readonly stopped: readonly Probe[];
  readonly groupsComplete: boolean;
  readonly schemesComplete: boolean;
}

/** One question of TLS 1.2 or older; undefined where the answer is none that counts. */
export async function ask12(
  prober: Prober,
  found: Tls12Found,
  { purpose, ...lists }: Pick<Offer, 'suites' | 'groups' | 'schemes' | 'compression'> & { readonly purpose: string },
): Promise<{ readonly probe: Probe; readonly step: Tls12Step | undefined }> {
  return take12(found, await prober.ask(purpose, { ...lists, versions: [found.version], shares: [] }));
}

/** Takes the answer to such a question in. */
export function take12(
  found: Tls12Found,
  probe: Probe,
): { readonly probe: Probe; readonly step: Tls12Step | undefined } {
  found.probes.push(probe);
  const step = stepOf(probe, found.version);
  if (step !== undefined) note(found, step);
  return { probe, step };
}

/** The choice of a ServerHello; one of what was not offered counts for nothing. */
function stepOf(probe: Probe, version: number): Tls12Step | undefined {
  const { outcome, offer } = probe;
  if (outcome.kind !== 'server-hello' || outcome.tls12 === undefined || outcome.hello.version !== version)
    return undefined;
  const { cipherSuite: suite, compressionMethod, extensions, downgrade } = outcome.hello;
  if (!offer.suites.includes(suite)) return undefined;
  return {
    probe,
    suite,
    rest: outcome.tls12,
    compression: compressionMethod !== 0,
    extensions: extensions.map(({ type }) => type),
    downgrade: downgrade !== undefined,
  };
}

/** Takes an answer to another question in, where it is one of this version. */
export function noteProbe(found: Tls12Found, probe: Probe): void {
  const step = stepOf(probe, found.version);
  if (step !== undefined) note(found, step);
}

function note(found: Tls12Found, step: Tls12Step): void {
  found.answers.push(step);
  const { keyExchange } = step.rest;
  addTo(found.suites, step.suite);
  if (keyExchange?.kind === 'ecdhe') addTo(found.groups, keyExchange.group);
  if (keyExchange?.scheme !== undefined) addTo(found.schemes, keyExchange.scheme);
}

/**
 * Peels one part of the suites: what the server chooses is taken off the offer until it refuses. Where a connection would stand
 * idle, the part is split. Groups and schemes that were not seen yet stand first, the last of them before the others: a server
 * that keeps to the client's order tells of them without a question of their own.
 * @param part code points, at most 100
 * @param answered how many of the list were named before; HALF for half a list, which is not halved again
 */
export async function peelSuites(
  prober: Prober,
  found: Tls12Found,
  { part, ...ground }: Tls12Ground & { readonly part: readonly number[] },
  answered = 0,
): Promise<readonly Probe[]> {
  for (let answers = answered; ; answers += 1) {
    const suites = left(part, found.suites);
    if (suites.length === 0) return [];
    const mayHalve = answers >= ANSWERS_BEFORE_HALVES;
    const split = prober.wire.hasRoom() ? splitSuites(suites, found.suites, mayHalve) : undefined;
    if (split !== undefined) {
      const before = split.areHalves ? HALF : 0;
      const peeled = split.parts.map((each) => peelSuites(prober, found, { ...ground, part: each }, before));
      return (await Promise.all(peeled)).flat();
    }
    const lists = {
      groups: [...unseenFirst(ground.groups.filter(isCurve), found.groups), ...ground.groups.filter(isFiniteField)],
      schemes: unseenFirst(ground.schemes, found.schemes),
    };
    const { probe, step } = await ask12(prober, found, { ...lists, suites, purpose: purposeOf(found, 'suites') });
    if (step === undefined) return isRefusal(probe.outcome) ? [] : [probe];
  }
}

/** RFC 7919: the smallest first, since a server that follows that order shows with it what it falls to. */
function isFiniteField(group: number): boolean {
  return group >= 0x0100 && group <= 0x0104;
}

function isCurve(group: number): boolean {
  return !isFiniteField(group);
}

function unseenFirst(all: readonly number[], found: readonly number[]): readonly number[] {
  return [...left(all, found).toReversed(), ...all.filter((member) => found.includes(member))];
}

/** Which of the lists. */
export type Shrinks = Readonly<Record<'groups' | 'schemes', boolean>>;

/** How it ended. */
export function ended(stopped: readonly Probe[], proven: Shrinks): Tls12End {
  return { stopped, groupsComplete: proven.groups, schemesComplete: proven.schemes };
}

/** It chose a suite, and then found no signature scheme for it. */
export function isRefusedWithin({ rest }: Tls12Step): boolean {
  return rest.alert !== undefined && isSchemeRefusal({ kind: 'alert', alert: rest.alert });
}

/** `TLS 1.2 suites`: what a question is for. */
export function purposeOf(found: Tls12Found, what: string): string {
  return `${VERSIONS[found.version] ?? 'TLS'} ${what}`;
}

/** What of all was not found yet. */
export function left(all: readonly number[], found: readonly number[]): readonly number[] {
  return all.filter((member) => !found.includes(member));
}

function addTo(list: number[], member: number): void {
  if (!list.includes(member)) list.push(member);
}

/** A list of which less was named is soon at its end. */
const ANSWERS_BEFORE_HALVES = 3;
const HALF = Number.NEGATIVE_INFINITY;
const VERSIONS: Readonly<Record<number, string>> = { 768: 'SSL 3.0', 769: 'TLS 1.0', 770: 'TLS 1.1', 771: 'TLS 1.2' };
