import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  FIPS_PROVIDER_NAMES,
  readModuleIdentity,
  SYMCRYPT_PROVIDER_NAMES,
} from '../../../src/codec/fips-module/identity.ts';
import { buildElf, buildFipsModule } from '../../support/elf.ts';

it.each([
  ['OpenSSL FIPS Provider', '3.5.7'],
  ['Red Hat Enterprise Linux 9 - OpenSSL FIPS Provider', '3.0.7-395c1a240fbfffd8'],
  ['Amazon Linux 2023 - OpenSSL FIPS Provider', '3.2.2-799901ad7ab41d45'],
  ['Microsoft Azure Linux FIPS Provider for OpenSSL', '3.5.8'],
  ['Chainguard FIPS Provider for OpenSSL', '3.4.0-r5'],
  ['Ubuntu 24.04 OpenSSL Cryptographic Module', '3.0.13-0ubuntu3+Fips1'],
  ['Rocky Linux 9 OpenSSL FIPS Provider', 'Rocky9.20250210'],
  ['SUSE Linux Enterprise - OpenSSL FIPS Provider', '3.1.4 SUSE release 150600.5.15.1'],
])('reads name and build of %s %s', (name, version) => {
  expect(identityOf(buildFipsModule({ name, version }))).toEqual({
    name,
    version,
    build: version,
    nonCompliant: false,
  });
});

it('keeps version and build apart where the build adds to the version', () => {
  const literals = ['provider=fips,fips=yes', 'OpenSSL FIPS Provider', '3.4.0', 'buildinfo', '3.4.0-r5', 'status'];
  expect(identityOf(moduleOf(literals))).toMatchObject({ version: '3.4.0', build: '3.4.0-r5' });
});

it('sees that a module calls itself non-compliant', () => {
  expect(identityOf(buildFipsModule({ name: 'OpenSSL non-compliant FIPS Provider', version: '4.0.1' }))).toMatchObject({
    version: '4.0.1',
    nonCompliant: true,
  });
});

it('gives no version where two stand side by side', () => {
  expect(identityOf(moduleOf(['OpenSSL FIPS Provider', '3.5.7', '1.2.3']))).toEqual({
    name: 'OpenSSL FIPS Provider',
    version: null,
    build: null,
    nonCompliant: false,
  });
});

it('takes a version from afar only where the module holds no other', () => {
  const far = ['OpenSSL FIPS Provider', 'x'.repeat(600), '3.5.7'];
  expect(identityOf(moduleOf(far))).toMatchObject({ version: '3.5.7' });
  expect(identityOf(moduleOf([...far, '9.9.9']))).toMatchObject({ version: null });
});

it('does not take an object identifier for a version', () => {
  const literals = ['OpenSSL FIPS Provider', '1.2.840.113549.1.1', '2.16.840', '3.5.7'];
  expect(identityOf(moduleOf(literals.filter((text) => text !== '2.16.840')))).toMatchObject({ version: '3.5.7' });
});

it('reads the SymCrypt provider', () => {
  const module = moduleOf(['SymCrypt Provider', '1.11.0', 'provider=symcryptprovider,fips=yes']);
  expect(readModuleIdentity(module, SYMCRYPT_PROVIDER_NAMES)).toEqual({
    name: 'SymCrypt Provider',
    version: '1.11.0',
    build: '1.11.0',
    nonCompliant: false,
  });
});

it('knows nothing of a file without such strings', () => {
  expect(readModuleIdentity(Buffer.from('abc'), FIPS_PROVIDER_NAMES)).toEqual({
    name: null,
    version: null,
    build: null,
    nonCompliant: false,
  });
});

it('never throws, whatever the literals', () => {
  fc.assert(fc.property(fc.array(fc.string()), (literals) => void identityOf(moduleOf(literals))));
});

function identityOf(module: Uint8Array) {
  return readModuleIdentity(module, FIPS_PROVIDER_NAMES);
}

function moduleOf(literals: readonly string[]): Uint8Array {
  return buildElf({ sections: [{ name: '.rodata', content: `\0${literals.join('\0')}\0` }] });
}
