import { expect, it } from 'vitest';
import { fipsModuleCertificate } from '../../src/rules/fips-module-certificate.ts';
import { certificate, given, judged } from '../support/rule-facts.ts';

const PARAMETERS = {};

it('is met by a certificate that names the build', () => {
  expect(judged(fipsModuleCertificate, PARAMETERS, [given('fips.module')])).toMatchInlineSnapshot(`
    [
      "met OpenSSL FIPS provider",
    ]
  `);
});

it('is met with the need for a second look beside it', () => {
  expect(
    judged(fipsModuleCertificate, PARAMETERS, [
      given('fips.module', {
        certificate: certificate({ confidence: 'M', recheck: 're-check: our copy is of 2026-08-16 (confidence M)' }),
      }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "met OpenSSL FIPS provider; re-check: our copy is of 2026-08-16 (confidence M)",
    ]
  `);
});

it('is unmet by another build of the same version', () => {
  expect(
    judged(fipsModuleCertificate, PARAMETERS, [
      given('fips.module', {
        build: '3.0.7-cda111b5812c30d4',
        certificate: null,
        certificateAbsence: { standing: 'not-covered', words: '#4857 names 3.0.7-395c1a240fbfffd8' },
      }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unmet OpenSSL FIPS provider: no certificate covers 3.0.7-cda111b5812c30d4: #4857 names 3.0.7-395c1a240fbfffd8",
    ]
  `);
});

it('is unmet by a module in process', () => {
  expect(
    judged(fipsModuleCertificate, PARAMETERS, [
      given('fips.module', {
        build: '3.5.4',
        certificate: certificate({ number: null, status: 'in-process', caveat: 'Comment Resolution - Lab' }),
      }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unmet OpenSSL FIPS provider: 3.5.4 is in process, which is no validation: Comment Resolution - Lab",
    ]
  `);
});

it('is unknown where the register is silent', () => {
  expect(
    judged(fipsModuleCertificate, PARAMETERS, [
      given('fips.module', {
        build: '3.5.8',
        certificate: null,
        certificateAbsence: {
          standing: 'nothing-known',
          words: 'no certificate was found for the OpenSSL provider of Azure Linux 4',
        },
      }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unknown OpenSSL FIPS provider: no certificate was found for the OpenSSL provider of Azure Linux 4",
    ]
  `);
});

it('is unknown where nobody said why there is none', () => {
  expect(
    judged(fipsModuleCertificate, PARAMETERS, [given('fips.module', { certificate: null })]),
  ).toMatchInlineSnapshot(`
    [
      "unknown OpenSSL FIPS provider: no certificate is known for 3.0.7-395c1a240fbfffd8",
    ]
  `);
});

it('is unknown on the word of a single source', () => {
  expect(
    judged(fipsModuleCertificate, PARAMETERS, [
      given('fips.module', { certificate: certificate({ confidence: 'L' }) }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unknown OpenSSL FIPS provider: certificate #4857 for 3.0.7-395c1a240fbfffd8 rests on a single source (the NIST page)",
    ]
  `);
});
