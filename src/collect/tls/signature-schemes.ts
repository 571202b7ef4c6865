import { protocolVersion } from '../../codec/tls/numbers.ts';
import { readCertificateOutline } from '../../codec/x509-outline.ts';
import type { Evidence } from '../../facts/quote.ts';
import type { Offer } from './offer.ts';
import { evidenceOf, type Prober } from './prober.ts';
import { isRefusal } from './refusal.ts';
import { readServerFlight, type ServerFlight } from './server-certificate.ts';
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
 * Enumerates pairs of signature scheme and certificate: a real key exchange, read and checked up to CertificateVerify; the
 * scheme seen is taken off the offer, and it is done again, until the server refuses (in plain text or under its keys).
 * @param group the key agreement of all; the server must support it
 */
export async function enumerateSchemes(
  prober: Prober,
  ground: Pick<Offer, 'groups' | 'suites' | 'schemes'>,
  group: number,
): Promise<SchemesFound> {
  const flights: SignedFlight[] = [];
  const evidence: Evidence[] = [];
  for (;;) {
    const seen = flights.map(({ scheme }) => scheme);
    const schemes = ground.schemes.filter((scheme) => !seen.includes(scheme));
    const offer: Offer = { ...ground, schemes, versions: [protocolVersion.tls13], shares: [] };
    const told = await readServerFlight(prober, offer, group);
    const said = proof(prober, { ...offer, shares: [{ group, keyExchange: new Uint8Array() }] }, told);
    evidence.push(said);
    const stop = (why: string): SchemesFound => ({ flights, evidence, stopped: { evidence: said, why } });
    if (told.kind === 'not-flight')
      return isRefusal(told.outcome) ? { flights, evidence } : stop(describeOutcome(told.outcome));
    const { scheme } = told.flight.verify;
    // Some servers sign with what they have, whatever the client takes: that says nothing of other schemes.
    if (seen.includes(scheme)) return stop(`signs with ${schemeName(scheme)} where it is not offered`);
    const check = checked(told.flight, schemes);
    flights.push({ flight: told.flight, scheme, check, evidence: said });
    // Nothing that a server shows with a wrong signature can be relied on.
    if (check.state === 'invalid') return stop(`a wrong signature with ${schemeName(scheme)}`);
    if (flights.length === MOST_PAIRS) return stop(`${MOST_PAIRS} schemes were seen`);
  }
}

type Told = Awaited<ReturnType<typeof readServerFlight>>;

function proof(prober: Prober, offer: Offer, told: Told): Evidence {
  const { wire } = prober;
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
