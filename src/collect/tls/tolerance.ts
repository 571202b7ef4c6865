import type { Answered } from '../../facts/tls-endpoint-values.ts';
import type { PostureProbes } from './posture.ts';
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
 * @param known the control probe that was answered, and the posture probe that already was such a hello
 */
export async function probeTolerance(
  prober: Prober,
  known: { readonly control: Probe; readonly posture: PostureProbes | undefined },
): Promise<ToleranceProbes> {
  const first = known.posture?.withPostQuantumShare ?? (await askLarge(prober, known.control, PAUSE_MS));
  if (isAnswered(first))
    return { large: { answer: 'yes', probes: [first] }, split: { answer: 'yes', probes: [first] } };
  const [small, large] = await Promise.all([
    prober.ask('small hello in two pieces', known.control.offer, PAUSE_MS),
    askLarge(prober, known.control),
  ]);
  return {
    large: { answer: isAnswered(large) ? 'yes' : verdict(first, large), probes: [first, large] },
    split: { answer: isAnswered(small) ? 'yes' : verdict(first, small), probes: [first, small] },
  };
}

/** Two probes of one kind without a hello, where others are answered: the server, or what stands before it, cannot bear it. */
function verdict(first: Probe, second: Probe): Answered {
  const isUnasked = [first, second].some(
    ({ outcome }) => outcome.kind === 'not-asked' || outcome.kind === 'not-connected',
  );
  return isUnasked ? 'unknown' : 'no';
}

async function askLarge(prober: Prober, { offer }: Probe, pauseMs?: number): Promise<Probe> {
  const purpose = pauseMs === undefined ? 'large hello' : 'large hello in two pieces';
  const share = await throwawayShare(LARGE_GROUP, prober.wire.random(purpose));
  const groups = [LARGE_GROUP, ...offer.groups.filter((group) => group !== LARGE_GROUP)];
  return prober.ask(purpose, { ...offer, groups, shares: share === undefined ? [] : [share] }, pauseMs);
}

function isAnswered({ outcome }: Probe): boolean {
  return 'hello' in outcome || isRefusal(outcome);
}

/** X25519MLKEM768: what browsers send. */
const LARGE_GROUP = 0x11ec;
const PAUSE_MS = 20;
