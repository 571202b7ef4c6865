import { expect, it } from 'vitest';
import { startsInFipsMode } from '../../src/rules/starts-in-fips-mode.ts';
import { given, judged } from '../support/rule-facts.ts';

const judge = (...facts: Parameters<typeof judged>[2]) => judged(startsInFipsMode, {}, facts);

it('is met by what starts, validated or not', () => {
  const copy = { outcome: 'not-validated', why: 'a copy' } as const;
  expect(judge(given('fips.prediction', { flagOn: copy }))).toEqual(['met Go cryptography in /server']);
});

it('is unmet by what stops under the flag, and says why', () => {
  const stops = { outcome: 'does-not-start', why: 'there is no FIPS module' } as const;
  expect(judge(given('fips.prediction', { flagOn: stops }))).toEqual([
    'unmet Go cryptography in /server: it will not start where the kernel is in FIPS mode: there is no FIPS module',
  ]);
});

it('is unknown where that cannot be told', () => {
  const open = { outcome: 'unknown', why: 'no OpenSSL was found' } as const;
  expect(judge(given('fips.prediction', { flagOn: open }))).toEqual([
    'unknown Go cryptography in /server: no OpenSSL was found',
  ]);
});

it('does not apply where no implementation was seen', () => {
  expect(judge()).toEqual(['not-applicable programs: no implementation of cryptography was seen']);
});
