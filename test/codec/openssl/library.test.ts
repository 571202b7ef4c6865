import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readOpensslLibrary, systemCiphersFileIn } from '../../../src/codec/openssl/library.ts';
import { buildLibcrypto } from '../../support/elf.ts';

const KERNEL = ['/proc/sys/crypto/fips_enabled', 'OPENSSL_FORCE_FIPS_MODE'];
const RED_HAT = [...KERNEL, '/etc/pki/tls/fips_local.cnf', 'rh-allow-sha1-signatures'];

it.each([
  ['Debian', '/usr/lib/ssl', '/usr/lib/x86_64-linux-gnu/ossl-modules', [], 'upstream', false],
  ['Wolfi', '/etc/ssl', '/usr/lib/ossl-modules', [], 'upstream', false],
  ['Ubuntu 24.04', '/usr/lib/ssl', '/usr/lib/x86_64-linux-gnu/ossl-modules', KERNEL, 'ubuntu', true],
  ['Fedora', '/etc/pki/tls', '/usr/lib64/ossl-modules', RED_HAT, 'red-hat', true],
  ['SUSE', '/etc/ssl', '/usr/lib64/ossl-modules', [...KERNEL, '/etc/ssl/fips_local.cnf'], 'suse', true],
  [
    'Azure Linux 3',
    '/etc/pki/tls',
    '/usr/lib/ossl-modules',
    [...KERNEL, '/etc/pki/tls/symcrypt_prov.cnf', 'symcryptprovider', '/etc/pki/tls/fips_prov.cnf'],
    'azure-linux-3',
    true,
  ],
  [
    'Azure Linux 4 with SymCrypt',
    '/etc/pki/tls',
    '/usr/lib64/ossl-modules',
    [...KERNEL, 'rh-allow-sha1-signatures', 'symcryptprovider', '/etc/pki/tls/openssl.d/symcrypt_prov.cnf'],
    'azure-linux-4',
    true,
  ],
  [
    'Azure Linux 4 with a registered provider',
    '/etc/pki/tls',
    '/usr/lib64/ossl-modules',
    [...KERNEL, 'rh-allow-sha1-signatures', '/etc/pki/tls/azl-openssl-fips-provider.d'],
    'azure-linux-4',
    true,
  ],
])('tells a build of %s by its strings', (_, openssldir, modulesDirectory, strings, flavour, readsKernelFips) => {
  const bytes = buildLibcrypto({ version: 'OpenSSL 3.5.4 30 Sep 2025', openssldir, modulesDirectory, strings });
  expect(readOpensslLibrary(bytes)).toMatchObject({
    ok: true,
    value: {
      generation: 'providers',
      doubt: null,
      build: {
        version: { major: 3, minor: 5, patch: 4, text: '3.5.4' },
        flavour,
        openssldir,
        modulesDirectory,
        systemCiphersFile: null,
        readsKernelFips,
      },
    },
  });
});

it('says when a library that reads the kernel flag carries no known mark', () => {
  const bytes = buildLibcrypto({
    version: 'OpenSSL 3.2.1 30 Jan 2024',
    openssldir: '/opt/ssl',
    modulesDirectory: '/opt/ssl/lib/ossl-modules',
    strings: KERNEL,
  });
  const read = readOpensslLibrary(bytes);
  expect(read.ok && read.value.generation === 'providers' && read.value.doubt).toMatch(/nothing in it tells whose/);
});

it.each([
  ['-DREDHAT_FIPS_VERSION="\\"3.0.7\\"" -DSYSTEM_CIPHERS_FILE="/etc/crypto-policies/back-ends/openssl.config"'],
  ['-DSYSTEM_CIPHERS_FILE=\\"/etc/crypto-policies/back-ends/openssl.config\\" -DX'],
  ['/etc/crypto-policies/back-ends/openssl.config'],
])('finds the system ciphers file in %s', (text) => {
  expect(systemCiphersFileIn(Buffer.from(`\0${text}\0`))).toBe('/etc/crypto-policies/back-ends/openssl.config');
});

it.each([
  ['OpenSSL 1.1.1k  FIPS 25 Mar 2021', '1.1.1k'],
  ['OpenSSL 1.1.1w  11 Sep 2023', '1.1.1w'],
])('gives only the version of %s', (line, version) => {
  expect(readOpensslLibrary(Buffer.from(`\0${line}\0`))).toMatchObject({
    ok: true,
    value: { generation: 'before-providers', version },
  });
});

it('reads a pre-release', () => {
  const bytes = buildLibcrypto({
    version: 'OpenSSL 4.0.0-beta1 24 Mar 2026',
    openssldir: '/etc/ssl',
    modulesDirectory: '/usr/lib/ossl-modules',
  });
  expect(readOpensslLibrary(bytes)).toMatchObject({
    value: { build: { version: { major: 4, minor: 0, patch: 0, text: '4.0.0-beta1' } } },
  });
});

it('refuses what has no version line, or no directory', () => {
  expect(readOpensslLibrary(Buffer.from('OpenSSL DH Method'))).toMatchObject({ ok: false });
  expect(readOpensslLibrary(Buffer.from('\0OpenSSL 3.5.7 9 Jun 2026\0'))).toMatchObject({
    ok: false,
    problem: 'wants OPENSSLDIR: "...", has none',
  });
});

it.skipIf(!existsSync(libraryHere()))('reads the libcrypto of this machine', () => {
  const read = readOpensslLibrary(readFileSync(libraryHere()));
  expect(read).toMatchObject({ ok: true, value: { generation: 'providers' } });
});

it('never throws, whatever the bytes', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => void readOpensslLibrary(bytes)));
  fc.assert(fc.property(fc.string(), (text) => void readOpensslLibrary(Buffer.from(`OpenSSL 3.${text}`))));
});

function libraryHere(): string {
  return '/usr/lib/x86_64-linux-gnu/libcrypto.so.3';
}
