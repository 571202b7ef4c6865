import { sharedLibraryPaths } from '../shared-libraries.ts';

/** Libraries that compute, with what proves that they are whole: none of these is anybody's to change. */
const LIBRARIES: readonly string[] = [
  '.*.hmac',
  '*.chk',
  'engines-*/*.so',
  'fipscheck/*.hmac',
  'libaws-lc*.so*',
  'libcrypto*.so*',
  'libfreebl*.so',
  'libgcrypt.so*',
  'libgnutls.so*',
  'libhogweed.so*',
  'libk5crypto.so*',
  'libmbedcrypto.so*',
  'libnettle.so*',
  'libnss3.so',
  'libsodium.so*',
  'libsoftokn3.so',
  'libssl*.so*',
  'libsymcrypt.so*',
  'libwolfssl.so*',
  'nss/*.chk',
  'nss/*.so',
  'ossl-modules/*.so',
];

/** The same of programs, and of the policy that stands for FIPS mode. */
const PROGRAMS: readonly string[] = [
  '/usr/bin/openssl',
  '/usr/bin/ssh',
  '/usr/lib/openssh/sshd-*',
  '/usr/lib/ssh/sshd-*',
  '/usr/libexec/openssh/sshd-*',
  '/usr/sbin/sshd',
  '/usr/share/crypto-policies/FIPS/*',
  '/usr/share/crypto-policies/back-ends/FIPS/*',
  '/usr/share/crypto-policies/default-fips-config',
  '/usr/share/crypto-policies/policies/FIPS.pol',
];

/** Settings, which the owner of a system may change and often must. */
const CONFIGURATION: readonly string[] = [
  '/etc/crypto-policies/config',
  '/etc/gnutls/config',
  '/etc/pki/tls/*.cnf',
  '/etc/pki/tls/openssl.d/*',
  '/etc/ssh/ssh_config',
  '/etc/ssh/sshd_config',
  '/etc/ssl/*.cnf',
];

/** All of them, for a collector's `opens`. */
export const cryptoFilePaths: readonly string[] = [...sharedLibraryPaths(LIBRARIES), ...PROGRAMS, ...CONFIGURATION];

/** Whether a file of a package is code of cryptography or its configuration; undefined for all others. */
export function cryptoFile(path: string): 'code' | 'configuration' | undefined {
  if (path.startsWith('/etc/')) return CONFIGURATION_PATTERN.test(path) ? 'configuration' : undefined;
  return LIBRARY_PATTERN.test(path) || PROGRAM_PATTERN.test(path) ? 'code' : undefined;
}

function alternatives(patterns: readonly string[]): string {
  return patterns.map((each) => each.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '[^/]*')).join('|');
}

/** The directories in one expression: thousands of paths are asked. */
const LIBRARY_PATTERN = new RegExp(
  `^/(?:usr/)?lib(?:64)?/(?:[a-z0-9_]+-linux-gnu[a-z0-9]*/)?(?:${alternatives(LIBRARIES)})$`,
);
const PROGRAM_PATTERN = new RegExp(`^(?:${alternatives(PROGRAMS)})$`);
const CONFIGURATION_PATTERN = new RegExp(`^(?:${alternatives(CONFIGURATION)})$`);
