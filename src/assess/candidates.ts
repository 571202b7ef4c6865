import { type Fact, fact } from '../facts/fact.ts';
import { targetPath } from '../facts/locator.ts';
import { evidence } from '../facts/quote.ts';
import type { SshConfigured, TlsConfigured } from '../facts/values/configuration.ts';
import { tls13CipherSuites } from '../vocabulary/cipher-suites.ts';
import { draftSignatureSchemes } from '../vocabulary/draft-signature-schemes.ts';
import { namedGroups } from '../vocabulary/named-groups.ts';
import { signatureSchemes } from '../vocabulary/signature-schemes.ts';
import { sshKeyExchanges } from '../vocabulary/ssh-algorithms.ts';

/** One thing that an administrator sets. */
export type Dimension = (typeof dimensions)[number];
export const dimensions = [
  'TLS groups',
  'TLS signature schemes',
  'TLS suites',
  'least TLS version',
  'SSH key exchange',
] as const;

/** The names that a dimension is made of, in the order in which they would be offered. */
export function namesOf(dimension: Dimension): readonly string[] {
  return NAMES[dimension];
}

/** A system on which this is set and nothing else is offered; without a dimension it offers nothing at all. */
export function systemWith(dimension?: Dimension, names: readonly string[] = []): readonly Fact[] {
  const of = (wanted: Dimension): readonly string[] => (dimension === wanted ? names : []);
  const tls: TlsConfigured = {
    minProtocol: of('least TLS version')[0] ?? 'TLSv1.3',
    maxProtocol: null,
    groups: of('TLS groups'),
    keyShares: of('TLS groups').slice(0, 1),
    signatureSchemes: of('TLS signature schemes'),
    ciphers: of('TLS suites'),
    cipherString: null,
    securityLevel: 2,
    origin: {
      minProtocol: BUILT_IN,
      maxProtocol: BUILT_IN,
      groups: BUILT_IN,
      signatureSchemes: BUILT_IN,
      ciphers: BUILT_IN,
      securityLevel: BUILT_IN,
    },
  };
  const ssh: SshConfigured = {
    kex: of('SSH key exchange'),
    hostKeys: [],
    ciphers: [],
    macs: [],
    publicKeyAlgorithms: [],
    requiredRsaSize: null,
    origin: {},
  };
  return [
    fact('tls.configured', 'OpenSSL system default', tls, PROOF),
    fact('ssh.configured', 'OpenSSH server', ssh, PROOF),
  ];
}

/** Post-quantum first, then classical; what no default build offers any more is not tried. */
const GROUPS = namedGroups
  .filter(
    ({ maxTls, kind, name }) =>
      maxTls === 0 && (kind !== 'ffdhe' || name === 'ffdhe3072') && !/^brainpool|SM2|448|521/.test(name),
  )
  .map(({ name }) => name)
  .toSorted((left, right) => Number(/mlkem/i.test(right)) - Number(/mlkem/i.test(left)));
const SCHEMES = [
  ...signatureSchemes
    .map(({ name }) => name)
    .filter((name) => /^(mldsa|ecdsa_secp(256|384)|ed25519|rsa_pss_rsae_sha(256|384))/.test(name)),
  ...draftSignatureSchemes
    .map(({ name }) => name)
    .filter((name) => /^(slhdsa_sha2_(128|256)s|composite ML-DSA 0x0907)/.test(name)),
];
const NAMES: Readonly<Record<Dimension, readonly string[]>> = {
  'TLS groups': GROUPS,
  'TLS signature schemes': SCHEMES,
  'TLS suites': tls13CipherSuites.map(({ name }) => name).filter((name) => !/CCM/.test(name)),
  'least TLS version': ['TLSv1.3', 'TLSv1.2'],
  'SSH key exchange': sshKeyExchanges()
    .map(({ name }) => name)
    .filter((name) => /^(mlkem|sntrup761x25519-sha512$|curve25519-sha256$|ecdh-sha2-nistp(256|384)$)/.test(name)),
};
const BUILT_IN = { from: 'built-in', library: 'a system that is tried' } as const;
const PROOF = evidence({ in: 'file', path: targetPath('/etc/ssl/openssl.cnf') }, 'a system that is tried');
