import type { Release } from './openssl-version.ts';

/**
 * A TLS 1.3 cipher suite by IANA's name, as OpenSSL takes it in `Ciphersuites`.
 * Source: RFC 8446 B.4; RFC 9150 for the integrity-only suites; OpenSSL ssl/s3_lib.c (strength bits) of 3.5.7.
 */
export interface CipherSuite {
  readonly name: string;
  readonly codePoint: number;
  /** As OpenSSL's security level counts them. */
  readonly strengthBits: number;
  readonly since: Release;
  /** Served by a FIPS provider. */
  readonly inFips: boolean;
}

/** By code point. */
export const tls13CipherSuites: readonly CipherSuite[] = [
  { name: 'TLS_AES_128_GCM_SHA256', codePoint: 0x1301, strengthBits: 128, inFips: true, since: '3.0' },
  { name: 'TLS_AES_256_GCM_SHA384', codePoint: 0x1302, strengthBits: 256, inFips: true, since: '3.0' },
  { name: 'TLS_CHACHA20_POLY1305_SHA256', codePoint: 0x1303, strengthBits: 256, inFips: false, since: '3.0' },
  { name: 'TLS_AES_128_CCM_SHA256', codePoint: 0x1304, strengthBits: 128, inFips: true, since: '3.0' },
  { name: 'TLS_AES_128_CCM_8_SHA256', codePoint: 0x1305, strengthBits: 64, inFips: true, since: '3.0' },
  // Integrity only: no encryption, so that any security level above 0 leaves them out.
  { name: 'TLS_SHA256_SHA256', codePoint: 0xc0b4, strengthBits: 0, inFips: true, since: '3.4' },
  { name: 'TLS_SHA384_SHA384', codePoint: 0xc0b5, strengthBits: 0, inFips: true, since: '3.4' },
];

/** The suite with this name; names are case-sensitive before OpenSSL 4.0 and always spelled so by IANA. */
export function tls13CipherSuite(name: string): CipherSuite | undefined {
  return tls13CipherSuites.find((suite) => suite.name === name);
}
