import type { Tree } from '../support/tree.ts';
import { apkInstalled } from './parts/apk.ts';
import { libcrypto, upstreamFipsSo } from './parts/binaries.ts';
import { fipsmoduleCnf } from './parts/fipsmodule-cnf.ts';
import { chainguardFipsCnf } from './parts/openssl-cnf.ts';
import { osReleaseFiles, osReleaseTexts } from './parts/os-release.ts';

/** A Chainguard FIPS image: the build of certificate 5132, enforced by configuration whatever the kernel says; no kernel inside. */
export async function chainguardFips(): Promise<Tree> {
  const module = upstreamFipsSo('Chainguard FIPS Provider for OpenSSL', '3.4.0', '3.4.0-r5');
  const library = libcrypto({ version: 'OpenSSL 3.6.3 9 Jun 2026', openssldir: '/etc/ssl', libdir: '/usr/lib' });
  return {
    ...osReleaseFiles(osReleaseTexts.chainguard),
    '/usr/lib/libcrypto.so.3': {
      content: library,
      mode: 0o755,
    },
    '/usr/lib/ossl-modules/fips.so': { content: module, mode: 0o755 },
    '/etc/ssl/openssl.cnf': chainguardFipsCnf(),
    '/etc/ssl/fipsmodule.cnf': fipsmoduleCnf(module, { changed: PEDANTIC }),
    '/usr/lib/apk/db/installed': apkInstalled([
      { name: 'ca-certificates-bundle', version: '20260611-r0' },
      { name: 'glibc', version: '2.42-r9' },
      {
        name: 'libcrypto3',
        version: '3.6.3-r1',
        origin: 'openssl',
        provides: ['so:libcrypto.so.3=3'],
        files: [{ path: '/usr/lib/libcrypto.so.3', content: library }],
      },
      { name: 'openssl-config-fipshardened', version: '3.6.3-r1', origin: 'openssl' },
      {
        name: 'openssl-provider-fips-3.4.0',
        version: '3.4.0-r5',
        provides: ['NIST-CMVP-5132=0', 'NIST-ESV-191=0', 'openssl-provider-fips=3.4.0-r5'],
        files: [{ path: '/usr/lib/ossl-modules/fips.so', content: module }],
      },
      { name: 'wolfi-baselayout', version: '20230201-r26' },
    ]),
  };
}

const PEDANTIC: Readonly<Record<string, string>> = Object.fromEntries(
  [
    'hmac-key-check',
    'kmac-key-check',
    'tls1-prf-ems-check',
    'no-short-mac',
    'drbg-no-trunc-md',
    'signature-digest-check',
    'hkdf-digest-check',
    'tls13-kdf-digest-check',
    'tls1-prf-digest-check',
    'sshkdf-digest-check',
    'sskdf-digest-check',
    'x963kdf-digest-check',
    'dsa-sign-disabled',
    'tdes-encrypt-disabled',
    'rsa-pkcs15-pad-disabled',
    'rsa-pss-saltlen-check',
    'rsa-sign-x931-pad-disabled',
    'hkdf-key-check',
    'kbkdf-key-check',
    'tls13-kdf-key-check',
    'tls1-prf-key-check',
    'sshkdf-key-check',
    'sskdf-key-check',
    'x963kdf-key-check',
    'x942kdf-key-check',
    'ecdh-cofactor-check',
  ].map((key) => [key, '1']),
);
