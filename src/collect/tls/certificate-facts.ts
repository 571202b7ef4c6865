import { createHash } from 'node:crypto';
import { readCertificateOutline } from '../../codec/x509-outline.ts';
import { type Fact, fact } from '../../facts/fact.ts';
import type { Evidence } from '../../facts/quote.ts';
import type { TlsEndpointCertificate } from '../../facts/tls-endpoint-values.ts';
import { summarizeChain } from './certificates.ts';
import type { Tls12Step } from './peel12.ts';
import type { SignedFlight } from './signature-schemes.ts';
import type { Survey } from './survey.ts';
import { checkKeyExchange, type SignatureCheck } from './verify-signature.ts';
import { schemeName, versionName } from './words.ts';

/** One chain in one handshake. */
interface Showing {
  readonly certificates: readonly Uint8Array[];
  readonly version: string;
  readonly scheme: string | undefined;
  readonly check: SignatureCheck;
  readonly clientCertificate: TlsEndpointCertificate['clientCertificate'];
  readonly evidence: Evidence;
}

/** One fact for each distinct chain that was shown, in any version. */
export async function certificateFacts({ tls13, older }: Survey, subject: string): Promise<readonly Fact[]> {
  const showings = [
    ...(tls13?.schemes?.flights ?? []).map(inTls13),
    ...older.flatMap(({ found }) => {
      const { version } = found;
      return firstOfEach(found.answers).map((step) => inTls12(step, version));
    }),
  ].filter(({ certificates }) => certificates.length > 0);
  const chains = Map.groupBy(showings, ({ certificates }) => digestOf(certificates));
  return Promise.all([...chains.values()].map((same) => chainFact(same, subject)));
}

async function chainFact(same: readonly Showing[], subject: string): Promise<Fact> {
  const [first, ...more] = same;
  if (first === undefined) throw new Error('a group is never empty');
  const worst = same.find(({ check }) => check.state === 'invalid');
  const best = same.find(({ check }) => check.state === 'valid') ?? first;
  const { check } = worst ?? best;
  const value = {
    chain: await summarizeChain(first.certificates),
    schemes: unique(same.flatMap(({ scheme }) => (scheme === undefined ? [] : [scheme]))),
    versions: unique(same.map(({ version }) => version)),
    signature: check.state,
    signatureProblem: check.state === 'valid' ? null : check.why,
    clientCertificate:
      same.find((each) => each.clientCertificate === 'requested')?.clientCertificate ?? first.clientCertificate,
  };
  return fact('tls.endpoint.certificate', subject, value, first.evidence, ...more.map(({ evidence }) => evidence));
}

function inTls13({ flight, scheme, check, evidence }: SignedFlight): Showing {
  return {
    certificates: flight.certificates,
    version: 'TLSv1.3',
    scheme: schemeName(scheme),
    check,
    clientCertificate: flight.clientSchemes === undefined ? 'not-requested' : 'requested',
    evidence,
  };
}

function inTls12({ probe, rest }: Tls12Step, version: number): Showing {
  const scheme = rest.keyExchange?.scheme;
  return {
    certificates: rest.certificates,
    version: versionName(version),
    scheme: scheme === undefined ? undefined : schemeName(scheme),
    check: checkStep(rest, probe),
    clientCertificate: rest.clientCertificate,
    evidence: probe.evidence,
  };
}

/** What TLS 1.2 signs: both randoms and the parameters of the ephemeral key. Source: RFC 5246 7.4.3. */
function checkStep(
  { certificates, keyExchange, randoms }: Tls12Step['rest'],
  probe: Tls12Step['probe'],
): SignatureCheck {
  const { scheme, signature, parameters } = keyExchange ?? {};
  const [leaf] = certificates;
  if (scheme === undefined || signature === undefined || parameters === undefined || leaf === undefined)
    return { state: 'unchecked', why: 'this handshake has no signature whose scheme is named' };
  if (!probe.offer.schemes.includes(scheme))
    return { state: 'invalid', why: `signed with ${schemeName(scheme)}, which was not offered` };
  const outline = readCertificateOutline(leaf);
  if (!outline.ok) return { state: 'unchecked', why: outline.problem };
  const content = Buffer.concat([...randoms, parameters]);
  return checkKeyExchange(outline.value.spki, { scheme, signature, content });
}

/** The first answer with each pair of chain and scheme: the others say the same again. */
function firstOfEach(answers: readonly Tls12Step[]): readonly Tls12Step[] {
  const seen = new Map<string, Tls12Step>();
  for (const step of answers) {
    const key = `${digestOf(step.rest.certificates)} ${step.rest.keyExchange?.scheme ?? ''}`;
    if (!seen.has(key)) seen.set(key, step);
  }
  return [...seen.values()];
}

function digestOf(certificates: readonly Uint8Array[]): string {
  const digest = createHash('sha256');
  for (const certificate of certificates) digest.update(`${certificate.length} `).update(certificate);
  return digest.digest('hex');
}

function unique(names: readonly string[]): readonly string[] {
  return [...new Set(names)];
}
