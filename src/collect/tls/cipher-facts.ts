import { extensionType, protocolVersion } from '../../codec/tls/numbers.ts';
import { type Fact, fact } from '../../facts/fact.ts';
import type { Evidence } from '../../facts/quote.ts';
import type { Answered, TlsEndpointTls12, TlsVersionCiphers } from '../../facts/tls-endpoint-values.ts';
import { tls12CipherSuite } from '../../vocabulary/tls12-cipher-suites.ts';
import { namedBy } from './peel.ts';
import type { Survey } from './survey.ts';
import type { Tls12Survey } from './survey12.ts';
import { keepsChoice } from './survey13.ts';
import { named, type Telling } from './telling.ts';
import { groupName, schemeName, suiteName, versionName } from './words.ts';

/** The cipher suites of every version that is spoken. */
export function cipherFact({ survey, confidence, subject }: Telling): readonly Fact[] {
  const counts = confidence.refusalsCount;
  const byVersion = [...tls13Ciphers(survey, counts), ...survey.older.map((older) => olderCiphers(older, counts))];
  if (byVersion.length === 0) return [];
  const probes = [...(survey.tls13?.found.probes ?? []), ...survey.older.flatMap(({ found }) => found.probes)];
  const proof: readonly Evidence[] = probes.map(({ evidence }) => evidence);
  return [fact('tls.endpoint.ciphers', subject, { byVersion }, survey.control.evidence, ...proof)];
}

function tls13Ciphers({ tls13, control }: Survey, counts: boolean): readonly TlsVersionCiphers[] {
  if (tls13 === undefined) return [];
  const { suites } = tls13.found;
  const chosen = namedBy(control)?.suite;
  return [
    {
      version: 'TLSv1.3',
      suites: suites.map((suite) => named(suite, suiteName)),
      preferred: chosen === undefined ? null : suiteName(chosen),
      serverPreference: suites.length < 2 ? null : keepsChoice(control, tls13.reversed, 'suite'),
      complete: tls13.stopped.length === 0 && counts,
    },
  ];
}

function olderCiphers(
  { found, preferred, serverPreference, stopped }: Tls12Survey,
  counts: boolean,
): TlsVersionCiphers {
  return {
    version: versionName(found.version),
    suites: found.suites.map((suite) => named(suite, suiteName)),
    preferred: preferred === undefined ? null : suiteName(preferred),
    serverPreference,
    complete: stopped.length === 0 && counts,
  };
}

/** What the newest version below TLS 1.3 shows; none where TLS 1.3 alone is spoken. */
export function tls12Fact({ survey, confidence, subject }: Telling): readonly Fact[] {
  const [newest] = survey.older;
  const [first, ...more] = newest?.found.answers ?? [];
  if (newest === undefined || first === undefined) return [];
  const { found } = newest;
  const sent = (type: number) => found.answers.some(({ extensions }) => extensions.includes(type));
  const isComplete = newest.stopped.length === 0 && confidence.refusalsCount;
  const value: TlsEndpointTls12 = {
    version: versionName(found.version),
    groups: found.groups.map((group) => named(group, groupName)),
    groupsComplete: newest.groupsComplete && confidence.refusalsCount,
    signatureSchemes: found.schemes.map((scheme) => named(scheme, schemeName)),
    signatureSchemesComplete: newest.schemesComplete && confidence.refusalsCount,
    extendedMasterSecret: sent(extensionType.extendedMasterSecret),
    secureRenegotiation: sent(extensionType.renegotiationInfo),
    compression: takesCompression(newest),
    dhPrimeBits: smallestPrime(newest),
    staticRsa: staticRsa(newest, isComplete),
    downgradeSentinel: sentinel(survey, newest),
  };
  return [fact('tls.endpoint.tls12', subject, value, first.probe.evidence, ...more.map(({ probe }) => probe.evidence))];
}

function takesCompression({ found }: Tls12Survey): boolean | null {
  const offered = found.answers.filter(({ probe }) => probe.offer.compression === true);
  return offered.length === 0 ? null : offered.some(({ compression }) => compression);
}

function smallestPrime({ found }: Tls12Survey): number | null {
  const bits = found.answers.flatMap(({ rest }) =>
    rest.keyExchange?.kind === 'dhe' ? [rest.keyExchange.primeBits] : [],
  );
  return bits.length === 0 ? null : Math.min(...bits);
}

function staticRsa({ found }: Tls12Survey, isComplete: boolean): Answered {
  if (found.suites.some((suite) => tls12CipherSuite(suite)?.keyExchange === 'RSA')) return 'yes';
  return isComplete ? 'no' : 'unknown';
}

function sentinel({ tls13 }: Survey, { found }: Tls12Survey): TlsEndpointTls12['downgradeSentinel'] {
  if (tls13 === undefined || found.version > protocolVersion.tls12) return 'not-applicable';
  return found.answers.every(({ downgrade }) => downgrade) ? 'present' : 'absent';
}
