import { expect, it } from 'vitest';
import { mlKemKeyEstablishment } from '../../src/rules/ml-kem-key-establishment.ts';
import { given, judged } from '../support/rule-facts.ts';

const PARAMETERS = { atLeast: 768 };

it('is met by X25519MLKEM768', () => {
  expect(judged(mlKemKeyEstablishment, PARAMETERS, [given('tls.configured')])).toMatchInlineSnapshot(`
    [
      "met OpenSSL system default",
    ]
  `);
});

it('is unmet without ML-KEM', () => {
  expect(
    judged(mlKemKeyEstablishment, PARAMETERS, [given('tls.configured', { groups: ['x25519', 'secp256r1'] })]),
  ).toMatchInlineSnapshot(`
    [
      "unmet OpenSSL system default: no group with ML-KEM is offered: x25519, secp256r1 (built into OpenSSL 3.5.7)",
    ]
  `);
});

it('is unmet by draft Kyber, which is not ML-KEM', () => {
  expect(
    judged(mlKemKeyEstablishment, PARAMETERS, [given('tls.configured', { groups: ['X25519Kyber768Draft00'] })]),
  ).toMatchInlineSnapshot(`
    [
      "unmet OpenSSL system default: no group with ML-KEM is offered: X25519Kyber768Draft00 (built into OpenSSL 3.5.7)",
    ]
  `);
});

it('is unmet by ML-KEM-512 alone', () => {
  expect(
    judged(mlKemKeyEstablishment, PARAMETERS, [given('tls.configured', { groups: ['MLKEM512'] })]),
  ).toMatchInlineSnapshot(`
    [
      "unmet OpenSSL system default: MLKEM512 offered, but no ML-KEM-768 or stronger (built into OpenSSL 3.5.7)",
    ]
  `);
});

it("judges what holds under the kernel's FIPS mode where the system boots so", () => {
  expect(
    judged(mlKemKeyEstablishment, PARAMETERS, [
      given('kernel.boot'),
      given('tls.configured'),
      given('tls.configured', { groups: ['secp256r1'] }, 'OpenSSL system default under kernel FIPS mode'),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unmet OpenSSL system default under kernel FIPS mode: no group with ML-KEM is offered: secp256r1 (built into OpenSSL 3.5.7)",
    ]
  `);
});

it("leaves the kernel's FIPS mode out where the flag is off", () => {
  expect(
    judged(mlKemKeyEstablishment, PARAMETERS, [
      given('kernel.fips-mode', { enabled: false }),
      given('tls.configured'),
      given('tls.configured', { groups: ['secp256r1'] }, 'OpenSSL system default under kernel FIPS mode'),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "met OpenSSL system default",
    ]
  `);
});

it('says nothing of nothing', () => {
  expect(judged(mlKemKeyEstablishment, PARAMETERS, [])).toMatchInlineSnapshot(`[]`);
});
