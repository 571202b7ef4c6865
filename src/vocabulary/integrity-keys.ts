/**
 * Keys with which modules check themselves. They are no secrets: each is published in its library's sources, and guards
 * against accidents only.
 */

/** OpenSSL's FIPS provider unless built with `--fips-key`: SHA-256 of "holy hand grenade of antioch". Source: OpenSSL Configure. */
export const OPENSSL_FIPS_KEY = 'f4556650ac31d35461610bac4ed81b1a181b2d8a43ea2854cbae22ca74560813';

/** GnuTLS, and libgcrypt as Red Hat, Fedora, SUSE and Azure Linux build it: the characters are the key. Source: GnuTLS lib/fips.c. */
export const GNUTLS_FIPS_KEY = 'orboDeJITITejsirpADONivirpUkvarP';

/** libgcrypt's own default. Source: libgcrypt src/fips.c, KEY_FOR_BINARY_CHECK. */
export const LIBGCRYPT_FIPS_KEY = 'What am I, a doctor or a moonshuttle conductor?';
