/** A library of cryptography, as its file is called and as it names its version. */
export interface CryptoLibraryName {
  readonly library: string;
  /** On the file's name or its DT_SONAME, without directories. */
  readonly file: RegExp;
  /** Text that stands beside the version, and the pattern that takes it out. Absent: the library does not tell. */
  readonly version?: { readonly needle: string; readonly pattern: RegExp };
  /** The end of the file's own name is the version: `libmbedcrypto.so.3.6.6`. */
  readonly versionInName?: true;
}

/**
 * Shared libraries that bring their own cryptography, by the names that their projects give them. A name that auditwheel has
 * changed (`libcrypto-fb8d5b21.so.3`) counts as well. Sources: each project's build files, read 2026-11.
 */
export const CRYPTO_LIBRARY_NAMES: readonly CryptoLibraryName[] = [
  library('AWS-LC', /^lib(crypto|ssl)[-_]?aws[-_]?lc|^libaws[-_]lc/),
  library('Botan', /^libbotan-\d/, 'Botan ', /\bBotan (\d+\.\d+\.\d+)/),
  library('Crypto++', /^libcrypto\+\+|^libcryptopp/),
  library('GnuTLS', /^libgnutls(-[0-9a-f]{8})?\.so/),
  library('Kerberos k5crypto', /^libk5crypto(-[0-9a-f]{8})?\.so/),
  library('libgcrypt', /^libgcrypt(-[0-9a-f]{8})?\.so/, 'This is Libgcrypt ', /This is Libgcrypt (\d+\.\d+\.\d+)/),
  library('liboqs', /^liboqs(-[0-9a-f]{8})?\.so/),
  library('libsodium', /^libsodium(-[0-9a-f]{8})?\.so/, '1.0.', /^(1\.0\.\d{1,2})$/),
  library('libtomcrypt', /^libtomcrypt/),
  { library: 'Mbed TLS', file: /^lib(mbedcrypto|tfpsacrypto)(-[0-9a-f]{8})?\.so/, versionInName: true },
  library('Nettle', /^lib(nettle|hogweed)(-[0-9a-f]{8})?\.so/),
  library('NSS freebl', /^libfreebl(priv)?3\.so/, 'Version: NSS ', /Version: NSS (\d+(?:\.\d+){1,3})/),
  library('NSS softoken', /^libsoftokn3\.so/, 'Version: NSS ', /Version: NSS (\d+(?:\.\d+){1,3})/),
  library('OpenSSL libcrypto', /^libcrypto(-[0-9a-f]{8})?\.(so|\d)/),
  library('SymCrypt', /^libsymcrypt\.so/),
  library('wolfSSL', /^libwolfssl(-[0-9a-f]{8})?\.so/, 'wolfSSL ', /\bwolfSSL (\d+\.\d+\.\d+)/),
];

/** DT_NEEDED names of libraries through which a program uses another's cryptography, and whose library stands behind them. */
export const LINKED_LIBRARIES: readonly { readonly library: string; readonly needed: RegExp }[] = [
  { library: 'OpenSSL', needed: /^lib(crypto|ssl)\.so/ },
  { library: 'GnuTLS', needed: /^libgnutls\.so/ },
  { library: 'NSS', needed: /^lib(nss3|ssl3|smime3|softokn3|freebl3)\.so/ },
  { library: 'libgcrypt', needed: /^libgcrypt\.so/ },
  { library: 'Nettle', needed: /^lib(nettle|hogweed)\.so/ },
  { library: 'Mbed TLS', needed: /^lib(mbedtls|mbedcrypto|tfpsacrypto)\.so/ },
  { library: 'wolfSSL', needed: /^libwolfssl\.so/ },
  { library: 'libsodium', needed: /^libsodium\.so/ },
  { library: 'Kerberos k5crypto', needed: /^libk5crypto\.so/ },
];

function library(name: string, file: RegExp, needle?: string, pattern?: RegExp): CryptoLibraryName {
  return needle === undefined || pattern === undefined
    ? { library: name, file }
    : { library: name, file, version: { needle, pattern } };
}
