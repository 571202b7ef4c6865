import { expect, it } from 'vitest';
import { extendedMasterSecret } from '../../src/rules/extended-master-secret.ts';
import { given, judged } from '../support/rule-facts.ts';

const PARAMETERS = {};

it('is met where the module insists', () => {
  expect(judged(extendedMasterSecret, PARAMETERS, [given('fips.module-parameters')])).toMatchInlineSnapshot(`
    [
      "met OpenSSL FIPS provider",
    ]
  `);
});

it('is unmet where it does not', () => {
  expect(
    judged(extendedMasterSecret, PARAMETERS, [
      given('fips.module-parameters', { parameters: { 'tls1-prf-ems-check': '0' } }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unmet OpenSSL FIPS provider: tls1-prf-ems-check in /etc/ssl/fipsmodule.cnf is 0: TLS 1.2 works without the extended master secret",
    ]
  `);
});

it('is unmet by a subpolicy that relaxes it', () => {
  expect(
    judged(extendedMasterSecret, PARAMETERS, [
      given('fips.module'),
      given('crypto-policy.state', { subpolicies: ['NO-ENFORCE-EMS'] }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unmet system crypto policy: subpolicy NO-ENFORCE-EMS lets TLS 1.2 go without the extended master secret",
    ]
  `);
});

it('is not applicable where nothing is configured', () => {
  expect(judged(extendedMasterSecret, PARAMETERS, [given('fips.module')])).toMatchInlineSnapshot(`
    [
      "not-applicable OpenSSL FIPS provider: no parameter is configured: the build's own setting holds",
    ]
  `);
});

it('says nothing of nothing', () => {
  expect(judged(extendedMasterSecret, PARAMETERS, [])).toMatchInlineSnapshot(`[]`);
});
