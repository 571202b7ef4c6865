import { isFrom } from './openssl-version.ts';

/**
 * What libssl is built with, by version.
 * Sources: ssl/t1_lib.c and include/openssl/ssl.h.in of 3.0.20, 3.5.7, 3.6.3, 4.0.2; CHANGES.md 3.2 (security level), 3.5, 4.0 (groups).
 */
export interface OpensslDefaults {
  /** In the grammar of that version's `Groups`. */
  readonly groups: string;
  readonly ciphersuites: string;
  /** Null: left to the distribution (upstream said 1 before 3.2, Debian and Ubuntu built with 2). */
  readonly securityLevel: number | null;
}

/** The built-in lists of a version. */
export function opensslDefaults(version: { readonly major: number; readonly minor: number }): OpensslDefaults {
  return {
    groups: isFrom(version, '4.0') ? GROUPS_40 : isFrom(version, '3.5') ? GROUPS_35 : GROUPS_30,
    ciphersuites: 'TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256:TLS_AES_128_GCM_SHA256',
    securityLevel: isFrom(version, '3.2') ? 2 : null,
  };
}

const GROUPS_30 = 'x25519:secp256r1:x448:secp521r1:secp384r1:ffdhe2048:ffdhe3072:ffdhe4096:ffdhe6144:ffdhe8192';
const GROUPS_35 = '?*X25519MLKEM768 / ?*X25519:?secp256r1 / ?X448:?secp384r1:?secp521r1 / ?ffdhe2048:?ffdhe3072';
const GROUPS_40 =
  '?*X25519MLKEM768:?SecP256r1MLKEM768:?curveSM2MLKEM768 / ?*X25519:?secp256r1 / ?X448:?secp384r1:?secp521r1 / ?curveSM2 / ?ffdhe2048:?ffdhe3072';
