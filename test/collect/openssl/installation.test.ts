import { expect, it } from 'vitest';
import { locateOpenssl } from '../../../src/collect/openssl/installation.ts';
import { rootTree } from '../../../src/target/root-tree.ts';
import { buildLibcrypto } from '../../support/elf.ts';
import { buildTree, type Tree } from '../../support/tree.ts';

const DEBIAN = buildLibcrypto({
  version: 'OpenSSL 3.5.7 9 Jun 2026',
  openssldir: '/usr/lib/ssl',
  modulesDirectory: '/usr/lib/x86_64-linux-gnu/ossl-modules',
});

it('finds the library of a system with merged /usr once', async () => {
  const found = await search({
    '/usr/lib/x86_64-linux-gnu/libcrypto.so.3': DEBIAN,
    '/usr/lib64': { dir: true },
    '/lib': { link: 'usr/lib' },
    '/lib64': { link: 'usr/lib64' },
  });
  expect(found).toEqual({
    installations: [
      {
        build: {
          version: { major: 3, minor: 5, patch: 7, text: '3.5.7' },
          flavour: 'upstream',
          openssldir: '/usr/lib/ssl',
          modulesDirectory: '/usr/lib/x86_64-linux-gnu/ossl-modules',
          systemCiphersFile: null,
          readsKernelFips: false,
        },
        path: '/usr/lib/x86_64-linux-gnu/libcrypto.so.3',
        evidence: { at: { in: 'file', path: '/usr/lib/x86_64-linux-gnu/libcrypto.so.3' }, quote: 'OpenSSL 3.5.7' },
      },
    ],
    olderLibraries: [],
    gaps: [],
  });
});

it('follows the link to the real name, and takes the system ciphers file from the libssl beside it', async () => {
  const red = buildLibcrypto({
    version: 'OpenSSL 3.5.4 30 Sep 2025',
    openssldir: '/etc/pki/tls',
    modulesDirectory: '/usr/lib64/ossl-modules',
    strings: ['/proc/sys/crypto/fips_enabled', '/etc/pki/tls/fips_local.cnf'],
  });
  const found = await search({
    '/usr/lib64/libcrypto.so.3.5.4': red,
    '/usr/lib64/libcrypto.so.3': { link: 'libcrypto.so.3.5.4' },
    '/usr/lib64/libssl.so.3.5.4': Buffer.from('\0/etc/crypto-policies/back-ends/opensslcnf.config\0'),
    '/usr/lib64/libssl.so.3': { link: 'libssl.so.3.5.4' },
  });
  expect(found.installations).toMatchObject([
    {
      path: '/usr/lib64/libcrypto.so.3.5.4',
      build: { flavour: 'red-hat', systemCiphersFile: '/etc/crypto-policies/back-ends/opensslcnf.config' },
    },
  ]);
});

it('finds several, the one of the system first, and an old one by its version', async () => {
  const local = buildLibcrypto({
    version: 'OpenSSL 4.0.2 5 Aug 2026',
    openssldir: '/usr/local/ssl',
    modulesDirectory: '/usr/local/lib64/ossl-modules',
  });
  const found = await search({
    '/usr/local/lib64/libcrypto.so.4': local,
    '/usr/lib/x86_64-linux-gnu/libcrypto.so.3': DEBIAN,
    '/usr/lib/x86_64-linux-gnu/libcrypto.so.1.1': Buffer.from('\0OpenSSL 1.1.1w  11 Sep 2023\0'),
  });
  expect(found.installations.map(({ build }) => build.version.text)).toEqual(['3.5.7', '4.0.2']);
  expect(found.olderLibraries).toMatchObject([
    { version: '1.1.1w', path: '/usr/lib/x86_64-linux-gnu/libcrypto.so.1.1' },
  ]);
});

it('says what it could not make out', async () => {
  const found = await search({ '/usr/lib64/libcrypto.so.3': 'not a library' });
  expect(found).toMatchObject({
    installations: [],
    gaps: [{ kind: 'openssl.library', subject: 'OpenSSL libcrypto', at: { path: '/usr/lib64/libcrypto.so.3' } }],
  });
  expect(found.gaps[0]?.why).toMatch(/wants a version line/);
});

it('finds nothing where there is nothing', async () => {
  expect(await search({ '/etc/hostname': 'empty' })).toEqual({ installations: [], olderLibraries: [], gaps: [] });
});

it('looks through a view once', async () => {
  const files = rootTree(await buildTree({ '/usr/lib64/libcrypto.so.3': DEBIAN }));
  expect(locateOpenssl(files)).toBe(locateOpenssl(files));
  await locateOpenssl(files);
});

async function search(tree: Tree) {
  return locateOpenssl(rootTree(await buildTree(tree)));
}
