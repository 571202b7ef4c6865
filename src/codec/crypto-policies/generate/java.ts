import { type BackEndSets, backEndSets } from '../back-end-sets.ts';
import { disabledOf, type ResolvedPolicy } from '../resolve.ts';

/** What java.config disables under a policy. Source: fedora-crypto-policies policygenerators/java.py, 2026. */
export function generateJava(policy: ResolvedPolicy): BackEndSets {
  const off = (of: Parameters<typeof disabledOf>[1], spell: (name: string) => readonly string[]) =>
    disabledOf(policy, of).flatMap(spell);
  return backEndSets({
    mode: 'blocklist',
    disabled: [
      ...ALWAYS,
      ...off('sign', signature),
      ...off('hash', hash),
      ...off('protocol', (name) => [PROTOCOLS[name] ?? '']),
      ...off('key_exchange', (name) => KEY_EXCHANGES[name] ?? []),
      ...off('cipher', cipher),
      ...off('mac', (name) =>
        /^HMAC-(MD5|SHA)/.test(name) ? [name.replace('HMAC-', 'Hmac').replace('SHA2-', 'SHA')] : [],
      ),
      ...off('group', group),
    ],
    minimumKeySizes: {
      rsa: policy.integers['min_rsa_size'] || null,
      dh: policy.integers['min_dh_size'] || null,
      dsa: policy.integers['min_dsa_size'] || null,
    },
  });
}

/** What javasystem.config says. */
export function generateJavasystem({ integers }: ResolvedPolicy): BackEndSets {
  return backEndSets({
    mode: 'blocklist',
    settings: { 'jdk.tls.ephemeralDHKeySize': String(integers['min_dh_size'] ?? 0) },
  });
}

function signature(name: string): readonly string[] {
  const curve = /^EDDSA-ED(25519|448)$/.exec(name)?.[1];
  if (curve !== undefined) return [`Ed${curve}`];
  const [, kind, hashName] = /^(RSA-PSS|RSA|DSA|ECDSA)-(MD5|SHA1|SHA2-\d{3})$/.exec(name) ?? [];
  if (kind === undefined || hashName === undefined) return [];
  const digest = hashName.replace('SHA2-', 'SHA');
  return [kind === 'RSA-PSS' ? `${digest}withRSAandMGF1` : `${digest}with${kind}`];
}

function hash(name: string): readonly string[] {
  return /^(MD5|SHA1|SHA[23]-\d{3})$/.test(name) && name !== 'SHA3-224' ? [name.replace('SHA2-', 'SHA')] : [];
}

function cipher(name: string): readonly string[] {
  if (/^AES-(128|256)-(CBC|GCM|CCM)$/.test(name)) return [name.replaceAll('-', '_')];
  return CIPHERS[name] ?? [];
}

function group(name: string): readonly string[] {
  if (/^(X25519|X448|SECP\d+R1)$/.test(name)) return [name.toLowerCase()];
  if (/^FFDHE-[2-8]\d{3}$/.test(name)) return [name.toLowerCase().replace('-', '')];
  const brainpool = /^BRAINPOOL-P(\d+)R1$/.exec(name)?.[1];
  return brainpool === undefined ? [] : [`brainpoolP${brainpool}r1`];
}

/** What every policy disables, curves included. */
const ALWAYS: readonly string[] = [
  ...['MD2', 'MD5withDSA', 'MD5withECDSA', 'RIPEMD160withRSA', 'RIPEMD160withECDSA', 'RIPEMD160withRSAandMGF1'],
  ...['secp112r1', 'secp112r2', 'secp128r1', 'secp128r2', 'secp160k1', 'secp160r1', 'secp160r2'],
  ...['secp192k1', 'secp192r1', 'secp224k1', 'secp224r1', 'secp256k1', 'brainpoolP320r1'],
  ...['113r1', '113r2', '131r1', '131r2', '163k1', '163r1', '163r2', '193r1', '193r2', '233k1', '233r1', '239k1'].map(
    (curve) => `sect${curve}`,
  ),
  ...['283k1', '283r1', '409k1', '409r1', '571k1', '571r1'].map((curve) => `sect${curve}`),
  ...[
    'c2tnb191v1',
    'c2tnb191v2',
    'c2tnb191v3',
    'c2tnb239v1',
    'c2tnb239v2',
    'c2tnb239v3',
    'c2tnb359v1',
    'c2tnb431r1',
  ].map((curve) => `X9.62 ${curve}`),
  ...['192v2', '192v3', '239v1', '239v2', '239v3'].map((curve) => `X9.62 prime${curve}`),
];

const PROTOCOLS: Readonly<Record<string, string>> = {
  'DTLS1.0': 'DTLSv1.0',
  'SSL2.0': 'SSLv2',
  'SSL3.0': 'SSLv3',
  'TLS1.0': 'TLSv1',
  'TLS1.1': 'TLSv1.1',
  'TLS1.2': 'TLSv1.2',
};

const KEY_EXCHANGES: Readonly<Record<string, readonly string[]>> = {
  ANON: ['DH_anon', 'ECDH_anon'],
  DH: ['DH_RSA', 'DH_DSS'],
  'DHE-DSS': ['DHE_DSS'],
  'DHE-RSA': ['DHE_RSA'],
  ECDH: ['ECDH'],
  ECDHE: ['ECDHE'],
  EXPORT: ['RSA_EXPORT', 'DHE_DSS_EXPORT', 'DHE_RSA_EXPORT', 'DH_DSS_EXPORT', 'DH_RSA_EXPORT'],
  RSA: ['256_CBC_SHA256', '256_CBC_SHA', '128_CBC_SHA256', '128_CBC_SHA', '256_GCM_SHA384', '128_GCM_SHA256'].map(
    (suite) => `TLS_RSA_WITH_AES_${suite}`,
  ),
  'RSA-PSK': ['RSAPSK'],
};

const CIPHERS: Readonly<Record<string, readonly string[]>> = {
  '3DES-CBC': ['3DES_EDE_CBC'],
  'CHACHA20-POLY1305': ['CHACHA20_POLY1305'],
  'DES-CBC': ['DES_CBC'],
  'DES40-CBC': ['DES40_CBC'],
  NULL: ['anon', 'NULL'],
  'RC2-CBC': ['RC2'],
  'RC4-128': ['RC4_128'],
  'RC4-40': ['RC4_40'],
};
