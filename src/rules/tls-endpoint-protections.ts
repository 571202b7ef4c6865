import type { FactBase } from '../facts/fact-base.ts';
import type { TlsEndpointTls12 } from '../facts/tls-endpoint-values.ts';
import { notAModule } from './common/endpoint-remedies.ts';
import { met, notApplicable, unknown, unmet } from './common/judgement.ts';
import { readParameters, someOf } from './common/parameters.ts';
import {
  judgeTlsEndpoints,
  notSettled,
  olderVersions,
  type TlsEndpointFacts,
  tlsEndpointKinds,
  tlsEndpointReads,
} from './common/tls-endpoint.ts';
import type { Judgement, Rule } from './rule.ts';

/** Does an endpoint that speaks TLS 1.2 or older have what mends these versions? TLS 1.3 has it built in. */
export const tlsEndpointProtections: Rule<{ readonly wants: readonly Protection[] }> = {
  id: 'tls-endpoint-protections',
  title: 'the TLS endpoint has the protections that older versions need',
  reads: tlsEndpointReads,
  consults: tlsEndpointKinds,
  params: (given) => readParameters(given, { wants: someOf(protections) }),
  judge: (facts, { wants }) => judgeTlsEndpoints(facts, (endpoint) => judgeProtections(facts, endpoint, wants)),
};

/** What mends the older versions, one by one. */
export type Protection = (typeof protections)[number];
const protections = ['downgrade-sentinel', 'extended-master-secret', 'no-compression', 'secure-renegotiation'] as const;

function judgeProtections(facts: FactBase, endpoint: TlsEndpointFacts, wants: readonly Protection[]): Judgement {
  const { subject, tls12, versions } = endpoint;
  const { open, spoken } = olderVersions(endpoint);
  if (versions === undefined) return notSettled(facts, endpoint, 'tls.endpoint.versions');
  if (tls12 === undefined && spoken.length === 0 && open.length === 0)
    return notApplicable(subject, 'no version below TLSv1.3 is spoken');
  if (tls12 === undefined)
    return unknown(subject, `no handshake below TLSv1.3 could be read (${[...spoken, ...open].join(', ')})`, {
      kind: 'tls.endpoint.tls12',
    });
  const faults = wants.filter((each) => FAULTS[each].isMissing(tls12.value));
  const notes = wants.includes('extended-master-secret') && wants.length === 1 ? [notAModule] : [];
  if (faults.length === 0 && wants.includes('no-compression') && tls12.value.compression === null)
    return unknown(
      subject,
      `whether ${tls12.value.version} takes compression was not settled: no hello that was answered offered it`,
      { kind: 'tls.endpoint.tls12' },
    );
  if (faults.length === 0) return met(subject, [tls12], notes);
  const shortfall = `${tls12.value.version}: ${faults.map((each) => FAULTS[each].words).join('; ')}`;
  return unmet(
    subject,
    [tls12],
    { shortfall, remedy: 'Bring the TLS library of the server up to date, or switch versions below TLS 1.3 off.' },
    notes,
  );
}

const FAULTS: Readonly<
  Record<Protection, { readonly words: string; readonly isMissing: (seen: TlsEndpointTls12) => boolean }>
> = {
  'downgrade-sentinel': {
    words: 'a client that was brought down from TLSv1.3 is not told so (RFC 8446 4.1.3)',
    isMissing: ({ downgradeSentinel }) => downgradeSentinel === 'absent',
  },
  'extended-master-secret': {
    words: 'no extended master secret (RFC 7627)',
    isMissing: ({ extendedMasterSecret }) => !extendedMasterSecret,
  },
  'no-compression': {
    words: 'compression is accepted, through which secrets leak (CRIME)',
    isMissing: ({ compression }) => compression === true,
  },
  'secure-renegotiation': {
    words: 'no secure renegotiation (RFC 5746)',
    isMissing: ({ secureRenegotiation }) => !secureRenegotiation,
  },
};
