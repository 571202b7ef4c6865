import { expect, it } from 'vitest';
import { katImplicitRejection } from '../../src/rules/kat-implicit-rejection.ts';
import { katRun } from '../support/kat-run.ts';
import { judged } from '../support/rule-facts.ts';

const OPERATION = { operation: 'implicit rejection' } as const;

it('is met by the key that the standard wants', () => {
  expect(judged(katImplicitRejection, {}, [katRun(OPERATION), katRun({ failed: 3 })])).toEqual(['met OpenSSL library']);
});

it('is unmet by an error in its place', () => {
  const firstFailure = { tcId: 5, parameterSet: 'ML-KEM-768', why: 'it refused what is right', note: 'modified' };
  expect(judged(katImplicitRejection, {}, [katRun({ ...OPERATION, passed: 0, failed: 2, firstFailure })])).toEqual([
    'unmet OpenSSL library: ML-KEM implicit rejection: 2 of 2 answers wrong (tcId 5, ML-KEM-768: it refused what is right)',
  ]);
});

it('is unknown where no ciphertext was tried, and says nothing where nothing was run', () => {
  const run = katRun({ ...OPERATION, passed: 0, skipped: 1, skippedBecause: { 'no decapsulation': 1 } });
  expect(judged(katImplicitRejection, {}, [run])).toEqual([
    'unknown OpenSSL library: no known answer was compared: no decapsulation',
  ]);
  expect(judged(katImplicitRejection, {}, [])).toEqual([]);
});

it('is not applicable to a library without ML-KEM', () => {
  const run = katRun({ ...OPERATION, passed: 0, skipped: 1, skippedBecause: { 'not offered: ML-KEM': 1 } });
  expect(judged(katImplicitRejection, {}, [run])).toEqual([
    'not-applicable OpenSSL library: OpenSSL 3.5.7 does not offer it',
  ]);
});
