import { describe, expect, it } from 'vitest';
import { CRYPTO_PACKAGES, cryptoPackage } from '../../src/vocabulary/crypto-packages.ts';

describe('a package decides cryptography', () => {
  const relevant = {
    rpm: [
      'openssl',
      'openssl-libs',
      'openssl-fips-provider',
      'openssl-fips-provider-so',
      'openssl-fips-provider-certified',
      'libopenssl-3-fips-provider',
      'SymCrypt',
      'SymCrypt-OpenSSL',
      'crypto-policies',
      'crypto-policies-scripts',
      'kernel',
      'kernel-core',
      'dracut-fips',
      'gnutls',
      'nss-softokn-freebl',
      'libgcrypt',
      'nettle',
      'openssh-server',
      'krb5-libs',
      'java-21-openjdk-headless',
      'python3-cryptography',
      'golang',
      'nodejs',
      'libreswan',
      'patterns-base-fips',
      'gpg-pubkey',
    ],
    dpkg: [
      'openssl',
      'libssl3t64',
      'openssl-provider-fips',
      'openssl-fips-module-3',
      'libgcrypt20-hmac',
      'ubuntu-fips',
      'ubuntu-aws-fips',
      'linux-image-6.8.0-38-fips',
      'libgnutls30t64',
      'openssh-client',
      'libnss3',
      'ca-certificates',
    ],
    apk: [
      'NIST-CMVP-5132',
      'NIST-CMVP-4743-UPDATE',
      'libcrypto3',
      'openssl-provider-fips-3.4.0',
      'openssl-config-fipshardened',
    ],
  } as const;
  for (const family of ['rpm', 'dpkg', 'apk'] as const) {
    it(`by its name: ${family}`, () => {
      expect(relevant[family].filter((name) => cryptoPackage(family, name) === undefined)).toEqual([]);
    });
  }

  it('and no other does, nor its documents and headers', () => {
    const others = [
      'bash',
      'glibc',
      'openssl-devel',
      'libssl-dev',
      'nssdb-doc',
      'libnss-systemd',
      'nss_wrapper',
      'kernel-headers',
      'gonum',
      'opensslx',
    ];
    expect(
      others.filter((name) => cryptoPackage('rpm', name) !== undefined || cryptoPackage('dpkg', name) !== undefined),
    ).toEqual([]);
  });

  it('for one reason a row, in order', () => {
    const reasons = CRYPTO_PACKAGES.map((row) => row.why.toLowerCase());
    expect(reasons).toEqual([...new Set(reasons)].toSorted());
  });
});
