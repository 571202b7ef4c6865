import { expect, it } from 'vitest';
import { fipsModuleStatus } from '../../src/rules/fips-module-status.ts';
import { certificate, given, judged } from '../support/rule-facts.ts';

const PARAMETERS = {};

it('is met by an active certificate', () => {
  expect(judged(fipsModuleStatus, PARAMETERS, [given('fips.module')])).toMatchInlineSnapshot(`
    [
      "met OpenSSL FIPS provider",
    ]
  `);
});

it('is unmet by a historical one', () => {
  expect(
    judged(fipsModuleStatus, PARAMETERS, [
      given('fips.module', {
        certificate: certificate({ number: 4282, standard: 'FIPS 140-2', status: 'historical' }),
      }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unmet OpenSSL FIPS provider: certificate #4282 (FIPS 140-2) is historical: existing systems at the agency's risk, no new procurement",
    ]
  `);
});

it('is unmet by a revoked one, in other words', () => {
  expect(
    judged(fipsModuleStatus, PARAMETERS, [given('fips.module', { certificate: certificate({ status: 'revoked' }) })]),
  ).toMatchInlineSnapshot(`
    [
      "unmet OpenSSL FIPS provider: certificate #4857 is revoked: the module must not be used",
    ]
  `);
});

it('asks to look again where the sunset passed on our copy, and never says expired', () => {
  expect(
    judged(fipsModuleStatus, PARAMETERS, [
      given('fips.module', {
        certificate: certificate({
          number: 4823,
          status: 'sunset-passed-on-our-copy',
          sunset: '2026-10-06',
          supersededBy: 5373,
        }),
      }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unknown OpenSSL FIPS provider: re-check: the sunset of certificate #4823 on our copy of 2026-10-09 was 2026-10-06; #5373 follows it (the NIST page)",
    ]
  `);
});

it('is not applicable without a certificate', () => {
  expect(judged(fipsModuleStatus, PARAMETERS, [given('fips.module', { certificate: null })])).toMatchInlineSnapshot(`
    [
      "not-applicable OpenSSL FIPS provider: no certificate is known for this build",
    ]
  `);
});
