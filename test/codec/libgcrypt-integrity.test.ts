import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readElf } from '../../src/codec/elf/file.ts';
import { checkLibgcrypt, checkLibgcryptSidecar } from '../../src/codec/libgcrypt-integrity.ts';
import { GNUTLS_FIPS_KEY, LIBGCRYPT_FIPS_KEY } from '../../src/vocabulary/integrity-keys.ts';
import { buildElf, embedMac } from '../support/elf.ts';
import { buildLibgcrypt } from '../support/libgcrypt.ts';

it.each([GNUTLS_FIPS_KEY, LIBGCRYPT_FIPS_KEY])('finds a library intact whose note fits, with the key %s', (key) => {
  expect(check(buildLibgcrypt('1.11.1', key))).toEqual({
    integrity: 'intact',
    basis: 'HMAC-SHA256 equals the MAC in its note .note.fdo.integrity',
  });
});

it('minds neither stripping nor what follows the last segment', () => {
  const library = buildLibgcrypt('1.11.1', GNUTLS_FIPS_KEY);
  const longer = Buffer.concat([library, Buffer.from('debug')]);
  expect(check(longer)).toMatchObject({ integrity: 'intact' });
});

it('detects one flipped bit anywhere in what is mapped', () => {
  const library = buildLibgcrypt('1.11.1', GNUTLS_FIPS_KEY);
  fc.assert(
    fc.property(fc.integer({ min: 64, max: 400 }), fc.nat(7), (at, bit) => {
      const flipped = library.slice();
      flipped[at] = (flipped[at] ?? 0) ^ (1 << bit);
      expect(check(flipped)?.integrity).not.toBe('intact');
    }),
  );
});

it('does not say altered of a library with a key of its own', () => {
  expect(check(buildLibgcrypt('1.11.1', 'another key'))).toMatchObject({ integrity: 'unknown' });
  expect(check(buildLibgcrypt('1.11.1', 'another key', GNUTLS_FIPS_KEY))).toMatchObject({ integrity: 'altered' });
});

it('checks the section that 1.10.0 has', () => {
  const sections = [
    { name: '.rodata', content: GNUTLS_FIPS_KEY },
    { name: '.rodata1', content: new Uint8Array(32) },
  ];
  const library = embedMac(buildElf({ sections }), Buffer.from(GNUTLS_FIPS_KEY));
  expect(check(library)).toEqual({ integrity: 'intact', basis: 'HMAC-SHA256 equals the MAC in its section .rodata1' });
});

it('says that a library carries no MAC', () => {
  expect(check(buildElf({ sections: [{ name: '.rodata', content: 'abc' }] }))).toMatchObject({ integrity: 'absent' });
});

it('compares a MAC from a file beside it', () => {
  const library = Buffer.from(`library ${LIBGCRYPT_FIPS_KEY}`);
  const mac = createHmac('sha256', LIBGCRYPT_FIPS_KEY).update(library).digest('hex');
  expect(checkLibgcryptSidecar(library, mac)).toMatchObject({ integrity: 'intact' });
  expect(checkLibgcryptSidecar(library, 'ab'.repeat(32))).toMatchObject({ integrity: 'altered' });
});

it('never throws on a damaged library', () => {
  const whole = buildLibgcrypt('1.11.1', GNUTLS_FIPS_KEY);
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255))), (edits) => {
      const file = whole.slice();
      for (const [at, byte] of edits) file[at] = byte;
      check(file);
    }),
  );
});

function check(library: Uint8Array) {
  const elf = readElf(library);
  return elf.ok ? checkLibgcrypt(library, elf.value) : undefined;
}
