import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { inspectFipsModule } from '../../../src/collect/openssl/fips-module.ts';
import { targetPath } from '../../../src/facts/locator.ts';
import { rootTree } from '../../../src/target/root-tree.ts';
import { buildElf, buildFipsModule, moduleMac } from '../../support/elf.ts';
import { buildTree, type Tree } from '../../support/tree.ts';

const FIPS_SO = '/usr/lib64/ossl-modules/fips.so';
const UPSTREAM = buildFipsModule({ version: '3.5.7' });
const RED_HAT = buildFipsModule({
  name: 'Red Hat Enterprise Linux 9 - OpenSSL FIPS Provider',
  version: '3.0.7-395c1a240fbfffd8',
  mac: 'embedded',
});

it('tells what a module calls itself, and that it is the file of its configuration', async () => {
  expect(await inspect({ [FIPS_SO]: UPSTREAM }, FIPS_SO, moduleMac(UPSTREAM))).toEqual({
    state: 'loads',
    module: {
      role: 'OpenSSL FIPS provider',
      value: {
        name: 'OpenSSL FIPS Provider',
        version: '3.5.7',
        build: '3.5.7',
        nonCompliant: false,
        path: FIPS_SO,
        machine: 'x86_64',
        integrity: 'intact',
        integrityBasis: 'HMAC-SHA256 over the file equals module-mac of the configuration',
        packageDigest: 'unknown',
      },
      evidence: { at: { in: 'file', path: FIPS_SO }, quote: 'OpenSSL FIPS Provider 3.5.7' },
    },
    gaps: [],
  });
});

it('needs no configuration for a module that holds its MAC', async () => {
  expect(await inspect({ [FIPS_SO]: RED_HAT }, FIPS_SO, null)).toMatchObject({
    state: 'loads',
    module: { value: { build: '3.0.7-395c1a240fbfffd8', integrity: 'intact' } },
  });
});

it('foresees that a changed module, and one without a MAC, does not load', async () => {
  const changed = UPSTREAM.slice();
  changed[changed.indexOf(0xc3)] = 0x90;
  expect(await inspect({ [FIPS_SO]: changed }, FIPS_SO, moduleMac(UPSTREAM))).toMatchObject({
    state: 'integrity-failure',
    module: { value: { integrity: 'altered' } },
  });
  expect(await inspect({ [FIPS_SO]: UPSTREAM }, FIPS_SO, null)).toMatchObject({
    state: 'integrity-failure',
    module: { value: { integrity: 'unknown' } },
  });
  expect(await inspect({ [FIPS_SO]: '#!/bin/sh' }, FIPS_SO, null)).toMatchObject({ state: 'integrity-failure' });
});

it("does not foresee what a vendor's module without a visible MAC does", async () => {
  const ubuntu = buildFipsModule({
    name: 'Ubuntu 24.04 OpenSSL Cryptographic Module',
    version: '3.0.13-0ubuntu3+Fips1',
  });
  expect(await inspect({ [FIPS_SO]: ubuntu }, FIPS_SO, null)).toMatchObject({
    state: 'unknown',
    module: { value: { integrity: 'unknown' } },
  });
});

it('tells a missing module from one that it cannot see', async () => {
  expect(await inspect({}, FIPS_SO, null)).toEqual({ state: 'missing', module: null, gaps: [] });
  expect(await inspect({ [FIPS_SO]: { dir: true } }, FIPS_SO, null)).toMatchObject({
    state: 'unknown',
    module: null,
    gaps: [{ kind: 'fips.module', subject: 'OpenSSL FIPS provider' }],
  });
});

it('compares the module with its package', async () => {
  const path = '/usr/lib/x86_64-linux-gnu/ossl-modules/fips.so';
  const tree = (module: Uint8Array): Tree => ({
    [path]: module,
    '/var/lib/dpkg/status':
      'Package: openssl-provider-fips\nStatus: install ok installed\nArchitecture: amd64\nMulti-Arch: same\nVersion: 3.5.7-1~deb13u2\nSource: openssl\n\n',
    '/var/lib/dpkg/info/openssl-provider-fips:amd64.list': `/.\n${path}\n`,
    '/var/lib/dpkg/info/openssl-provider-fips:amd64.md5sums': `${md5(UPSTREAM)}  ${path.slice(1)}\n`,
  });
  expect((await inspect(tree(UPSTREAM), path, null)).module?.value.packageDigest).toBe('matches');
  const other = buildFipsModule({ version: '3.5.6' });
  expect((await inspect(tree(other), path, null)).module?.value.packageDigest).toBe('differs');
});

const SYMCRYPT = '/usr/lib64/ossl-modules/symcryptprovider.so';
const PROVIDER = buildElf({
  needed: ['libsymcrypt.so.103', 'libc.so.6'],
  sections: [{ name: '.rodata', content: '\0SymCrypt Provider\x001.11.0\0buildinfo\0' }],
});

it('says that the SymCrypt provider has no MAC to compare, and loads where its library is', async () => {
  const tree: Tree = { [SYMCRYPT]: PROVIDER, '/usr/lib64/libsymcrypt.so.103': 'library' };
  expect(await inspect(tree, SYMCRYPT, null)).toMatchObject({
    state: 'loads',
    module: {
      role: 'SymCrypt provider',
      value: {
        name: 'SymCrypt Provider',
        version: '1.11.0',
        integrity: 'unknown',
        integrityBasis:
          'the provider has no MAC of its own; libsymcrypt.so.103 tests itself in memory when it is loaded',
      },
    },
  });
});

it('foresees that the SymCrypt provider does not load without its library', async () => {
  expect(await inspect({ [SYMCRYPT]: PROVIDER }, SYMCRYPT, null)).toMatchObject({
    state: 'missing',
    module: { value: { integrityBasis: 'it needs libsymcrypt.so.103, which is not installed' } },
  });
});

async function inspect(tree: Tree, path: string, mac: string | null) {
  return inspectFipsModule(rootTree(await buildTree(tree)), targetPath(path), mac);
}

function md5(bytes: Uint8Array): string {
  return createHash('md5').update(bytes).digest('hex');
}
