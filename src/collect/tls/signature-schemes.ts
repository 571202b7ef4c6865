import { protocolVersion } from '../../codec/tls/numbers.ts';
import { readCertificateOutline } from '../../codec/x509-outline.ts';
import type { Evidence } from '../../facts/quote.ts';
import type { Offer } from './offer.ts';
import { evidenceOf, type Probe, type Prober } from './prober.ts';
import { isRefusal } from './refusal.ts';
import { type FlightOutcome, readServerFlight, type ServerFlight } from './server-certificate.ts';
import { checkCertificateVerify, type SignatureCheck } from './verify-signature.ts';
import { describeOutcome, schemeName } from './words.ts';

/** One pair of scheme and certificate that the server showed, and whether its signature is right. */
export interface SignedFlight {
  readonly flight: ServerFlight;
  readonly scheme: number;
  readonly check: SignatureCheck;
  readonly evidence: Evidence;
}

/** What enumeration came to. */
export interface SchemesFound {
  readonly flights: readonly SignedFlight[];
  /** Why the list may lack some; undefined where a refusal ended it. */
  readonly stopped?: { readonly evidence: Evidence; readonly why: string };
  readonly evidence: readonly Evidence[];
}

/**
 * The pairs of signature scheme and certificate that were seen so far. Each flight is read and checked up to
 * CertificateVerify; the scheme seen is taken off the offer, until the server refuses (in plain text or under its keys).
 */
export interface SchemeWalk {
  readonly flights: readonly SignedFlight[];
  /** What is to be offered next. */
  left(): readonly number[];
  /** How it ended; undefined while it goes on. */
  readonly end: SchemesFound | undefined;
  /** Takes one flight, or what came in its place. */
  take(offer: Offer, told: FlightOutcome): void;
  /** Ends it with a probe that was refused with the schemes that were left, and answered with all of them. */
  endWith(probe: Probe): void;
}

/** Begins with all schemes on offer. */
export function walkSchemes({ wire }: Prober, schemes: readonly number[]): SchemeWalk {
  const flights: SignedFlight[] = [];
  const evidence: Evidence[] = [];
  let end: SchemesFound | undefined;
  return {
    flights,
    left: () => schemes.filter((scheme) => !flights.some((seen) => seen.scheme === scheme)),
    get end() {
      return end;
    },
    endWith(probe) {
      evidence.push(probe.evidence);
      end = { flights, evidence };
    },
    take(offer, told) {
      const said = proof(wire, offer, told);
      evidence.push(said);
      const seen = told.kind === 'flight' ? signed(told.flight, offer, said) : undefined;
      const isRepeated = flights.some(({ scheme }) => scheme === seen?.scheme);
      if (seen !== undefined && !isRepeated) flights.push(seen);
      const why = told.kind === 'flight' ? problemOf(seen, isRepeated, flights.length) : describeOutcome(told.outcome);
      const isRefused = told.kind !== 'flight' && isRefusal(told.outcome);
      // What is refused before any scheme was seen is not for want of schemes: a share in the first hello may do better.
      if (isRefused && flights.length === 0 && offer.shares.length === 0) return;
      if (isRefused && flights.length > 0) end = { flights, evidence };
      else if (why !== undefined) end = { flights, evidence, stopped: { evidence: said, why } };
    },
  };
}

/** Goes on in one group, with its share in the first hello, to the end. */
export async function enumerateSchemes(
  prober: Prober,
  ground: Pick<Offer, 'groups' | 'suites'>,
  { walk, group }: { readonly walk: SchemeWalk; readonly group: number },
): Promise<SchemesFound> {
  for (;;) {
    if (walk.end !== undefined) return walk.end;
    const offer: Offer = { ...ground, schemes: walk.left(), versions: [protocolVersion.tls13], shares: [] };
    const told = await readServerFlight(prober, offer, group);
    walk.take({ ...offer, shares: [{ group, keyExchange: new Uint8Array() }] }, told);
  }
}

function signed(flight: ServerFlight, { schemes }: Offer, evidence: Evidence): SignedFlight {
  return { flight, scheme: flight.verify.scheme, check: checked(flight, schemes), evidence };
}

/** Why no more can be learned after this flight. */
function problemOf(seen: SignedFlight | undefined, isRepeated: boolean, count: number): string | undefined {
  if (seen === undefined) return undefined;
  const name = schemeName(seen.scheme);
  // Some servers sign with what they have, whatever the client takes: that says nothing of other schemes.
  if (isRepeated) return `signs with ${name} where it is not offered`;
  // Nothing that a server shows with a wrong signature can be relied on.
  if (seen.check.state === 'invalid') return `a wrong signature with ${name}`;
  return count >= MOST_PAIRS ? `${MOST_PAIRS} schemes were seen` : undefined;
}

function proof(wire: Prober['wire'], offer: Offer, told: FlightOutcome): Evidence {
  const purpose = 'TLS 1.3 signature schemes';
  if (told.kind === 'not-flight') return evidenceOf(wire, purpose, { offer, outcome: told.outcome });
  const { verify, certificates } = told.flight;
  const more = `, ${certificates.length} certificates, CertificateVerify with ${schemeName(verify.scheme)}`;
  return evidenceOf(wire, purpose, { offer, outcome: told.outcome, more });
}

function checked({ certificates, verify, transcriptHash }: ServerFlight, offered: readonly number[]): SignatureCheck {
  if (!offered.includes(verify.scheme))
    return { state: 'invalid', why: `signed with ${schemeName(verify.scheme)}, which was not offered` };
  const [leaf] = certificates;
  if (leaf === undefined) return { state: 'invalid', why: 'no certificate' };
  const outline = readCertificateOutline(leaf);
  if (!outline.ok) return { state: 'unchecked', why: outline.problem };
  return checkCertificateVerify(outline.value.spki, { ...verify, transcriptHash });
}

const MOST_PAIRS = 12;
