import { expect, it } from 'vitest';
import { storedKeyStrength } from '../../src/rules/stored-key-strength.ts';
import { given, judged } from '../support/rule-facts.ts';

const judge = (...facts: Parameters<typeof judged>[2]) => judged(storedKeyStrength, {}, facts);
const keys = (algorithm: string, bits: number | null) => given('key.stored', { keys: [{ algorithm, bits, count: 1 }] });

it.each([
  ['RSA', 2048],
  ['EC secp224r1', 224],
  ['Ed25519', null],
  ['ML-DSA-44', null],
])('is met by %s of %s bits', (algorithm, bits) => {
  expect(judge(keys(algorithm, bits))).toEqual(['met certificates in /etc/pki']);
});

it.each([
  ['RSA', 2047],
  ['EC secp192r1', 192],
])('is unmet by %s of %d bits', (algorithm, bits) => {
  expect(judge(keys(algorithm, bits))).toEqual([
    `unmet certificates in /etc/pki: keys below 112 bits of security: 1 of ${algorithm} with ${bits} bits`,
  ]);
});

it('is unknown where a certificate cannot be read', () => {
  expect(judge(keys('not readable', null))).toEqual([
    'unknown certificates in /etc/pki: a certificate in it cannot be read',
  ]);
  expect(judge(keys('RSA', null))).toEqual(['unknown certificates in /etc/pki: a certificate in it cannot be read']);
});

it('does not apply to private keys, which are not read', () => {
  expect(judge(given('key.stored', { what: 'private-key' }))).toEqual([
    'not-applicable certificates in the tree: none were seen',
  ]);
});
