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
  ['RSASSA-PSS', 1024],
  ['ECDSA', 192],
  ['DSA', 2048],
  ['EC secp192r1', 192],
])('is unmet by %s of %d bits', (algorithm, bits) => {
  expect(judge(keys(algorithm, bits))).toEqual([
    `unmet certificates in /etc/pki: keys below 112 bits of security: 1 of ${algorithm} with ${bits} bits`,
  ]);
});

it.each([
  ['RSA', null],
  ['EC', null],
  ['1.2.3.4', null],
  ['Falcon-512', null],
])('is unknown for %s of %s bits, whose strength cannot be told', (algorithm, bits) => {
  expect(judge(keys(algorithm, bits))).toEqual([
    `unknown certificates in /etc/pki: of what strength these are cannot be told: 1 of ${algorithm}`,
  ]);
  expect(judge(keys('not readable', null))).toEqual([
    'unknown certificates in /etc/pki: of what strength these are cannot be told: 1 that could not be read',
  ]);
});

it('does not apply to a placeholder, which holds no certificate', () => {
  expect(judge(given('key.stored', { keys: [] }))).toEqual([
    'not-applicable certificates in /etc/pki: no certificate stands there: other text between the marks of one',
  ]);
});

it('does not apply to private keys, which are not read', () => {
  expect(judge(given('key.stored', { what: 'private-key' }))).toEqual([
    'not-applicable certificates in the tree: none were seen',
  ]);
});
