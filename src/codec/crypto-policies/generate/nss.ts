import { DTLS_PROTOCOLS, TLS_PROTOCOLS } from '../../../vocabulary/crypto-policy-algorithms.ts';
import { type BackEndSets, backEndSets } from '../back-end-sets.ts';
import { readNss } from '../back-ends/nss.ts';
import type { ResolvedPolicy } from '../resolve.ts';

/** What nss.config allows for TLS under a policy; PKCS#12 and S/MIME are no part of it. Source: policygenerators/nss.py, 2026. */
export function generateNss({ enabled, integers, enums }: ResolvedPolicy): BackEndSets {
  const minimum = (newestFirst: readonly string[]) =>
    newestFirst.findLast((name) => enabled.protocol.includes(name))?.toLowerCase() ?? '0';
  const versions = `tls-version-min=${minimum(TLS_PROTOCOLS)}:dtls-version-min=${minimum(DTLS_PROTOCOLS)}`;
  return backEndSets({
    groups: enabled.group.flatMap((name) => GROUPS[name] ?? []),
    signatures: enabled.sign.flatMap(signature),
    ciphers: enabled.cipher.flatMap((name) => CIPHERS[name] ?? []),
    macs: enabled.mac.flatMap((name) => (/^HMAC-(MD5|SHA)/.test(name) ? [name.replace('SHA2-', 'SHA')] : [])),
    hashes: enabled.hash.flatMap((name) => (/^(SHA[123]|MD5)/.test(name) ? [name.replace('SHA2-', 'SHA')] : [])),
    keyExchanges: enabled.key_exchange.flatMap((name) => KEY_EXCHANGES[name] ?? []),
    protocols: readNss(`config="disallow=ALL allow=${versions}"`).protocols,
    minimumKeySizes: {
      rsa: integers['min_rsa_size'] ?? 0,
      dh: integers['min_dh_size'] ?? 0,
      dsa: integers['min_dsa_size'] ?? 0,
    },
    settings: enums['__ems'] === 'ENFORCE' ? { 'TLS-REQUIRE-EMS': 'yes' } : {},
  });
}

function signature(name: string): readonly string[] {
  const size = /^MLDSA(44|65|87)$/.exec(name)?.[1];
  if (size !== undefined) return [`ML-DSA-${size}`];
  return SIGNATURES.find(([prefix]) => name.startsWith(prefix))?.[1] ?? [];
}

const SIGNATURES: readonly (readonly [prefix: string, tokens: readonly string[]])[] = [
  ['EDDSA-ED25519', ['ED25519']],
  ['RSA-PSS-', ['RSA-PSS']],
  ['RSA-', ['RSA-PKCS']],
  ['ECDSA-', ['ECDSA']],
  ['DSA-', ['DSA']],
];

const GROUPS: Readonly<Record<string, string>> = {
  'MLKEM768-X25519': 'mlkem768x25519',
  'P256-MLKEM768': 'secp256r1mlkem768',
  'P384-MLKEM1024': 'secp384r1mlkem1024',
  SECP256R1: 'SECP256R1',
  SECP384R1: 'SECP384R1',
  SECP521R1: 'SECP521R1',
  X25519: 'CURVE25519',
};

const CIPHERS: Readonly<Record<string, string>> = {
  '3DES-CBC': 'des-ede3-cbc',
  'AES-128-CBC': 'aes128-cbc',
  'AES-128-GCM': 'aes128-gcm',
  'AES-256-CBC': 'aes256-cbc',
  'AES-256-GCM': 'aes256-gcm',
  'CAMELLIA-128-CBC': 'camellia128-cbc',
  'CAMELLIA-256-CBC': 'camellia256-cbc',
  'CHACHA20-POLY1305': 'chacha20-poly1305',
  'RC2-CBC': 'rc2',
  'RC4-128': 'rc4',
};

const KEY_EXCHANGES: Readonly<Record<string, readonly string[]>> = {
  DH: ['DH-RSA', 'DH-DSS'],
  'DHE-DSS': ['DHE-DSS'],
  'DHE-RSA': ['DHE-RSA'],
  ECDH: ['ECDH-RSA', 'ECDH-ECDSA'],
  ECDHE: ['ECDHE-RSA', 'ECDHE-ECDSA'],
  RSA: ['RSA'],
};
