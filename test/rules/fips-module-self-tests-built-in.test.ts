import { expect, it } from 'vitest';
import { fipsModuleSelfTestsBuiltIn } from '../../src/rules/fips-module-self-tests-built-in.ts';
import { given, judged } from '../support/rule-facts.ts';

const PARAMETERS = {};

it('is met by a module that says what it is', () => {
  expect(judged(fipsModuleSelfTestsBuiltIn, PARAMETERS, [given('fips.module')])).toMatchInlineSnapshot(`
    [
      "met OpenSSL FIPS provider",
    ]
  `);
});

it('is unmet by a build that calls itself non-compliant', () => {
  expect(
    judged(fipsModuleSelfTestsBuiltIn, PARAMETERS, [
      given('fips.module', { name: 'non-compliant FIPS Provider for OpenSSL', nonCompliant: true }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unmet OpenSSL FIPS provider: /usr/lib64/ossl-modules/fips.so calls itself "non-compliant FIPS Provider for OpenSSL": it was built without its self-tests",
    ]
  `);
});

it('is unknown where the module does not say what it is', () => {
  expect(judged(fipsModuleSelfTestsBuiltIn, PARAMETERS, [given('fips.module', { name: null })])).toMatchInlineSnapshot(`
    [
      "unknown OpenSSL FIPS provider: /usr/lib64/ossl-modules/fips.so does not say what it is",
    ]
  `);
});

it('is not asked of a module to which nothing routes, beside one that serves', () => {
  expect(
    judged(fipsModuleSelfTestsBuiltIn, PARAMETERS, [
      given('fips.module'),
      given('fips.module', { nonCompliant: true, selected: { flagOff: 'no', flagOn: 'no' } }, 'SymCrypt provider'),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "met OpenSSL FIPS provider",
      "not-applicable SymCrypt provider: the configuration routes to another module",
    ]
  `);
});

it('is unknown where builds of that name are known to lack one', () => {
  expect(
    judged(fipsModuleSelfTestsBuiltIn, { doubtful: ['Red Hat Enterprise Linux OpenSSL FIPS Provider'] }, [
      given('fips.module', { name: 'Red Hat Enterprise Linux OpenSSL FIPS Provider' }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unknown OpenSSL FIPS provider: a build called "Red Hat Enterprise Linux OpenSSL FIPS Provider" may have been patched to leave self-tests out",
    ]
  `);
});
