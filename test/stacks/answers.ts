import type { Fact, FactKind, Harvest } from '../../src/facts/fact.ts';
import type { CertificateSummary, NamedCodePoint } from '../../src/facts/tls-endpoint-values.ts';

/** All that a survey of one TLS server came to, in a form that can be written down beforehand; lists of names are sorted. */
export interface TlsAnswers {
  readonly versions: readonly string[];
  readonly groups: readonly string[];
  /** What it names from an offer of everything. */
  readonly preferred: string | null;
  readonly postQuantum: string;
  /** Whether no classical key agreement is left in any version. */
  readonly enforced: string;
  readonly tls13Suites: readonly string[];
  /** Schemes whose CertificateVerify was right. */
  readonly schemes: readonly string[];
  /** Key, whether its signature was right, and the versions in which it was shown. */
  readonly certificates: readonly string[];
  readonly older: OlderAnswers | null;
  /** What was left unknown, in words: lists that may lack some among them. */
  readonly unknown: readonly string[];
}

/** TLS 1.2, or the newest older version. */
export interface OlderAnswers {
  /** By version, for those below TLS 1.3. */
  readonly suites: Readonly<Record<string, readonly string[]>>;
  readonly groups: readonly string[];
  readonly schemes: readonly string[];
  readonly extendedMasterSecret: boolean;
  readonly secureRenegotiation: boolean;
  readonly compression: boolean | null;
  readonly dhPrimeBits: number | null;
  readonly staticRsa: string;
  readonly downgradeSentinel: string;
}

/** Puts a harvest into that form. */
export function tlsAnswersOf(harvest: Harvest): TlsAnswers {
  const [versions] = valuesOf(harvest, 'tls.endpoint.versions');
  const [groups] = valuesOf(harvest, 'tls.endpoint.groups');
  const [schemes] = valuesOf(harvest, 'tls.endpoint.signature-schemes');
  const [ciphers] = valuesOf(harvest, 'tls.endpoint.ciphers');
  const [tolerance] = valuesOf(harvest, 'tls.endpoint.tolerance');
  const tls13 = ciphers?.byVersion.find(({ version }) => version === 'TLSv1.3');
  return {
    versions: versions?.supported ?? [],
    groups: namesOf(groups?.supported),
    preferred: groups?.preferred ?? null,
    postQuantum: groups?.postQuantum.preference ?? 'none',
    enforced: groups?.postQuantum.enforced ?? 'no',
    tls13Suites: namesOf(tls13?.suites),
    schemes: namesOf(schemes?.supported),
    certificates: valuesOf(harvest, 'tls.endpoint.certificate')
      .map(({ chain, signature, versions: shown }) => `${keyOf(chain[0])}, ${signature}, ${shown.join(' ')}`)
      .sort(),
    older: olderOf(harvest),
    unknown: [
      ...(versions?.unknown ?? []).map((version) => `${version} unknown`),
      ...(groups?.complete === false ? ['groups not complete'] : []),
      ...(ciphers?.byVersion ?? [])
        .filter(({ complete }) => !complete)
        .map(({ version }) => `${version} suites not complete`),
      ...(schemes?.complete === false ? ['schemes not complete'] : []),
      ...(schemes?.notVerified ?? []).map(({ name, why }) => `${name}: ${why}`),
      ...olderDoubts(harvest),
      ...Object.entries(tolerance ?? {}).flatMap(([name, answer]) => (answer === 'yes' ? [] : [`${name}: ${answer}`])),
      ...harvest.gaps.map(({ kind, why }) => `${kind}: ${why}`),
    ],
  };
}

function olderOf(harvest: Harvest): OlderAnswers | null {
  const [older] = valuesOf(harvest, 'tls.endpoint.tls12');
  const [ciphers] = valuesOf(harvest, 'tls.endpoint.ciphers');
  if (older === undefined) return null;
  const { groups, groupsComplete, signatureSchemes, signatureSchemesComplete, version, ...rest } = older;
  const byVersion = (ciphers?.byVersion ?? []).filter((each) => each.version !== 'TLSv1.3');
  return {
    suites: Object.fromEntries(byVersion.map((each) => [each.version, namesOf(each.suites)])),
    groups: namesOf(groups),
    schemes: namesOf(signatureSchemes),
    ...rest,
  };
}

function olderDoubts(harvest: Harvest): readonly string[] {
  const [older] = valuesOf(harvest, 'tls.endpoint.tls12');
  return [
    ...(older?.groupsComplete === false ? [`${older.version} groups not complete`] : []),
    ...(older?.signatureSchemesComplete === false ? [`${older.version} schemes not complete`] : []),
  ];
}

function keyOf(certificate: CertificateSummary | undefined): string {
  const { keyAlgorithm = null, keyBits = null } = certificate ?? {};
  return keyAlgorithm === 'RSA' ? `RSA ${keyBits}` : (keyAlgorithm ?? 'unreadable');
}

function namesOf(list: readonly NamedCodePoint[] | undefined): readonly string[] {
  return (list ?? []).map(({ name }) => name).sort();
}

function valuesOf<K extends FactKind>(harvest: Harvest, kind: K): readonly Fact<K>['value'][] {
  return harvest.facts.filter((each) => each.kind === kind).map(({ value }) => value as Fact<K>['value']);
}
