import { fact, type Harvest } from '../facts/fact.ts';
import type { Collector } from './collector.ts';
import { gnutls } from './crypto-libraries/gnutls.ts';
import { implementation, type LibraryReader } from './crypto-libraries/implementation.ts';
import { libgcrypt } from './crypto-libraries/libgcrypt.ts';
import { nss } from './crypto-libraries/nss.ts';
import { symcrypt } from './crypto-libraries/symcrypt.ts';
import { locateOpenssl, OPENSSL_LIBRARY_PATHS } from './openssl/installation.ts';
import { sharedLibraryPaths } from './shared-libraries.ts';

/** The shared libraries that programs take their cryptography from, and whether each carries the marks of its FIPS build. */
export const cryptoLibraries: Collector<'files'> = {
  id: 'crypto-libraries',
  needs: ['files'],
  welcomes: [],
  yields: ['crypto.implementation'],
  opens: [
    '/etc/gcrypt/fips_enabled',
    ...OPENSSL_LIBRARY_PATHS,
    ...sharedLibraryPaths([
      '.*.hmac',
      'fipscheck/*.hmac',
      'libfreebl*',
      'libgcrypt.so.*',
      'libgmp.so.*',
      'libgnutls.so.*',
      'libhogweed.so.*',
      'libnettle.so.*',
      'libsoftokn3*',
      'libsymcrypt.so.*',
    ]),
  ],
  async collect({ files }) {
    const harvests = await Promise.all([opensslLibraries(files), ...READERS.map((reader) => reader(files))]);
    return { facts: harvests.flatMap(({ facts }) => facts), gaps: harvests.flatMap(({ gaps }) => gaps) };
  },
};

/** Gaps of the search belong to `openssl.library`, and come with it; here they hide an implementation. */
const opensslLibraries: LibraryReader = async (files): Promise<Harvest> => {
  const { installations, olderLibraries, gaps } = await locateOpenssl(files);
  const libraries = [
    ...installations.map((each) => ({ ...each, version: each.build.version.text, basis: PROVIDERS })),
    ...olderLibraries.map((each) => ({ ...each, basis: BEFORE_PROVIDERS })),
  ];
  return {
    facts: libraries.map(({ version, path, basis, evidence: proof }) =>
      fact(
        'crypto.implementation',
        'OpenSSL libcrypto',
        implementation('OpenSSL libcrypto', version, path, { integrity: 'absent', basis }),
        proof,
      ),
    ),
    gaps: gaps.map((gap) => ({ ...gap, kind: 'crypto.implementation' as const })),
  };
};

const READERS: readonly LibraryReader[] = [gnutls, libgcrypt, nss, symcrypt];
const PROVIDERS = 'libcrypto has no integrity test of its own; the FIPS provider is a module apart';
const BEFORE_PROVIDERS = 'a version before providers; its in-library module is not examined';
