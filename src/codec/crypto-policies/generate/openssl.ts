import { DTLS_PROTOCOLS, TLS_PROTOCOLS } from '../../../vocabulary/crypto-policy-algorithms.ts';
import { type BackEndSets, backEndSets } from '../back-end-sets.ts';
import { readOpensslCiphers, readOpensslcnf } from '../back-ends/opensslcnf.ts';
import { disabledOf, type ResolvedPolicy } from '../resolve.ts';

/** What opensslcnf.config says under a policy. Source: fedora-crypto-policies python/policygenerators/openssl.py, 2026. */
export function generateOpensslcnf(policy: ResolvedPolicy): BackEndSets {
  const { enabled, integers, enums } = policy;
  const printed = readOpensslcnf(`CipherString = ${cipherString(policy)}\n${protocolLines(enabled.protocol)}`);
  const settings = {
    ...(enums['__ems'] === 'RELAX' ? { Options: 'RHNoEnforceEMSinFIPS' } : {}),
    default_bits: String(Math.max(integers['min_rsa_size'] ?? 0, 2048)),
    'rh-allow-sha1-signatures': integers['__openssl_block_sha1_signatures'] === 0 ? 'yes' : 'no',
  };
  return backEndSets({
    ...printed,
    groups: [...enabled.group.flatMap(pqGroup), ...enabled.group.flatMap(classicGroup)],
    signatures: enabled.sign.flatMap(signature),
    ciphers: suites(policy),
    settings,
  });
}

/** What the removed openssl.config says. */
export function generateOpensslCiphers(policy: ResolvedPolicy): BackEndSets {
  return backEndSets({ ...readOpensslCiphers(cipherString(policy)), settings: {} });
}

/** What openssl_fips.config says. Azure Linux 4 writes `activate` under FIPS only: no part of what every version writes. */
export function generateOpensslFips({ enums }: ResolvedPolicy): BackEndSets {
  return backEndSets({
    settings: { 'tls1-prf-ems-check': enums['__ems'] === 'RELAX' ? '0' : '1', activate: '1' },
  });
}

function cipherString(policy: ResolvedPolicy): string {
  const off = new Set(disabledOf(policy, 'cipher'));
  const whole = WHOLE_FAMILIES.filter(([, members]) => members.every((name) => off.has(name))).map(([token]) => token);
  return [
    `@SECLEVEL=${securityLevel(policy.integers)}`,
    ...policy.enabled.key_exchange.flatMap((name) => KEY_EXCHANGE[name] ?? []),
    ...disabledOf(policy, 'key_exchange').flatMap((name) => KEY_EXCHANGE_OFF[name] ?? []),
    ...[...off].flatMap((name) => CIPHER_OFF[name] ?? []),
    ...whole,
    ...disabledOf(policy, 'mac').flatMap((name) => MAC_OFF[name] ?? []),
    ...['-SHA384', '-CAMELLIA', '-ARIA', '-AESCCM8'],
  ].join(':');
}

function securityLevel(integers: Readonly<Record<string, number>>): number {
  const bits = Math.min(integers['min_dh_size'] ?? 0, integers['min_rsa_size'] ?? 0);
  return bits < 1023 ? 0 : bits < 2048 ? 1 : bits < 3072 ? 2 : 3;
}

function suites({ enabled }: ResolvedPolicy): readonly string[] {
  if (!enabled.protocol.includes('TLS1.3')) return [];
  return enabled.cipher.flatMap((name) => {
    const [suite, hash] = SUITES[name] ?? [];
    return suite !== undefined && hash !== undefined && enabled.hash.includes(hash) ? [suite] : [];
  });
}

function protocolLines(protocols: readonly string[]): string {
  return [...bounds('TLS', protocols, TLS_PROTOCOLS), ...bounds('DTLS', protocols, DTLS_PROTOCOLS)].join('\n');
}

function bounds(family: string, enabled: readonly string[], newestFirst: readonly string[]): readonly string[] {
  const here = newestFirst.filter((name) => enabled.includes(name));
  const [newest, oldest] = [here[0], here.at(-1)];
  if (newest === undefined || oldest === undefined) return [];
  return [`${family}.MinProtocol = ${version(oldest)}`, `${family}.MaxProtocol = ${version(newest)}`];
}

function version(name: string): string {
  return name.replace(/^(D?TLS|SSL)/, '$1v').replace(/\.0$/, '');
}

function pqGroup(name: string): readonly string[] {
  if (!/MLKEM|KYBER/.test(name) || name === 'MLKEM1024-X448') return [];
  const older = name === 'MLKEM768-X25519' ? 'x25519_mlkem768' : name.toLowerCase().replace('-', '_');
  const registered = REGISTERED_GROUPS[name];
  return registered === undefined ? [older] : [registered, older];
}

function classicGroup(name: string): readonly string[] {
  if (/^X(25519|448)$/.test(name)) return [name];
  if (/^SECP\d+R1$/.test(name)) return [name.toLowerCase()];
  if (/^FFDHE-(2048|3072|4096|6144|8192)$/.test(name)) return [name.toLowerCase().replace('-', '')];
  const brainpool = /^BRAINPOOL-P(\d+)R1$/.exec(name)?.[1];
  return brainpool === undefined ? [] : [`brainpoolP${brainpool}r1`, `brainpoolP${brainpool}r1tls13`];
}

function signature(name: string): readonly string[] {
  if (/MLDSA|FALCON|SPHINCS/.test(name)) return [name.toLowerCase().replaceAll('-', '_')];
  if (name === 'EDDSA-ED25519' || name === 'EDDSA-ED448') return [name.slice('EDDSA-'.length).toLowerCase()];
  const [, kind, sha1, sha2] = /^(RSA|DSA|ECDSA)-SHA(?:(1)|2-(\d{3}))$/.exec(name) ?? [];
  if (kind !== undefined) return [`${kind}+SHA${sha1 ?? sha2}`];
  const [, rsae, size] = /^RSA-PSS-(RSAE-)?SHA2-(256|384|512)$/.exec(name) ?? [];
  if (size !== undefined) return [`rsa_pss_${rsae === undefined ? 'pss' : 'rsae'}_sha${size}`];
  const [, curve, hash] = /^ECDSA-BRAINPOOLP(\d+)-SHA2-(\d+)$/.exec(name) ?? [];
  return curve === undefined ? [] : [`ecdsa_brainpoolP${curve}r1_sha${hash}`];
}

const REGISTERED_GROUPS: Readonly<Record<string, string>> = {
  'MLKEM768-X25519': 'X25519MLKEM768',
  'P256-MLKEM768': 'SecP256r1MLKEM768',
  'P384-MLKEM1024': 'SecP384r1MLKEM1024',
};

const KEY_EXCHANGE: Readonly<Record<string, string>> = {
  'DHE-PSK': 'kDHEPSK',
  'DHE-RSA': 'kEDH',
  ECDHE: 'kEECDH',
  'ECDHE-PSK': 'kECDHEPSK',
  PSK: 'kPSK',
  RSA: 'kRSA',
  'RSA-PSK': 'kRSAPSK',
  'VKO-GOST-2012': 'kGOST',
};

const KEY_EXCHANGE_OFF: Readonly<Record<string, string>> = {
  'DHE-DSS': '-aDSS',
  'DHE-PSK': '-kDHEPSK',
  'DHE-RSA': '-aRSA',
  ECDHE: '-kEECDH',
  'ECDHE-PSK': '-kECDHEPSK',
  PSK: '-kPSK',
  RSA: '-kRSA',
  'RSA-PSK': '-kRSAPSK',
};

const CIPHER_OFF: Readonly<Record<string, string>> = {
  '3DES-CBC': '-3DES',
  'AES-128-GCM': '-AES128',
  'AES-256-CBC': '-SHA256',
  'AES-256-GCM': '-AES256',
  'CHACHA20-POLY1305': '-CHACHA20',
  'DES-CBC': '!DES',
  'IDEA-CBC': '!IDEA',
  NULL: '!eNULL:!aNULL',
  'RC2-CBC': '!RC2',
  'RC4-128': '!RC4',
  'SEED-CBC': '-SEED',
};

const WHOLE_FAMILIES: readonly (readonly [token: string, members: readonly string[]])[] = [
  ['-AESCCM', ['AES-128-CCM', 'AES-256-CCM']],
  ['-AESGCM', ['AES-128-GCM', 'AES-256-GCM']],
  [
    '-CBC',
    ['DES', '3DES', 'RC2', 'IDEA', 'AES-128', 'AES-256', 'CAMELLIA-128', 'CAMELLIA-256', 'SEED'].map(
      (name) => `${name}-CBC`,
    ),
  ],
];

const MAC_OFF: Readonly<Record<string, string>> = { 'HMAC-MD5': '!MD5', 'HMAC-SHA1': '-SHA1' };

const SUITES: Readonly<Record<string, readonly [suite: string, hash: string]>> = {
  'AES-128-CCM': ['TLS_AES_128_CCM_SHA256', 'SHA2-256'],
  'AES-128-GCM': ['TLS_AES_128_GCM_SHA256', 'SHA2-256'],
  'AES-256-GCM': ['TLS_AES_256_GCM_SHA384', 'SHA2-384'],
  'CHACHA20-POLY1305': ['TLS_CHACHA20_POLY1305_SHA256', 'SHA2-256'],
};
