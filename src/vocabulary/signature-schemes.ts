import type { Release } from './openssl-version.ts';

/**
 * A TLS signature scheme as OpenSSL knows it.
 * Sources: IANA TLS SignatureScheme (2026-10; the SHA-224 and DSA rows carry OpenSSL's names, the registry has them as reserved);
 * OpenSSL ssl/t1_lib.c (sigalg_lookup_tbl, tls12_sigalgs) of 3.0.20, 3.5.7, 4.0.2.
 */
export interface SignatureScheme {
  /** IANA's spelling. */
  readonly name: string;
  readonly codePoint: number;
  /** OpenSSL's names of the whole scheme; case matters before 3.5. */
  readonly opensslNames: readonly string[];
  /** The first of a pair that names it (`ECDSA+SHA256`); null where no pair does. */
  readonly pair: 'RSA' | 'PSS' | 'DSA' | 'ECDSA' | null;
  /** The key type that a provider must offer. */
  readonly keyType: string;
  readonly hash: 'SHA1' | 'SHA224' | 'SHA256' | 'SHA384' | 'SHA512' | null;
  /** As OpenSSL's security callback counts: half the digest, 64 for SHA-1, the key's own where there is no digest. */
  readonly securityBits: number;
  readonly minTls: number;
  /** 0: no upper end. */
  readonly maxTls: number;
  readonly since: Release;
}

/** The scheme with this code point. */
export function signatureScheme(codePoint: number): SignatureScheme | undefined {
  return BY_CODE_POINT.get(codePoint);
}

const TLS12 = 0x0303;
const TLS13 = 0x0304;
const BITS = { SHA1: 64, SHA224: 112, SHA256: 128, SHA384: 192, SHA512: 256 } as const;

type Given = Pick<SignatureScheme, 'name' | 'codePoint' | 'keyType'> & Partial<SignatureScheme>;

function row(given: Given): SignatureScheme {
  return {
    opensslNames: [given.name],
    pair: null,
    hash: null,
    securityBits: given.hash ? BITS[given.hash] : 128,
    minTls: TLS12,
    maxTls: 0,
    since: '3.0',
    ...given,
  };
}

function mldsa(parameterSet: 44 | 65 | 87, codePoint: number, securityBits: number): SignatureScheme {
  const keyType = `ML-DSA-${parameterSet}`;
  const name = `mldsa${parameterSet}`;
  return row({
    name,
    codePoint,
    keyType,
    opensslNames: [name, keyType],
    securityBits,
    minTls: TLS13,
    maxTls: TLS13,
    since: '3.5',
  });
}

function brainpool(bits: 256 | 384 | 512, codePoint: number): SignatureScheme {
  const name = `ecdsa_brainpoolP${bits}r1tls13_sha${bits}`;
  return row({
    name,
    codePoint,
    keyType: 'EC',
    opensslNames: [name, `ecdsa_brainpoolP${bits}r1_sha${bits}`],
    // Before the NIST rows in no table: `ECDSA+SHA256` means the NIST curve's scheme.
    pair: 'ECDSA',
    hash: `SHA${bits}`,
    minTls: TLS13,
    since: '3.2',
  });
}

/** In the order of OpenSSL's built-in list (3.2 and later; earlier releases lack some rows, the order is the same). */
export const signatureSchemes: readonly SignatureScheme[] = [
  mldsa(65, 0x0905, 192),
  mldsa(87, 0x0906, 256),
  mldsa(44, 0x0904, 128),
  row({ name: 'ecdsa_secp256r1_sha256', codePoint: 0x0403, keyType: 'EC', pair: 'ECDSA', hash: 'SHA256' }),
  row({ name: 'ecdsa_secp384r1_sha384', codePoint: 0x0503, keyType: 'EC', pair: 'ECDSA', hash: 'SHA384' }),
  row({ name: 'ecdsa_secp521r1_sha512', codePoint: 0x0603, keyType: 'EC', pair: 'ECDSA', hash: 'SHA512' }),
  row({ name: 'ed25519', codePoint: 0x0807, keyType: 'ED25519', securityBits: 128 }),
  row({ name: 'ed448', codePoint: 0x0808, keyType: 'ED448', securityBits: 224 }),
  brainpool(256, 0x081a),
  brainpool(384, 0x081b),
  brainpool(512, 0x081c),
  row({ name: 'rsa_pss_pss_sha256', codePoint: 0x0809, keyType: 'RSA-PSS', hash: 'SHA256' }),
  row({ name: 'rsa_pss_pss_sha384', codePoint: 0x080a, keyType: 'RSA-PSS', hash: 'SHA384' }),
  row({ name: 'rsa_pss_pss_sha512', codePoint: 0x080b, keyType: 'RSA-PSS', hash: 'SHA512' }),
  row({ name: 'rsa_pss_rsae_sha256', codePoint: 0x0804, keyType: 'RSA-PSS', pair: 'PSS', hash: 'SHA256' }),
  row({ name: 'rsa_pss_rsae_sha384', codePoint: 0x0805, keyType: 'RSA-PSS', pair: 'PSS', hash: 'SHA384' }),
  row({ name: 'rsa_pss_rsae_sha512', codePoint: 0x0806, keyType: 'RSA-PSS', pair: 'PSS', hash: 'SHA512' }),
  row({ name: 'rsa_pkcs1_sha256', codePoint: 0x0401, keyType: 'RSA', pair: 'RSA', hash: 'SHA256' }),
  row({ name: 'rsa_pkcs1_sha384', codePoint: 0x0501, keyType: 'RSA', pair: 'RSA', hash: 'SHA384' }),
  row({ name: 'rsa_pkcs1_sha512', codePoint: 0x0601, keyType: 'RSA', pair: 'RSA', hash: 'SHA512' }),
  row({ name: 'ecdsa_sha224', codePoint: 0x0303, keyType: 'EC', pair: 'ECDSA', hash: 'SHA224', maxTls: TLS12 }),
  row({ name: 'ecdsa_sha1', codePoint: 0x0203, keyType: 'EC', pair: 'ECDSA', hash: 'SHA1', maxTls: TLS12 }),
  row({ name: 'rsa_pkcs1_sha224', codePoint: 0x0301, keyType: 'RSA', pair: 'RSA', hash: 'SHA224', maxTls: TLS12 }),
  row({ name: 'rsa_pkcs1_sha1', codePoint: 0x0201, keyType: 'RSA', pair: 'RSA', hash: 'SHA1', maxTls: TLS12 }),
  row({ name: 'dsa_sha224', codePoint: 0x0302, keyType: 'DSA', pair: 'DSA', hash: 'SHA224', maxTls: TLS12 }),
  row({ name: 'dsa_sha1', codePoint: 0x0202, keyType: 'DSA', pair: 'DSA', hash: 'SHA1', maxTls: TLS12 }),
  row({ name: 'dsa_sha256', codePoint: 0x0402, keyType: 'DSA', pair: 'DSA', hash: 'SHA256', maxTls: TLS12 }),
  row({ name: 'dsa_sha384', codePoint: 0x0502, keyType: 'DSA', pair: 'DSA', hash: 'SHA384', maxTls: TLS12 }),
  row({ name: 'dsa_sha512', codePoint: 0x0602, keyType: 'DSA', pair: 'DSA', hash: 'SHA512', maxTls: TLS12 }),
  // Announced by the default provider, behind all others.
  row({
    name: 'sm2sig_sm3',
    codePoint: 0x0708,
    keyType: 'curveSM2',
    opensslNames: ['sm2sig_sm3', 'SM2'],
    minTls: TLS13,
    maxTls: TLS13,
    since: '4.0',
  }),
];

const BY_CODE_POINT: ReadonlyMap<number, SignatureScheme> = new Map(
  signatureSchemes.map((each) => [each.codePoint, each]),
);
