import { expect, it } from 'vitest';
import { fipsModuleStandard } from '../../src/rules/fips-module-standard.ts';
import { certificate, given, judged } from '../support/rule-facts.ts';

const PARAMETERS = { accept: ['FIPS 140-3'] };

it('is met by FIPS 140-3', () => {
  expect(judged(fipsModuleStandard, PARAMETERS, [given('fips.module')])).toMatchInlineSnapshot(`
    [
      "met OpenSSL FIPS provider",
    ]
  `);
});

it('is unmet by FIPS 140-2', () => {
  expect(
    judged(fipsModuleStandard, PARAMETERS, [
      given('fips.module', {
        certificate: certificate({ number: 4282, standard: 'FIPS 140-2', status: 'historical' }),
      }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unmet OpenSSL FIPS provider: certificate #4282 is to FIPS 140-2, not to FIPS 140-3",
    ]
  `);
});

it('is unknown on the word of a single source', () => {
  expect(
    judged(fipsModuleStandard, PARAMETERS, [given('fips.module', { certificate: certificate({ confidence: 'L' }) })]),
  ).toMatchInlineSnapshot(`
    [
      "unknown OpenSSL FIPS provider: certificate #4857 rests on a single source (the NIST page)",
    ]
  `);
});

it('is not applicable without a certificate', () => {
  expect(judged(fipsModuleStandard, PARAMETERS, [given('fips.module', { certificate: null })])).toMatchInlineSnapshot(`
    [
      "not-applicable OpenSSL FIPS provider: no certificate is known for this build",
    ]
  `);
});

it('is not applicable to a module in process: a place in the queue passes nothing', () => {
  const module = given('fips.module', { certificate: certificate({ number: null, status: 'in-process' }) });
  expect(judged(fipsModuleStandard, PARAMETERS, [module])).toMatchInlineSnapshot(`
    [
      "not-applicable OpenSSL FIPS provider: the module is in process: there is no certificate",
    ]
  `);
});
