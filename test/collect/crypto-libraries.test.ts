import { createHmac } from 'node:crypto';
import { expect, it } from 'vitest';
import { cryptoLibraries } from '../../src/collect/crypto-libraries.ts';
import { GNUTLS_FIPS_KEY } from '../../src/vocabulary/integrity-keys.ts';
import { buildElf, buildLibcrypto } from '../support/elf.ts';
import { harvestOf } from '../support/harvest.ts';
import { buildLibgcrypt } from '../support/libgcrypt.ts';
import type { Tree } from '../support/tree.ts';

const GNUTLS = buildElf({
  soname: 'libgnutls.so.30',
  sections: [{ name: '.rodata', content: `\x003.8.12\0fips\0${GNUTLS_FIPS_KEY}\0` }],
});
const NETTLE = Buffer.from('nettle');

it('names the libraries of a system, with what marks their FIPS builds', async () => {
  const libraries = await libraryFacts({
    '/lib64': { link: 'usr/lib64' },
    '/etc/gcrypt/fips_enabled': '',
    '/usr/lib64/libcrypto.so.3': buildLibcrypto({
      version: 'OpenSSL 3.5.4 30 Sep 2025',
      openssldir: '/etc/pki/tls',
      modulesDirectory: '/usr/lib64/ossl-modules',
    }),
    '/usr/lib64/libcrypto.so.1.1': Buffer.from('\0OpenSSL 1.1.1k  FIPS 25 Mar 2021\0'),
    '/usr/lib64/libgnutls.so.30.41.0': GNUTLS,
    '/usr/lib64/libgnutls.so.30': { link: 'libgnutls.so.30.41.0' },
    '/usr/lib64/libnettle.so.8': NETTLE,
    '/usr/lib64/.libgnutls.so.30.hmac': sidecar(),
    '/usr/lib64/libgcrypt.so.20': buildLibgcrypt('1.11.1', GNUTLS_FIPS_KEY),
    '/usr/lib64/libsoftokn3.so': Buffer.from('\0Version: NSS 3.112.0 Basic ECC\0'),
    '/usr/lib64/libsoftokn3.chk': 'signature',
    '/usr/lib64/libfreeblpriv3.so': Buffer.from('\0Version: NSS 3.112.0 Basic ECC\0'),
    '/usr/lib64/libsymcrypt.so.103.12.0': Buffer.from('\0v103.12.0_main_2026-08-12\0'),
    '/usr/lib64/libsymcrypt.so.103': { link: 'libsymcrypt.so.103.12.0' },
  });
  expect(libraries).toEqual([
    [
      'OpenSSL libcrypto',
      '3.5.4',
      'absent',
      'libcrypto has no integrity test of its own; the FIPS provider is a module apart',
    ],
    ['OpenSSL libcrypto', '1.1.1k', 'absent', 'a version before providers; its in-library module is not examined'],
    [
      'GnuTLS',
      '3.8.12',
      'intact',
      'HMAC-SHA256 equals /usr/lib64/.libgnutls.so.30.hmac for libgnutls.so.30, libnettle.so.8',
    ],
    [
      'libgcrypt',
      '1.11.1',
      'intact',
      'HMAC-SHA256 equals the MAC in its note .note.fdo.integrity; /etc/gcrypt/fips_enabled puts it into FIPS mode',
    ],
    ['NSS softoken', '3.112.0', 'present', '/usr/lib64/libsoftokn3.chk is there; its signature is not verified'],
    ['NSS freebl', '3.112.0', 'absent', 'no /usr/lib64/libfreeblpriv3.chk, which its FIPS self-test needs'],
    ['SymCrypt', '103.12.0', 'unknown', 'it tests itself in memory when it is loaded; a file cannot be compared'],
  ]);
});

const WITH_GNUTLS: Tree = { '/usr/lib64/libgnutls.so.30': GNUTLS, '/usr/lib64/libnettle.so.8': NETTLE };

it.each<[string, Tree, string, RegExp]>([
  ['a bare MAC', { '.hmac': mac(GNUTLS) }, 'intact', /equals/],
  ['the MAC of another file', { '.hmac': mac(NETTLE) }, 'altered', /over \/usr\/lib64\/libgnutls.so.30 differs/],
  ['an empty file', { '.hmac': '' }, 'unknown', /is empty/],
  ['a file that holds no MAC', { '.hmac': 'hello' }, 'unknown', /holds no MAC that can be read/],
  ['no file', {}, 'absent', /no .hmac file/],
  [
    'a MAC over a library that is gone',
    { '.hmac': `${sidecar()}[libgmp.so.10]\nhmac = ${mac(NETTLE)}\n` },
    'unknown',
    /is not there/,
  ],
])('judges GnuTLS beside %s', async (_, files, integrity, basis) => {
  const sidecars = Object.values(files).map((content) => ['/usr/lib64/.libgnutls.so.30.hmac', content] as const);
  const [gnutls] = await libraryFacts({ ...WITH_GNUTLS, ...Object.fromEntries(sidecars) });
  expect(gnutls?.[2]).toBe(integrity);
  expect(gnutls?.[3]).toMatch(basis);
});

it('finds a changed arithmetic library under GnuTLS', async () => {
  const [gnutls] = await libraryFacts({
    ...WITH_GNUTLS,
    '/usr/lib64/libnettle.so.8': 'other',
    '/usr/lib64/.libgnutls.so.30.hmac': sidecar(),
  });
  expect(gnutls?.slice(2)).toEqual([
    'altered',
    'HMAC-SHA256 over /usr/lib64/libnettle.so.8 differs from its .hmac file',
  ]);
});

it('takes the version of a FIPS build, and none where several stand', async () => {
  const of = async (literals: string) => {
    const library = buildElf({ sections: [{ name: '.rodata', content: `\0${literals}\0` }] });
    return (await libraryFacts({ '/usr/lib64/libgnutls.so.30': library }))[0]?.[1];
  };
  expect(await of('3.7.6\x003.7.6-074d015ce201f434')).toBe('3.7.6-074d015ce201f434');
  expect(await of('3.7.6\x003.8.1')).toBeNull();
});

it('leaves a gap for a library that it cannot read', async () => {
  const harvest = await harvestOf(cryptoLibraries, {
    '/usr/lib64/libgcrypt.so.20': { link: '/usr/lib64/libgcrypt.so.20' },
  });
  expect(harvest).toMatchObject({ facts: [], gaps: [{ kind: 'crypto.implementation', subject: 'libgcrypt.so.20' }] });
});

async function libraryFacts(tree: Tree) {
  const { facts, gaps } = await harvestOf(cryptoLibraries, tree);
  expect(gaps).toEqual([]);
  return facts.flatMap((each) =>
    each.kind === 'crypto.implementation'
      ? [[each.value.library, each.value.version, each.value.fips.integrity, each.value.fips.basis]]
      : [],
  );
}

function mac(content: Uint8Array): string {
  return createHmac('sha256', GNUTLS_FIPS_KEY).update(content).digest('hex');
}

function sidecar(): string {
  return `[global]\nformat-version = 1\n[libgnutls.so.30]\npath = /usr/lib64/libgnutls.so.30\nhmac = ${mac(GNUTLS)}\n[libnettle.so.8]\npath = /usr/lib64/libnettle.so.8\nhmac = ${mac(NETTLE)}\n`;
}
