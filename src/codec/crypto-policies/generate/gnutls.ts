import { type BackEndSets, backEndSets } from '../back-end-sets.ts';
import { readGnutls } from '../back-ends/gnutls.ts';
import type { ResolvedPolicy } from '../resolve.ts';

/** What gnutls.config says under a policy. Source: fedora-crypto-policies python/policygenerators/gnutls.py, 2026. */
export function generateGnutls({ enabled, integers, enums }: ResolvedPolicy): BackEndSets {
  const profile = profileOf(Math.min(integers['min_dh_size'] ?? 0, integers['min_rsa_size'] ?? 0));
  const sessionHash = { ENFORCE: 'require', RELAX: 'request' }[enums['__ems'] ?? ''];
  const settings = {
    'min-verification-profile': profile,
    SYSTEM: 'NONE',
    ...(sessionHash === undefined ? {} : { 'tls-session-hash': sessionHash }),
  };
  return backEndSets({
    groups: enabled.group.flatMap((name) => GROUPS[name] ?? group(name)),
    signatures: enabled.sign.flatMap(signature),
    ciphers: enabled.cipher.flatMap((name) => (name === 'RC4-128' ? ['ARCFOUR-128'] : CIPHER.test(name) ? [name] : [])),
    macs: enabled.mac.flatMap((name) => MACS[name] ?? []),
    protocols: enabled.protocol.filter((name) => /^(D?TLS1|SSL3)/.test(name) || name === 'DTLS0.9'),
    keyExchanges: enabled.key_exchange.flatMap((name) => KEY_EXCHANGES[name] ?? []),
    hashes: enabled.hash.flatMap((name) => (/^(SHA|MD5)/.test(name) ? [name.replace('SHA2-', 'SHA')] : [])),
    minimumKeySizes: readGnutls(`[overrides]\nmin-verification-profile = ${profile}`).minimumKeySizes,
    settings,
  });
}

function group(name: string): readonly string[] {
  return /^(X25519|X448|SECP(256|384|521)R1|FFDHE-\d{4})$/.test(name) && !/-1\d{3}$/.test(name)
    ? [`GROUP-${name.replace('FFDHE-', 'FFDHE')}`]
    : [];
}

function signature(name: string): readonly string[] {
  const size = /^MLDSA(44|65|87)$/.exec(name)?.[1];
  if (size !== undefined) return [`ML-DSA-${size}`];
  const curve = /^EDDSA-ED(25519|448)$/.exec(name)?.[1];
  if (curve !== undefined) return [`EdDSA-Ed${curve}`];
  if (/^RSA-PSS-/.test(name)) return /SHA2-(256|384|512)$/.test(name) ? [name.replace('SHA2-', 'SHA')] : [];
  if (!/^(RSA|DSA|ECDSA)-(MD5|SHA1|SHA[23]-\d{3})$/.test(name)) return [];
  const plain = name.replace('SHA2-', 'SHA');
  const tied = CURVE_OF[name];
  return tied === undefined ? [plain] : [plain, `ECDSA-${tied}-${plain.slice('ECDSA-'.length)}`];
}

function profileOf(bits: number): string {
  return PROFILES.find(([upTo]) => bits <= upTo)?.[1] ?? 'future';
}

const GROUPS: Readonly<Record<string, string>> = {
  'MLKEM768-X25519': 'GROUP-X25519-MLKEM768',
  'P256-MLKEM768': 'GROUP-SECP256R1-MLKEM768',
  'P384-MLKEM1024': 'GROUP-SECP384R1-MLKEM1024',
  'X25519-KYBER768': 'GROUP-X25519-KYBER768',
};

const CURVE_OF: Readonly<Record<string, string>> = {
  'ECDSA-SHA2-256': 'SECP256R1',
  'ECDSA-SHA2-384': 'SECP384R1',
  'ECDSA-SHA2-512': 'SECP521R1',
};

const CIPHER = /^((AES|CAMELLIA)-(128|256)-(GCM|CBC)|AES-(128|256)-CCM|CHACHA20-POLY1305|3DES-CBC)$/;

/** HMAC-SHA2-256 and -384 are left out on purpose: their CBC suites fell to Lucky 13. */
const MACS: Readonly<Record<string, string>> = {
  AEAD: 'AEAD',
  'HMAC-MD5': 'MD5',
  'HMAC-SHA1': 'SHA1',
  'HMAC-SHA2-512': 'SHA512',
};

const KEY_EXCHANGES: Readonly<Record<string, readonly string[]>> = {
  'DHE-DSS': ['DHE-DSS'],
  'DHE-RSA': ['DHE-RSA'],
  ECDHE: ['ECDHE-RSA', 'ECDHE-ECDSA'],
  RSA: ['RSA'],
};

const PROFILES: readonly (readonly [upTo: number, name: string])[] = [
  [768, 'very_weak'],
  [1024, 'low'],
  [2048, 'medium'],
  [3072, 'high'],
  [8192, 'ultra'],
];
