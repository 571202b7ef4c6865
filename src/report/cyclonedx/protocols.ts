import type { Fact } from '../../facts/fact.ts';
import { quote } from '../../facts/quote.ts';
import {
  algorithmOfGroup,
  algorithmOfKey,
  algorithmsOfScheme,
  algorithmsOfSsh,
  algorithmsOfSuite,
  type NamedAlgorithm,
} from './algorithm-names.ts';
import { type Asset, algorithmAssets, algorithmRef, cryptographicAsset, occurrencesOf } from './asset.ts';
import { occurrencesOfList, type SshList } from './ssh-occurrences.ts';

/** The protocols that one target is configured for, or that it negotiates, with the algorithms that they use. */
export function protocolAssets(target: string, prefix: string, fact: Fact): readonly Asset[] {
  switch (fact.kind) {
    case 'tls.configured': {
      const { groups, signatureSchemes: schemes, ciphers, minProtocol, maxProtocol } = fact.value;
      const version = [minProtocol, maxProtocol].filter((each) => each !== null).join(' to ');
      return tlsAssets({ target, prefix, fact, version, suites: ciphers, groups, schemes });
    }
    case 'tls.endpoint.ciphers':
      return fact.value.byVersion.flatMap(({ version, suites }) =>
        tlsAssets({ target, prefix, fact, version, suites: suites.map(({ name }) => name), groups: [], schemes: [] }),
      );
    case 'tls.endpoint.groups': {
      const groups = fact.value.supported.map(({ name }) => name);
      return tlsAssets({ target, prefix, fact, version: 'TLSv1.3', suites: [], groups, schemes: [] });
    }
    case 'tls.endpoint.signature-schemes': {
      const schemes = fact.value.supported.map(({ name }) => name);
      return tlsAssets({ target, prefix, fact, version: 'TLSv1.3', suites: [], groups: [], schemes });
    }
    case 'ssh.configured':
    case 'ssh.endpoint':
      return sshAssets(target, prefix, fact);
    default:
      return [];
  }
}

interface Tls {
  readonly target: string;
  readonly prefix: string;
  readonly fact: Fact;
  readonly version: string;
  readonly suites: readonly string[];
  readonly groups: readonly string[];
  readonly schemes: readonly string[];
}

function tlsAssets({ target, prefix, fact, version, suites, groups, schemes }: Tls): readonly Asset[] {
  const occurrences = occurrencesOf(target, fact);
  const algorithms = [
    ...groups.map(algorithmOfGroup),
    ...schemes.flatMap(algorithmsOfScheme),
    ...suites.flatMap(algorithmsOfSuite),
  ];
  const lists = {
    ...(groups.length === 0 ? {} : { tlsGroups: groups.map(quote) }),
    ...(schemes.length === 0 ? {} : { tlsSignatureSchemes: schemes.map(quote) }),
  };
  const cipherSuites =
    suites.length === 0
      ? Object.keys(lists).length === 0
        ? []
        : [{ ...lists, algorithms: refsOf(algorithms) }]
      : suites.map((suite) => ({ name: quote(suite), algorithms: refsOf(algorithmsOfSuite(suite)), ...lists }));
  const properties = { type: 'tls', ...(version === '' ? {} : { version }), cipherSuites };
  const component = cryptographicAsset(`${fact.subject} ${version}`.trim(), {
    assetType: 'protocol',
    protocolProperties: properties,
  });
  const ref = `${prefix}protocol/${fact.id}/${quote(version)}`;
  return [
    { ref, component, occurrences, dependsOn: refsOf(algorithms) },
    ...algorithms.flatMap((each) => algorithmAssets(each, occurrences)),
  ];
}

function sshAssets(
  target: string,
  prefix: string,
  fact: Fact<'ssh.configured'> | Fact<'ssh.endpoint'>,
): readonly Asset[] {
  const { kex, hostKeys, ciphers, macs } = fact.value;
  const occurrences = occurrencesOf(target, fact);
  const keys = fact.kind === 'ssh.endpoint' ? fact.value.keys : [];
  const lists: readonly (readonly [SshList, readonly NamedAlgorithm[]])[] = [
    ['KexAlgorithms', kex.flatMap((name) => algorithmsOfSsh('kex', name))],
    ['HostKeyAlgorithms', hostKeys.flatMap((name) => algorithmsOfSsh('host-key', name))],
    ['Ciphers', ciphers.flatMap((name) => algorithmsOfSsh('cipher', name))],
    ['MACs', macs.flatMap((name) => algorithmsOfSsh('mac', name))],
  ];
  const algorithms = lists.flatMap(([, named]) => named);
  const component = cryptographicAsset(fact.subject, {
    assetType: 'protocol',
    protocolProperties: { type: 'ssh', version: '2.0' },
  });
  const publicKeys = keys.map(({ type, bits, sha256 }): Asset => {
    const [algorithm = { name: type, parts: [] }] = algorithmsOfSsh('host-key', type);
    return publicKeyAsset({ prefix, name: `host key ${type}`, bits, sha256, algorithm }, occurrences);
  });
  return [
    { ref: `${prefix}protocol/${fact.id}`, component, occurrences, dependsOn: refsOf(algorithms) },
    ...lists.flatMap(([list, named]) =>
      named.flatMap((each) => algorithmAssets(each, occurrencesOfList(target, fact, list))),
    ),
    ...publicKeys,
  ];
}

interface PublicKey {
  readonly prefix: string;
  readonly name: string;
  readonly bits: number | null;
  readonly sha256: string;
  readonly algorithm: NamedAlgorithm;
}

/** Related material is public by its nature here: nothing secret is ever read, let alone written. */
export function publicKeyAsset(
  { prefix, name, bits, sha256, algorithm }: PublicKey,
  occurrences: Asset['occurrences'],
): Asset {
  const material = {
    type: 'public-key',
    id: sha256,
    ...(bits === null ? {} : { size: bits }),
    relatedCryptographicAssets: [{ type: 'algorithm', ref: algorithmRef(algorithm.name) }],
  };
  const component = cryptographicAsset(name, {
    assetType: 'related-crypto-material',
    relatedCryptoMaterialProperties: material,
  });
  return { ref: `${prefix}key/${sha256}`, component, occurrences, dependsOn: [algorithmRef(algorithm.name)] };
}

/** The algorithm of a certificate's key and of the signature on it. */
export function keyAlgorithm(name: string | null): NamedAlgorithm {
  return algorithmOfKey(name ?? 'unknown');
}

function refsOf(algorithms: readonly NamedAlgorithm[]): readonly string[] {
  return [...new Set(algorithms.map(({ name }) => algorithmRef(name)))].sort();
}
