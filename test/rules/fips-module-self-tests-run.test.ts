import { expect, it } from 'vitest';
import { fipsModuleSelfTestsRun } from '../../src/rules/fips-module-self-tests-run.ts';
import { given, judged } from '../support/rule-facts.ts';

const PARAMETERS = {};

it('is met without install-status', () => {
  expect(judged(fipsModuleSelfTestsRun, PARAMETERS, [given('fips.module-parameters')])).toMatchInlineSnapshot(`
    [
      "met OpenSSL FIPS provider",
    ]
  `);
});

it('is met beside a leftover that is never read', () => {
  expect(
    judged(fipsModuleSelfTestsRun, PARAMETERS, [given('fips.module-parameters', { installStatus: 'leftover' })]),
  ).toMatchInlineSnapshot(`
    [
      "met OpenSSL FIPS provider",
    ]
  `);
});

it('is unmet where install-status skips the self-tests', () => {
  expect(
    judged(fipsModuleSelfTestsRun, PARAMETERS, [
      given('fips.module-parameters', { installStatus: 'skips-self-tests' }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unmet OpenSSL FIPS provider: install-status in /etc/ssl/fipsmodule.cnf makes the module skip its self-tests when it is loaded",
    ]
  `);
});

it('is unknown for the versions between', () => {
  expect(
    judged(fipsModuleSelfTestsRun, PARAMETERS, [given('fips.module-parameters', { installStatus: 'unknown' })]),
  ).toMatchInlineSnapshot(`
    [
      "unknown OpenSSL FIPS provider: what install-status in /etc/ssl/fipsmodule.cnf does in this provider is not known",
    ]
  `);
});

it('is not applicable where nothing is configured', () => {
  expect(judged(fipsModuleSelfTestsRun, PARAMETERS, [given('fips.module')])).toMatchInlineSnapshot(`
    [
      "not-applicable OpenSSL FIPS provider: no install-status is configured anywhere",
    ]
  `);
});
