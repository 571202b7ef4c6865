import { expect, it } from 'vitest';
import { fipsModuleProvenance } from '../../src/rules/fips-module-provenance.ts';
import { certificate, given, judged } from '../support/rule-facts.ts';

const PARAMETERS = {};

it("is met by a vendor's build string", () => {
  expect(judged(fipsModuleProvenance, PARAMETERS, [given('fips.module')])).toMatchInlineSnapshot(`
    [
      "met OpenSSL FIPS provider",
    ]
  `);
});

it('is unknown for a source release, whose string anybody can build', () => {
  expect(
    judged(fipsModuleProvenance, PARAMETERS, [
      given('fips.module', { certificate: certificate({ number: 4985, form: 'source' }) }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unknown OpenSSL FIPS provider: certificate #4985 covers source code: no file shows that it was built unmodified, as its security policy says; keep the record of the build",
    ]
  `);
});

it('is not applicable without a certificate', () => {
  expect(
    judged(fipsModuleProvenance, PARAMETERS, [given('fips.module', { certificate: null })]),
  ).toMatchInlineSnapshot(`
    [
      "not-applicable OpenSSL FIPS provider: no certificate is known for this build",
    ]
  `);
});
