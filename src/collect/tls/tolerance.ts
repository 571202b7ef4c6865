import type { Answered } from '../../facts/tls-endpoint-values.ts';
import type { Probe, Prober } from './prober.ts';
import { isRefusal } from './refusal.ts';
import { throwawayShare } from './throwaway-share.ts';

/** How the server stands a large hello and one in two pieces. */
export interface ToleranceProbes {
  readonly large: { readonly answer: Answered; readonly probes: readonly Probe[] };
  readonly split: { readonly answer: Answered; readonly probes: readonly Probe[] };
}

/**
 * A hello with a hybrid share is larger than one TCP segment: many boxes in between, and some servers, wait for ever on its
 * second half or drop it. One large hello in two pieces settles both; only where it is not answered are they told apart.
 * @param control the probe that was answered
 * @param first such a hello
 */
export async function toleranceOf(prober: Prober, control: Probe, first: Probe): Promise<ToleranceProbes> {
  if (isAnswered(first))
    return { large: { answer: 'yes', probes: [first] }, split: { answer: 'yes', probes: [first] } };
  const [small, large] = await Promise.all([
    prober.ask('small hello in two pieces', control.offer, PAUSE_MS),
    askLarge(prober, { control, group: LARGE_GROUP, purpose: 'large hello' }),
  ]);
  return {
    large: { answer: isAnswered(large) ? 'yes' : verdict(first, large), probes: [first, large] },
    split: { answer: isAnswered(small) ? 'yes' : verdict(first, small), probes: [first, small] },
  };
}

/** The control probe again with a large share, in two pieces: what it asks for beside shares is the same. */
export function askLargeInPieces(prober: Prober, control: Probe, group = LARGE_GROUP): Promise<Probe> {
  return askLarge(prober, { control, group, purpose: 'control with a large share, at the end', pauseMs: PAUSE_MS });
}

/** Two probes of one kind without a hello, where others are answered: the server, or what stands before it, cannot bear it. */
function verdict(first: Probe, second: Probe): Answered {
  const isUnasked = [first, second].some(
    ({ outcome }) => outcome.kind === 'not-asked' || outcome.kind === 'not-connected',
  );
  return isUnasked ? 'unknown' : 'no';
}

interface LargeQuestion {
  readonly control: Probe;
  readonly group: number;
  readonly purpose: string;
  readonly pauseMs?: number;
}

async function askLarge(prober: Prober, { control, group, purpose, pauseMs }: LargeQuestion): Promise<Probe> {
  const { offer } = control;
  const share = await throwawayShare(prober.wire, group);
  const groups = offer.groups.includes(group) ? offer.groups : [group, ...offer.groups];
  return prober.ask(purpose, { ...offer, groups, shares: share === undefined ? [] : [share] }, pauseMs);
}

/** Whether the hello was understood, whatever was said to it. */
function isAnswered({ outcome }: Probe): boolean {
  return 'hello' in outcome || isRefusal(outcome);
}

/** X25519MLKEM768: what browsers send. */
const LARGE_GROUP = 0x11ec;
const PAUSE_MS = 20;
