import fc from 'fast-check';
import { expect, it } from 'vitest';
import { matchesGlob } from '../../../src/codec/crypto-policies/glob.ts';

it.each([
  ['*', '', true],
  ['RC4-*', 'RC4-128', true],
  ['*-SHA2-224', 'RSA-PSS-SHA2-224', true],
  ['*MLKEM*', 'P256-MLKEM768', true],
  ['AES-?28-CBC', 'AES-128-CBC', true],
  ['AES-[12]*-CBC', 'AES-192-CBC', true],
  ['SHA[!2]-256', 'SHA3-256', true],
  ['SHA[!2]-256', 'SHA2-256', false],
  ['SHA[0-9]-256', 'SHA2-256', true],
  ['aes*', 'AES-128-CBC', false],
  ['a[', 'a[', true],
  ['a[]]', 'a]', true],
  ['*a*b', 'xaxbxb', true],
  ['*a*b', 'xaxbxc', false],
])('says of %s and %s: %s', (pattern, text, answer) => {
  expect(matchesGlob(pattern, text)).toBe(answer);
});

it('matches whatever is put in the place of a star', () => {
  fc.assert(
    fc.property(plain(), plain(), plain(), (before, between, after) => {
      expect(matchesGlob(`${before}*${after}`, before + between + after)).toBe(true);
    }),
  );
});

it('never throws and never hangs', () => {
  fc.assert(fc.property(fc.string(), fc.string(), (pattern, text) => typeof matchesGlob(pattern, text) === 'boolean'));
  expect(matchesGlob(`${'*a'.repeat(2000)}b`, 'a'.repeat(4000))).toBe(false);
});

function plain() {
  return fc.stringMatching(/^[A-Za-z0-9-]{0,12}$/);
}
