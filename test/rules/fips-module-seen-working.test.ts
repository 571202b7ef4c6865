import { expect, it } from 'vitest';
import { fipsModuleSeenWorking } from '../../src/rules/fips-module-seen-working.ts';
import { given, judged } from '../support/rule-facts.ts';

const PARAMETERS = {};

it('is met where the own openssl reports it active', () => {
  expect(
    judged(fipsModuleSeenWorking, PARAMETERS, [given('fips.module', { reportedActive: true })]),
  ).toMatchInlineSnapshot(`
    [
      "met OpenSSL FIPS provider",
    ]
  `);
});

it('is unmet where it does not', () => {
  expect(
    judged(fipsModuleSeenWorking, PARAMETERS, [given('fips.module', { reportedActive: false })]),
  ).toMatchInlineSnapshot(`
    [
      "unmet OpenSSL FIPS provider: the host's own openssl does not report /usr/lib64/ossl-modules/fips.so as active",
    ]
  `);
});

it('is unknown where nothing was run', () => {
  expect(judged(fipsModuleSeenWorking, PARAMETERS, [given('fips.module')])).toMatchInlineSnapshot(`
    [
      "unknown OpenSSL FIPS provider: nothing was run, so the module was not seen working",
    ]
  `);
});

it('is not asked of a module to which nothing routes, beside one that serves', () => {
  expect(
    judged(fipsModuleSeenWorking, PARAMETERS, [
      given('fips.module', { reportedActive: true }),
      given('fips.module', { selected: { flagOff: 'no', flagOn: 'no' } }, 'SymCrypt provider'),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "met OpenSSL FIPS provider",
      "not-applicable SymCrypt provider: the configuration routes to another module",
    ]
  `);
});
