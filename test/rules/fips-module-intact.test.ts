import { expect, it } from 'vitest';
import { fipsModuleIntact } from '../../src/rules/fips-module-intact.ts';
import { given, judged } from '../support/rule-facts.ts';

const PARAMETERS = {};

it('is met by a module whose check holds', () => {
  expect(judged(fipsModuleIntact, PARAMETERS, [given('fips.module')])).toMatchInlineSnapshot(`
    [
      "met OpenSSL FIPS provider",
    ]
  `);
});

it('is unmet by one altered byte', () => {
  expect(
    judged(fipsModuleIntact, PARAMETERS, [
      given('fips.module', {
        integrity: 'altered',
        integrityBasis: 'module-mac of /etc/ssl/fipsmodule.cnf does not match',
      }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unmet OpenSSL FIPS provider: /usr/lib64/ossl-modules/fips.so fails its integrity check: module-mac of /etc/ssl/fipsmodule.cnf does not match",
    ]
  `);
});

it('is unmet where the package brought another file, even if the check holds', () => {
  expect(
    judged(fipsModuleIntact, PARAMETERS, [given('fips.module', { packageDigest: 'differs' })]),
  ).toMatchInlineSnapshot(`
    [
      "unmet OpenSSL FIPS provider: /usr/lib64/ossl-modules/fips.so is not the file that its package brought",
    ]
  `);
});

it('is unknown where there is nothing to check against', () => {
  expect(
    judged(fipsModuleIntact, PARAMETERS, [
      given('fips.module', {
        integrity: 'unknown',
        integrityBasis: 'no module-mac is configured and none is embedded',
      }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unknown OpenSSL FIPS provider: integrity of /usr/lib64/ossl-modules/fips.so cannot be told: no module-mac is configured and none is embedded",
    ]
  `);
});

it('is not asked of a module to which nothing routes, beside one that serves', () => {
  expect(
    judged(fipsModuleIntact, PARAMETERS, [
      given('fips.module'),
      given('fips.module', { integrity: 'altered', selected: { flagOff: 'no', flagOn: 'no' } }, 'SymCrypt provider'),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "met OpenSSL FIPS provider",
      "not-applicable SymCrypt provider: the configuration routes to another module",
    ]
  `);
});
