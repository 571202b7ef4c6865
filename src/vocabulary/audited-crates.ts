/** What a crate in the audit data of a Rust program brings of cryptography. */
export interface AuditedCryptography {
  readonly crate: RegExp;
  readonly library: 'AWS-LC' | 'BoringSSL' | 'OpenSSL' | 'ring' | 'RustCrypto';
  /** Where in the crate's version the library's own stands: `300.5.0+3.5.0`. Absent: the crate's version is the library's. */
  readonly version?: RegExp;
}

/**
 * Crates whose code computes. `openssl-sys` alone calls a library that lies elsewhere; `openssl-src` compiles a copy.
 * Sources: crates.io pages of each, read 2026-11; the names of RustCrypto's crates: github.com/RustCrypto.
 */
export const AUDITED_CRYPTOGRAPHY: readonly AuditedCryptography[] = [
  { crate: /^aws-lc-(fips-)?sys$/, library: 'AWS-LC' },
  { crate: /^boring-sys$/, library: 'BoringSSL' },
  { crate: /^openssl-src$/, library: 'OpenSSL', version: /\+(\d+\.\d+\.\d+)$/ },
  { crate: /^ring$/, library: 'ring' },
  {
    crate:
      /^(aes-gcm|aes-gcm-siv|chacha20poly1305|dsa|ecdsa|ed25519-dalek|ed448-goldilocks|elliptic-curve|ml-dsa|ml-kem|p256|p384|p521|rsa|slh-dsa|x25519-dalek)$/,
    library: 'RustCrypto',
  },
];
