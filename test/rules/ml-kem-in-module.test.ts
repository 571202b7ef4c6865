import { expect, it } from 'vitest';
import { mlKemInModule } from '../../src/rules/ml-kem-in-module.ts';
import { certificate, given, judged } from '../support/rule-facts.ts';

const PARAMETERS = {};

it('is met where the certificate lists ML-KEM', () => {
  expect(
    judged(mlKemInModule, PARAMETERS, [
      given('fips.module', { certificate: certificate({ number: 5523, algorithms: ['ML-KEM', 'X25519MLKEM768'] }) }),
      given('tls.configured'),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "met OpenSSL system default",
    ]
  `);
});

it('is unmet by a hybrid whose ML-KEM comes from elsewhere', () => {
  expect(
    judged(mlKemInModule, PARAMETERS, [
      given('fips.module'),
      given(
        'tls.configured',
        { groups: ['SecP256r1MLKEM768', 'secp256r1'] },
        'OpenSSL system default under kernel FIPS mode',
      ),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unmet OpenSSL system default under kernel FIPS mode: SecP256r1MLKEM768 offered: quantum-safe, but ML-KEM is not in certificate #4857, so that part is not validated",
    ]
  `);
});

it('is unknown without a certificate', () => {
  expect(
    judged(mlKemInModule, PARAMETERS, [given('fips.module', { certificate: null }), given('tls.configured')]),
  ).toMatchInlineSnapshot(`
    [
      "unknown OpenSSL system default: X25519MLKEM768 offered: no certificate is known that would list ML-KEM",
    ]
  `);
});

it('is not applicable where no ML-KEM is offered', () => {
  expect(
    judged(mlKemInModule, PARAMETERS, [given('fips.module'), given('tls.configured', { groups: ['secp256r1'] })]),
  ).toMatchInlineSnapshot(`
    [
      "not-applicable OpenSSL system default: no ML-KEM is offered",
    ]
  `);
});

it('is not applicable where no module serves', () => {
  expect(judged(mlKemInModule, PARAMETERS, [given('tls.configured')])).toMatchInlineSnapshot(`
    [
      "not-applicable OpenSSL system default: no FIPS module serves, so there is no FIPS mode to judge",
    ]
  `);
});

it('is unmet where it is known that no certificate covers the module', () => {
  const module = given('fips.module', {
    certificate: null,
    certificateAbsence: { standing: 'not-covered', words: 'no certificate names an OpenSSL 3.5 provider' },
  });
  expect(judged(mlKemInModule, PARAMETERS, [module, given('tls.configured')])).toMatchInlineSnapshot(`
    [
      "unmet OpenSSL system default: X25519MLKEM768 offered: quantum-safe, but no certificate covers the module that computes it",
    ]
  `);
});
