import { expect, it } from 'vitest';
import { tlsAlgorithmsNotOffered } from '../../src/rules/tls-algorithms-not-offered.ts';
import { given, judged } from '../support/rule-facts.ts';

const PARAMETERS = { names: ['X25519Kyber768Draft00', 'rsa_pkcs1_sha1', 'RC4', 'CBC3'] };

it('is met where none is offered', () => {
  expect(
    judged(tlsAlgorithmsNotOffered, PARAMETERS, [
      given('tls.configured', { ciphers: ['TLS_AES_256_GCM_SHA384', '!RC4', '-RC4'] }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "met OpenSSL system default",
    ]
  `);
});

it('says that a cipher string was not expanded', () => {
  expect(
    judged(tlsAlgorithmsNotOffered, PARAMETERS, [given('tls.configured', { cipherString: 'DEFAULT:@SECLEVEL=2' })]),
  ).toMatchInlineSnapshot(`
    [
      "met OpenSSL system default; the cipher string "DEFAULT:@SECLEVEL=2" was not expanded",
    ]
  `);
});

it('is unmet by a group, a scheme, a suite', () => {
  expect(
    judged(tlsAlgorithmsNotOffered, PARAMETERS, [
      given('tls.configured', {
        groups: ['X25519Kyber768Draft00'],
        signatureSchemes: ['rsa_pkcs1_sha1'],
        ciphers: ['ECDHE-RSA-RC4-SHA', 'DES-CBC3-SHA'],
      }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unmet OpenSSL system default: algorithms that are not wanted are offered: X25519Kyber768Draft00, rsa_pkcs1_sha1, ECDHE-RSA-RC4-SHA, DES-CBC3-SHA",
    ]
  `);
});

it('says nothing of nothing', () => {
  expect(judged(tlsAlgorithmsNotOffered, PARAMETERS, [])).toMatchInlineSnapshot(`[]`);
});
