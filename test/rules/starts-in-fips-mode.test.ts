import { expect, it } from 'vitest';
import { targetPath } from '../../src/facts/locator.ts';
import { startsInFipsMode } from '../../src/rules/starts-in-fips-mode.ts';
import { given, judged } from '../support/rule-facts.ts';

const judge = (...facts: Parameters<typeof judged>[2]) => judged(startsInFipsMode, {}, facts);

it('is met where something was seen because of which the flag does not stop it, validated or not', () => {
  const copy = { outcome: 'not-validated', why: 'a copy', startsBecause: 'it does not name the flag' } as const;
  expect(judge(given('fips.prediction', { flagOn: copy }))).toEqual([
    'met Go cryptography in /server; it does not name the flag',
  ]);
});

it('is unknown where it is only not foretold to stop', () => {
  const found = { outcome: 'validated-module', why: 'named by #5247' } as const;
  for (const flagOn of [found, { ...found, startsBecause: null }])
    expect(judge(given('fips.prediction', { flagOn }))).toEqual([
      'unknown Go cryptography in /server: nothing that was read tells whether it starts: named by #5247',
    ]);
});

it('leaves archives to the runtime that runs them', () => {
  expect(judge(given('fips.prediction', { path: targetPath('/app/bc-fips.jar') }))).toEqual([
    'not-applicable Go cryptography in /server: a Java runtime runs it, which is judged by itself',
  ]);
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
    'unknown Go cryptography in /server: nothing that was read tells whether it starts: no OpenSSL was found',
  ]);
});

it('does not apply where no implementation was seen', () => {
  expect(judge()).toEqual(['not-applicable programs: no program, archive or library with a copy of its own was seen']);
});
