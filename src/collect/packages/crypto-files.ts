import { sharedLibraryPaths } from '../shared-libraries.ts';

/** Programs and libraries that compute, with what proves that they are whole: none of these is anybody's to change. */
const CODE: readonly string[] = [
  ...sharedLibraryPaths([
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
  ]),
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
export const cryptoFilePaths: readonly string[] = [...CODE, ...CONFIGURATION];

/** Whether a file of a package is code of cryptography or its configuration; undefined for all others. */
export function cryptoFile(path: string): 'code' | 'configuration' | undefined {
  if (CODE_PATTERN.test(path)) return 'code';
  return CONFIGURATION_PATTERN.test(path) ? 'configuration' : undefined;
}

function patternOf(paths: readonly string[]): RegExp {
  const expressions = paths.map((path) => path.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '[^/]*'));
  return new RegExp(`^(?:${expressions.join('|')})$`);
}

const CODE_PATTERN = patternOf(CODE);
const CONFIGURATION_PATTERN = patternOf(CONFIGURATION);
