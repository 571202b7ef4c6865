import { expect, it } from 'vitest';
import { implementationPostQuantum } from '../../src/rules/implementation-post-quantum.ts';
import { given, judged } from '../support/rule-facts.ts';

const judge = (algorithm: string, ...facts: Parameters<typeof judged>[2]) =>
  judged(implementationPostQuantum, { algorithm }, facts);
const go = given(
  'crypto.implementation',
  { library: 'Go', version: '1.24.4', postQuantum: { mlKem: 'yes', mlDsa: 'no', basis: 'Go 1.24' } },
  'Go in /server',
);

it('is met, and unmet, algorithm by algorithm', () => {
  expect(judge('ML-KEM', go)).toEqual(['met Go in /server']);
  expect(judge('ML-DSA', go)).toEqual(['unmet Go in /server: Go 1.24.4 does not offer ML-DSA (Go 1.24)']);
});

it('is unknown where the table does not tell', () => {
  const open = { mlKem: 'unknown', mlDsa: 'unknown', basis: 'wolfSSL is not in the table' } as const;
  expect(
    judge('ML-KEM', given('crypto.implementation', { library: 'wolfSSL', version: null, postQuantum: open })),
  ).toEqual([
    'unknown GnuTLS: whether wolfSSL of unknown version has ML-KEM is not known (wolfSSL is not in the table)',
  ]);
});

it('does not apply to libraries of which others tell', () => {
  expect(judge('ML-KEM', given('crypto.implementation'))).toEqual([
    'not-applicable implementations of cryptography: none with a copy of its own was seen',
  ]);
});
