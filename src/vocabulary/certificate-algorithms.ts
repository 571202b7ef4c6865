/**
 * Algorithms of X.509 keys and signatures by object identifier.
 * Sources: RFC 3279, RFC 4055, RFC 5758, RFC 8410, RFC 9881 (ML-DSA), RFC 9909 (SLH-DSA), RFC 9935 (ML-KEM),
 * draft-ietf-lamps-pq-composite-sigs-19, 6.
 */
export interface CertificateAlgorithm {
  readonly oid: string;
  /** `RSA`, `ecdsa-with-SHA256`, `ML-DSA-65`. */
  readonly name: string;
  /** Registered and post-quantum, a draft of such, or neither. */
  readonly era: 'classical' | 'post-quantum' | 'draft';
}

/** The algorithm with this OID. */
export function certificateAlgorithm(oid: string): CertificateAlgorithm | undefined {
  return BY_OID.get(oid);
}

/** A named curve of an EC key, in IANA's spelling for TLS, and its size in bits. */
export function certificateCurve(oid: string): { readonly name: string; readonly bits: number } | undefined {
  return CURVES[oid];
}

const CLASSICAL: readonly (readonly [oid: string, name: string])[] = [
  ['1.2.840.113549.1.1.1', 'RSA'],
  ['1.2.840.113549.1.1.10', 'RSASSA-PSS'],
  ['1.2.840.113549.1.1.2', 'md2WithRSAEncryption'],
  ['1.2.840.113549.1.1.4', 'md5WithRSAEncryption'],
  ['1.2.840.113549.1.1.5', 'sha1WithRSAEncryption'],
  ['1.2.840.113549.1.1.14', 'sha224WithRSAEncryption'],
  ['1.2.840.113549.1.1.11', 'sha256WithRSAEncryption'],
  ['1.2.840.113549.1.1.12', 'sha384WithRSAEncryption'],
  ['1.2.840.113549.1.1.13', 'sha512WithRSAEncryption'],
  ['1.2.840.10045.2.1', 'EC'],
  ['1.2.840.10045.4.1', 'ecdsa-with-SHA1'],
  ['1.2.840.10045.4.3.1', 'ecdsa-with-SHA224'],
  ['1.2.840.10045.4.3.2', 'ecdsa-with-SHA256'],
  ['1.2.840.10045.4.3.3', 'ecdsa-with-SHA384'],
  ['1.2.840.10045.4.3.4', 'ecdsa-with-SHA512'],
  ['2.16.840.1.101.3.4.3.9', 'ecdsa-with-SHA3-224'],
  ['2.16.840.1.101.3.4.3.10', 'ecdsa-with-SHA3-256'],
  ['2.16.840.1.101.3.4.3.11', 'ecdsa-with-SHA3-384'],
  ['2.16.840.1.101.3.4.3.12', 'ecdsa-with-SHA3-512'],
  ['1.2.840.10040.4.1', 'DSA'],
  ['1.2.840.10040.4.3', 'dsa-with-SHA1'],
  ['2.16.840.1.101.3.4.3.2', 'dsa-with-SHA256'],
  ['1.3.101.110', 'X25519'],
  ['1.3.101.111', 'X448'],
  ['1.3.101.112', 'Ed25519'],
  ['1.3.101.113', 'Ed448'],
  ['1.2.156.10197.1.501', 'SM2-with-SM3'],
];

const SLH_DSA_PARAMETERS = ['128s', '128f', '192s', '192f', '256s', '256f'];
const ML_DSA_SETS = [44, 65, 87];

const POST_QUANTUM: readonly (readonly [oid: string, name: string])[] = [
  ...ML_DSA_SETS.map((set, index) => [`2.16.840.1.101.3.4.3.${17 + index}`, `ML-DSA-${set}`] as const),
  ...['SHA2', 'SHAKE'].flatMap((family, place) =>
    SLH_DSA_PARAMETERS.map(
      (parameters, index) =>
        [`2.16.840.1.101.3.4.3.${20 + place * 6 + index}`, `SLH-DSA-${family}-${parameters}`] as const,
    ),
  ),
  ...ML_DSA_SETS.map((set, index) => [`2.16.840.1.101.3.4.3.${32 + index}`, `HashML-DSA-${set}-SHA512`] as const),
  ...[512, 768, 1024].map((set, index) => [`2.16.840.1.101.3.4.4.${1 + index}`, `ML-KEM-${set}`] as const),
  ['1.2.840.113549.1.9.16.3.17', 'HSS/LMS'],
  ['1.3.6.1.5.5.7.6.34', 'XMSS'],
  ['1.3.6.1.5.5.7.6.35', 'XMSSMT'],
];

/** From 1.3.6.1.5.5.7.6.37 on. */
const COMPOSITES = [
  'MLDSA44-RSA2048-PSS-SHA256',
  'MLDSA44-RSA2048-PKCS15-SHA256',
  'MLDSA44-Ed25519-SHA512',
  'MLDSA44-ECDSA-P256-SHA256',
  'MLDSA65-RSA3072-PSS-SHA512',
  'MLDSA65-RSA3072-PKCS15-SHA512',
  'MLDSA65-RSA4096-PSS-SHA512',
  'MLDSA65-RSA4096-PKCS15-SHA512',
  'MLDSA65-ECDSA-P256-SHA512',
  'MLDSA65-ECDSA-P384-SHA512',
  'MLDSA65-ECDSA-brainpoolP256r1-SHA512',
  'MLDSA65-Ed25519-SHA512',
  'MLDSA87-ECDSA-P384-SHA512',
  'MLDSA87-ECDSA-brainpoolP384r1-SHA512',
  'MLDSA87-Ed448-SHAKE256',
  'MLDSA87-RSA3072-PSS-SHA512',
  'MLDSA87-RSA4096-PSS-SHA512',
  'MLDSA87-ECDSA-P521-SHA512',
];

const CURVES: Readonly<Record<string, { readonly name: string; readonly bits: number }>> = {
  '1.2.840.10045.3.1.1': { name: 'secp192r1', bits: 192 },
  '1.3.132.0.33': { name: 'secp224r1', bits: 224 },
  '1.2.840.10045.3.1.7': { name: 'secp256r1', bits: 256 },
  '1.3.132.0.34': { name: 'secp384r1', bits: 384 },
  '1.3.132.0.35': { name: 'secp521r1', bits: 521 },
  '1.3.132.0.10': { name: 'secp256k1', bits: 256 },
  '1.3.36.3.3.2.8.1.1.7': { name: 'brainpoolP256r1', bits: 256 },
  '1.3.36.3.3.2.8.1.1.11': { name: 'brainpoolP384r1', bits: 384 },
  '1.3.36.3.3.2.8.1.1.13': { name: 'brainpoolP512r1', bits: 512 },
  '1.2.156.10197.1.301': { name: 'curveSM2', bits: 256 },
};

/** Every algorithm that has an object identifier here. */
export const certificateAlgorithms: readonly CertificateAlgorithm[] = [
  ...CLASSICAL.map(([oid, name]) => ({ oid, name, era: 'classical' as const })),
  ...POST_QUANTUM.map(([oid, name]) => ({ oid, name, era: 'post-quantum' as const })),
  ...COMPOSITES.map((name, index) => ({ oid: `1.3.6.1.5.5.7.6.${37 + index}`, name, era: 'draft' as const })),
];

const BY_OID: ReadonlyMap<string, CertificateAlgorithm> = new Map(
  certificateAlgorithms.map((each) => [each.oid, each]),
);
