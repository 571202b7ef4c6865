import type { OlderAnswers } from './answers.ts';

/** Cipher suites of TLS 1.2 by key agreement and signature, without both: `AES_256_GCM_SHA384`. */
export function suites(agreement: string, ciphers: readonly string[]): readonly string[] {
  return ciphers.map((cipher) => `TLS_${agreement}_WITH_${cipher}`);
}

/** What OpenSSL's DEFAULT has at security level 2, by `openssl ciphers -s -tls1_2 -stdname DEFAULT` of 3.0 and 3.5. */
export const ECDHE_DEFAULT = [
  'AES_256_GCM_SHA384',
  'CHACHA20_POLY1305_SHA256',
  'AES_128_GCM_SHA256',
  'AES_256_CBC_SHA384',
  'AES_128_CBC_SHA256',
  'AES_256_CBC_SHA',
  'AES_128_CBC_SHA',
] as const;
export const DHE_DEFAULT = [
  'AES_256_GCM_SHA384',
  'CHACHA20_POLY1305_SHA256',
  'AES_128_GCM_SHA256',
  'AES_256_CBC_SHA256',
  'AES_128_CBC_SHA256',
  'AES_256_CBC_SHA',
  'AES_128_CBC_SHA',
] as const;
export const RSA_DEFAULT = [
  'AES_256_GCM_SHA384',
  'AES_128_GCM_SHA256',
  'AES_256_CBC_SHA256',
  'AES_128_CBC_SHA256',
  'AES_256_CBC_SHA',
  'AES_128_CBC_SHA',
] as const;

/** What HIGH adds to DEFAULT, by `openssl ciphers -s -tls1_2 -stdname 'HIGH:!aNULL:!MD5'` of 3.5. */
export const ECDHE_HIGH = [
  ...ECDHE_DEFAULT,
  'ARIA_256_GCM_SHA384',
  'ARIA_128_GCM_SHA256',
  'CAMELLIA_256_CBC_SHA384',
  'CAMELLIA_128_CBC_SHA256',
] as const;
export const DHE_HIGH = [
  ...DHE_DEFAULT,
  'AES_256_CCM',
  'AES_128_CCM',
  'ARIA_256_GCM_SHA384',
  'ARIA_128_GCM_SHA256',
  'CAMELLIA_256_CBC_SHA256',
  'CAMELLIA_128_CBC_SHA256',
  'CAMELLIA_256_CBC_SHA',
  'CAMELLIA_128_CBC_SHA',
] as const;
export const RSA_HIGH = [
  ...RSA_DEFAULT,
  'AES_256_CCM',
  'AES_128_CCM',
  'ARIA_256_GCM_SHA384',
  'ARIA_128_GCM_SHA256',
  'CAMELLIA_256_CBC_SHA256',
  'CAMELLIA_128_CBC_SHA256',
  'CAMELLIA_256_CBC_SHA',
  'CAMELLIA_128_CBC_SHA',
] as const;

/** The groups that OpenSSL 3.5 has built in. Source: openssl 3.5 CHANGES.md, `SSL_CTX_set1_groups`(3). */
export const OPENSSL_35_GROUPS = [
  'X25519MLKEM768',
  'ffdhe2048',
  'ffdhe3072',
  'secp256r1',
  'secp384r1',
  'secp521r1',
  'x25519',
  'x448',
] as const;

/** The schemes with which OpenSSL signs by an RSA key in TLS 1.2 at security level 2 (112 bits: no SHA-1). */
export const OPENSSL_RSA_SCHEMES = [
  'rsa_pkcs1_sha224',
  'rsa_pkcs1_sha256',
  'rsa_pkcs1_sha384',
  'rsa_pkcs1_sha512',
  'rsa_pss_rsae_sha256',
  'rsa_pss_rsae_sha384',
  'rsa_pss_rsae_sha512',
] as const;

/** TLS 1.2 of OpenSSL with an RSA key; what differs is given. */
export function openssl12(given: Partial<OlderAnswers> & { readonly tls12: readonly string[] }): OlderAnswers {
  const { tls12, ...rest } = given;
  return {
    suites: { 'TLSv1.2': [...tls12].sort() },
    groups: ['secp256r1', 'secp384r1', 'secp521r1', 'x25519', 'x448'],
    schemes: OPENSSL_RSA_SCHEMES,
    extendedMasterSecret: true,
    secureRenegotiation: true,
    compression: false,
    dhPrimeBits: null,
    staticRsa: 'yes',
    downgradeSentinel: 'present',
    ...rest,
  };
}
