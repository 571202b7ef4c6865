import { expect, it } from 'vitest';
import { fipsModuleParameters } from '../../src/rules/fips-module-parameters.ts';
import { given, judged } from '../support/rule-facts.ts';

const PARAMETERS = { only: ['security-checks', 'conditional-errors'] };

it('is met where the keys asked about are strict, whatever the others are', () => {
  expect(
    judged(fipsModuleParameters, PARAMETERS, [
      given('fips.module-parameters', { belowStrict: ['dsa-sign-disabled = 0'] }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "met OpenSSL FIPS provider",
    ]
  `);
});

it('is unmet by a key that is off', () => {
  expect(
    judged(fipsModuleParameters, PARAMETERS, [
      given('fips.module-parameters', { belowStrict: ['security-checks = 0', 'dsa-sign-disabled = 0'] }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unmet OpenSSL FIPS provider: /etc/ssl/fipsmodule.cnf leaves 1 of the checks off: security-checks",
    ]
  `);
});

it('is not applicable where the module has no configuration of its own', () => {
  expect(judged(fipsModuleParameters, PARAMETERS, [given('fips.module')])).toMatchInlineSnapshot(`
    [
      "not-applicable OpenSSL FIPS provider: no configuration section of the module exists: its built-in settings hold",
    ]
  `);
});

it('says nothing of nothing', () => {
  expect(judged(fipsModuleParameters, PARAMETERS, [])).toMatchInlineSnapshot(`[]`);
});
