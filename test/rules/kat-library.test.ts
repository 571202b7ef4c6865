import { expect, it } from 'vitest';
import { katLibrary } from '../../src/rules/kat-library.ts';
import { katRun } from '../support/kat-run.ts';
import { judged } from '../support/rule-facts.ts';

const PARAMETERS = { algorithm: 'ML-KEM' };

it('is met where all that could be asked was answered rightly, and says what could not', () => {
  const facts = [
    katRun({ operation: 'keyGen' }),
    katRun({ operation: 'encapsulation', passed: 0, skipped: 2, skippedBecause: { 'node:crypto takes no m': 2 } }),
  ];
  expect(judged(katLibrary, PARAMETERS, facts)).toEqual(['met OpenSSL library; could not be asked: encapsulation']);
});

it('is unmet by one wrong answer among right ones, and names it', () => {
  const firstFailure = { tcId: 5, parameterSet: 'ML-KEM-768', why: 'k: wants aa, has bb', note: null };
  const facts = [katRun({ passed: 9 }), katRun({ operation: 'decapsulation', passed: 1, failed: 1, firstFailure })];
  expect(judged(katLibrary, PARAMETERS, facts)).toEqual([
    'unmet OpenSSL library: ML-KEM decapsulation: 1 of 2 answers wrong (tcId 5, ML-KEM-768: k: wants aa, has bb)',
  ]);
});

it('is unknown where nothing was compared, and says nothing where nothing was run', () => {
  const run = katRun({ passed: 0, skipped: 2, skippedBecause: { 'node:crypto takes no m': 2 } });
  expect(judged(katLibrary, PARAMETERS, [run])).toEqual([
    'unknown OpenSSL library: no known answer was compared: node:crypto takes no m',
  ]);
  expect(judged(katLibrary, PARAMETERS, [])).toEqual([]);
});

it('is not applicable to a library that does not offer the algorithm', () => {
  const run = katRun({
    version: 'OpenSSL 3.0.19',
    passed: 0,
    skipped: 2,
    skippedBecause: { 'not offered: ML-KEM': 2 },
  });
  expect(judged(katLibrary, PARAMETERS, [run])).toEqual([
    'not-applicable OpenSSL library: OpenSSL 3.0.19 does not offer it',
  ]);
});

it('leaves the FIPS provider and other algorithms to others', () => {
  const facts = [
    katRun({ engine: 'openssl-fips', passed: 0, failed: 1 }, 'OpenSSL FIPS provider'),
    katRun({ algorithm: 'ML-DSA', passed: 0, failed: 1 }),
  ];
  expect(judged(katLibrary, PARAMETERS, facts)).toEqual([]);
});
