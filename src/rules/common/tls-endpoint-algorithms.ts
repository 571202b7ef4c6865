import type { Fact } from '../../facts/fact.ts';
import { olderVersions, speaks, type TlsEndpointFacts } from './tls-endpoint.ts';

/** Which names of an endpoint are asked about. */
export const algorithmLists = ['certificates', 'groups', 'signature-schemes', 'suites'] as const;
export type AlgorithmList = (typeof algorithmLists)[number];

/** `signature schemes`. */
export function wordsOf(list: AlgorithmList): string {
  return list.replace('-', ' ');
}

/** The names that were seen, by which facts, and why there may be more of them. */
export interface Shown {
  readonly names: readonly string[];
  readonly because: readonly Fact[];
  readonly open: readonly string[];
  /** Those of them that are due to versions below TLS 1.3. */
  readonly openBelowTls13: readonly string[];
}

/** What an endpoint shows of one list, in every version. */
export function shownBy(endpoint: TlsEndpointFacts, list: AlgorithmList): Shown {
  const { names, because, open, openBelowTls13 = [] } = LISTS[list](endpoint);
  return { names: [...new Set(names)], because, open: [...new Set([...open, ...openBelowTls13])], openBelowTls13 };
}

type Seen = Pick<Shown, 'names' | 'because' | 'open'> & Partial<Shown>;

function groups(endpoint: TlsEndpointFacts): Seen {
  const { groups: found, tls12 } = endpoint;
  const names = [...(found?.value.supported ?? []), ...(tls12?.value.groups ?? [])].map(({ name }) => name);
  const open = openTls13(endpoint, found?.value.complete);
  const openBelowTls13 = openOlder(endpoint, tls12?.value.groupsComplete);
  return { names, because: present(found, tls12), open, openBelowTls13 };
}

function schemes(endpoint: TlsEndpointFacts): Seen {
  const { schemes: found, tls12 } = endpoint;
  const seen = [
    ...(found?.value.supported ?? []),
    ...(found?.value.notVerified ?? []),
    ...(tls12?.value.signatureSchemes ?? []),
  ];
  const open = openTls13(endpoint, found?.value.complete);
  const openBelowTls13 = openOlder(endpoint, tls12?.value.signatureSchemesComplete);
  return { names: seen.map(({ name }) => name), because: present(found, tls12), open, openBelowTls13 };
}

function suites(endpoint: TlsEndpointFacts): Seen {
  const { ciphers, versions } = endpoint;
  const byVersion = ciphers?.value.byVersion ?? [];
  const told = new Set(byVersion.filter(({ complete }) => complete).map(({ version }) => version));
  const lacking = (versions?.value.supported ?? []).filter((version) => !told.has(version)).map(mayLack);
  return {
    names: byVersion.flatMap((each) => each.suites.map(({ name }) => name)),
    because: present(ciphers),
    open: [...lacking, ...openVersions(endpoint)],
  };
}

/** Keys and signatures of the chains; the signature of a root over itself convinces nobody and does not count. */
function certificates({ certificates: facts }: TlsEndpointFacts): Seen {
  const all = facts.flatMap(({ value }) => value.chain);
  const names = all.flatMap(({ keyAlgorithm, signatureAlgorithm, subject, issuer }) => [
    keyAlgorithm,
    subject !== null && subject === issuer ? keyAlgorithm : signatureAlgorithm,
  ]);
  const unread = all.length === 0 || names.includes(null);
  return {
    names: names.filter((name) => name !== null),
    because: facts,
    open: unread ? ['a certificate could not be read or was not shown'] : [],
  };
}

function openTls13(endpoint: TlsEndpointFacts, complete: boolean | undefined): readonly string[] {
  const spoken = speaks(endpoint, 'TLSv1.3');
  return spoken === 'no' || complete === true ? [] : [spoken === 'yes' ? mayLack('TLSv1.3') : notTold('TLSv1.3')];
}

/** One fact speaks of the newest version below TLS 1.3. */
function openOlder(endpoint: TlsEndpointFacts, complete: boolean | undefined): readonly string[] {
  const { spoken, open } = olderVersions(endpoint);
  const lacking = spoken.length > 0 && complete !== true ? [mayLack(spoken[0] ?? 'TLSv1.2')] : [];
  return [...lacking, ...open.map(notTold)];
}

function openVersions(endpoint: TlsEndpointFacts): readonly string[] {
  const open = speaks(endpoint, 'TLSv1.3') === 'unknown' ? ['TLSv1.3'] : [];
  return [...open, ...olderVersions(endpoint).open].map(notTold);
}

function mayLack(version: string): string {
  return `the list of ${version} may lack some`;
}

function notTold(version: string): string {
  return `whether ${version} is spoken could not be told`;
}

function present(...facts: readonly (Fact | undefined)[]): readonly Fact[] {
  return facts.filter((fact) => fact !== undefined);
}

const LISTS: Readonly<Record<AlgorithmList, (endpoint: TlsEndpointFacts) => Seen>> = {
  certificates,
  groups,
  'signature-schemes': schemes,
  suites,
};
