import { protocolVersion } from '../../codec/tls/numbers.ts';
import type { Offer } from './offer.ts';
import { type Found, left, noteNamed, type PeelGround, type Stopped } from './peel.ts';
import { evidenceOf, type Probe, type Prober } from './prober.ts';
import { isRefusal } from './refusal.ts';
import { readFlightAfterRetry } from './server-certificate.ts';
import type { SchemeWalk } from './signature-schemes.ts';

/** What peeling with flights came to. */
export interface PeeledWithFlights {
  readonly stopped: Stopped;
  /** A refusal has told that no other suite is left. */
  readonly suitesWhole: boolean;
}

/** What the peeling writes into, and whom it tells on the way. */
export interface FlightPeeling {
  readonly found: Found;
  readonly schemes: SchemeWalk;
  readonly onFound: (group: number) => void;
  /** A flight was read, the first of them included. */
  readonly onFlight: () => void;
}

/**
 * Peels groups in which keys can be agreed, and reads signature schemes on the same connections: the HelloRetryRequest names
 * group and suite, a second hello with the share that it asks for brings the certificate and its signature. What was named is
 * taken off all three lists. A refusal may then be for any of them: the list of schemes is made whole again, then that of
 * suites, and where that helps, it was that list which had nothing left.
 */
export async function peelWithFlights(
  prober: Prober,
  ground: PeelGround,
  { found, schemes, onFound, onFlight }: FlightPeeling,
): Promise<PeeledWithFlights> {
  let suitesShrink = true;
  let suitesWhole = false;
  let doubt: 'schemes' | 'suites' | undefined;
  for (;;) {
    const groups = left(ground.groups, found.groups);
    if (groups.length === 0) return { stopped: [], suitesWhole };
    const isWalking = schemes.end === undefined && doubt === undefined;
    const suitesLeft = suitesShrink ? commonLeft(ground.suites, found.suites) : [];
    const offer: Offer = {
      versions: [protocolVersion.tls13],
      groups,
      suites: suitesLeft.length > 0 ? suitesLeft : found.suites.slice(0, 1),
      schemes: isWalking ? schemes.left() : ground.schemes,
      shares: [],
    };
    const probe = isWalking ? await askWithFlight(prober, offer, schemes) : await prober.ask(PURPOSE, offer);
    found.probes.push(probe);
    if (schemes.flights.length > 0) onFlight();
    if (noteNamed(found, probe, onFound)) {
      if (doubt === 'schemes') schemes.endWith(probe);
      if (doubt === 'suites') suitesWhole = true;
      doubt = undefined;
      continue;
    }
    if (!isRefusal(probe.outcome)) return { stopped: [probe], suitesWhole };
    if (isWalking && schemes.flights.length > 0) doubt = 'schemes';
    else if (suitesLeft.length > 0) [doubt, suitesShrink] = ['suites', false];
    else return { stopped: [], suitesWhole };
  }
}

async function askWithFlight(prober: Prober, offer: Offer, schemes: SchemeWalk): Promise<Probe> {
  const { first, last } = await readFlightAfterRetry(prober, offer);
  const probe = {
    purpose: PURPOSE,
    offer,
    outcome: first,
    evidence: evidenceOf(prober.wire, PURPOSE, { offer, outcome: first }),
  };
  // What is refused at once may be refused for its groups or suites; only behind a HelloRetryRequest does it speak of schemes.
  if (first.kind === 'hello-retry-request') schemes.take(offer, last);
  return probe;
}

/** All suites that are left, as long as a common one is among them; the others are rare, and asked about in one go at the end. */
function commonLeft(all: readonly number[], found: readonly number[]): readonly number[] {
  return COMMON_SUITES.some((suite) => all.includes(suite) && !found.includes(suite)) ? left(all, found) : [];
}

const PURPOSE = 'TLS 1.3 groups, suites and signature schemes';
const COMMON_SUITES: readonly number[] = [0x1301, 0x1302, 0x1303];
