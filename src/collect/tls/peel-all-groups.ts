import type { Ground } from './ground.ts';
import { type Found, left, peelGroups, type Stopped } from './peel.ts';
import { type FlightPeeling, type PeeledWithFlights, peelWithFlights } from './peel-with-flights.ts';
import type { Prober } from './prober.ts';
import { isBorneOut, type StatedGroups, statedIn } from './stated-groups.ts';

/** What asking about every group came to. */
export interface PeeledGroups extends PeeledWithFlights {
  /** A statement of the server's that the less common groups are taken from; undefined where all were negotiated. */
  readonly stated: StatedGroups | undefined;
}

/**
 * Finds all groups of TLS 1.3. The common ones are negotiated one by one, with the certificate on the same connections. Where
 * the server states its groups on the first of them, the less common ones are taken from that, and one list of everything else
 * shows that there is no more; ML-KEM and its hybrids are in that list whatever is stated. Without a statement, or where what
 * was negotiated does not bear it out, the less common ones are negotiated as well.
 */
export async function peelAllGroups(
  prober: Prober,
  { postQuantumGroups, classicalGroups, tls13Suites, schemes }: Ground,
  peeling: Omit<FlightPeeling, 'onFlight'>,
): Promise<PeeledGroups> {
  const { found } = peeling;
  const all = [...postQuantumGroups, ...classicalGroups];
  const within = (groups: readonly number[]) => ({ groups, suites: tls13Suites, schemes });
  const begun = Promise.withResolvers<void>();
  const common = peelWithFlights(prober, within(all.filter((group) => COMMON_GROUPS.includes(group))), {
    ...peeling,
    onFlight: begun.resolve,
  }).finally(begun.resolve);
  const others = begun.promise.then(async () => {
    const stated = statedIn(peeling.schemes.flights, prober.wire.endpoint);
    const taken = all.filter((group) => LESS_COMMON_GROUPS.includes(group) && stated?.groups.includes(group));
    const asked = stated === undefined ? LESS_COMMON_GROUPS : left(left(all, COMMON_GROUPS), taken);
    return { stated, taken, stopped: await peelGroups(prober, within(asked), peeling) };
  });
  const [first, { stated, taken, stopped }] = await Promise.all([common, others]);
  const stops: Stopped = [...first.stopped, ...stopped];
  if (stated !== undefined && isBorneOut(stated, left(all, taken), found.groups)) {
    note(found, taken);
    return { ...first, stopped: stops, stated };
  }
  // What has been refused already is asked about again along with the rest: that costs nothing.
  const rest = await peelGroups(prober, within(all), peeling);
  return { ...first, stopped: [...stops, ...rest], stated: undefined };
}

function note(found: Found, groups: readonly number[]): void {
  found.groups.push(...left(groups, found.groups));
}

/** What nearly every server has, and an agreement in either costs both sides little. x25519, secp256r1. */
const COMMON_GROUPS: readonly number[] = [0x001d, 0x0017];
/** What OpenSSL adds. */
const LESS_COMMON_GROUPS: readonly number[] = [0x0018, 0x0019, 0x001e, 0x0100, 0x0101, 0x0102, 0x0103, 0x0104];
