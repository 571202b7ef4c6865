import { expect, it } from 'vitest';
import { fipsModuleEnvironment } from '../../src/rules/fips-module-environment.ts';
import { certificate, given, judged } from '../support/rule-facts.ts';

const PARAMETERS = {};

it('is met where the certificate lists the system', () => {
  expect(judged(fipsModuleEnvironment, PARAMETERS, [given('fips.module'), given('os.release')])).toMatchInlineSnapshot(`
    [
      "met OpenSSL FIPS provider",
    ]
  `);
});

it('is unmet where it does not', () => {
  expect(
    judged(fipsModuleEnvironment, PARAMETERS, [
      given('fips.module', { certificate: certificate({ environmentListed: 'no' }) }),
      given('os.release', { versionId: '10.1', prettyName: 'Red Hat Enterprise Linux 10.1' }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unmet OpenSSL FIPS provider: certificate #4857 does not list Red Hat Enterprise Linux 10.1 on this kind of machine among its tested systems",
    ]
  `);
});

it('is unknown where our copy does not say', () => {
  expect(
    judged(fipsModuleEnvironment, PARAMETERS, [
      given('fips.module', { certificate: certificate({ environmentListed: 'unknown' }) }),
      given('os.release'),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unknown OpenSSL FIPS provider: whether certificate #4857 lists Red Hat Enterprise Linux 9.4 (Plow) on this machine is not on our copy (the NIST page)",
    ]
  `);
});

it('is not applicable without a certificate', () => {
  expect(
    judged(fipsModuleEnvironment, PARAMETERS, [given('fips.module', { certificate: null })]),
  ).toMatchInlineSnapshot(`
    [
      "not-applicable OpenSSL FIPS provider: no certificate is known for this build",
    ]
  `);
});
