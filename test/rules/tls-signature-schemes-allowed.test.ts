import { expect, it } from 'vitest';
import { tlsSignatureSchemesAllowed } from '../../src/rules/tls-signature-schemes-allowed.ts';
import { certificate, given, judged } from '../support/rule-facts.ts';

const PARAMETERS = { allowed: ['ecdsa_secp256r1_sha256'], dependOnModule: ['ed25519', 'ed448'] };

it('is met by allowed schemes', () => {
  expect(
    judged(tlsSignatureSchemesAllowed, PARAMETERS, [
      given('fips.module'),
      given('tls.configured', { signatureSchemes: ['ecdsa_secp256r1_sha256'] }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "met OpenSSL system default",
    ]
  `);
});

it('is unmet by Ed25519 with #4985, whose policy calls it not approved', () => {
  expect(
    judged(tlsSignatureSchemesAllowed, PARAMETERS, [
      given('fips.module', { certificate: certificate({ number: 4985, notApproved: ['Ed25519', 'Ed448'] }) }),
      given('tls.configured', { signatureSchemes: ['ecdsa_secp256r1_sha256', 'ed25519'] }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unmet OpenSSL system default: ed25519 offered (built into OpenSSL 3.5.7), which certificate #4985 does not approve",
    ]
  `);
});

it('is met by Ed25519 with #5132, whose policy approves it', () => {
  expect(
    judged(tlsSignatureSchemesAllowed, PARAMETERS, [
      given('fips.module', { certificate: certificate({ number: 5132, notApproved: [] }) }),
      given('tls.configured', { signatureSchemes: ['ecdsa_secp256r1_sha256', 'ed25519'] }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "met OpenSSL system default",
    ]
  `);
});

it('is unknown for Ed25519 where our copy does not say', () => {
  expect(
    judged(tlsSignatureSchemesAllowed, PARAMETERS, [
      given('fips.module', { certificate: certificate({ notApproved: null }) }),
      given('tls.configured', { signatureSchemes: ['ed25519'] }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unknown OpenSSL system default: ed25519 offered: whether the module's certificate approves them is not known",
    ]
  `);
});

it('is unknown for Ed25519 without a certificate', () => {
  expect(
    judged(tlsSignatureSchemesAllowed, PARAMETERS, [
      given('fips.module', { certificate: null }),
      given('tls.configured', { signatureSchemes: ['ed25519'] }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unknown OpenSSL system default: ed25519 offered: whether the module's certificate approves them is not known",
    ]
  `);
});

it('is unmet by a scheme that nobody approves', () => {
  expect(
    judged(tlsSignatureSchemesAllowed, PARAMETERS, [
      given('fips.module'),
      given('tls.configured', { signatureSchemes: ['dsa_sha256', 'ed25519'] }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unmet OpenSSL system default: signature schemes that are not allowed in FIPS mode are offered: dsa_sha256 (built into OpenSSL 3.5.7)",
    ]
  `);
});

it('is not applicable where no module serves', () => {
  expect(judged(tlsSignatureSchemesAllowed, PARAMETERS, [given('tls.configured')])).toMatchInlineSnapshot(`
    [
      "not-applicable OpenSSL system default: no FIPS module serves, so there is no FIPS mode to judge",
    ]
  `);
});
