import { expect, it } from 'vitest';
import { opensslVersion } from '../../src/rules/openssl-version.ts';
import { given, judged } from '../support/rule-facts.ts';

const PARAMETERS = { atLeast: '3.5' };

it('is met by 3.5.7 and by 4.0.2', () => {
  expect(
    judged(opensslVersion, PARAMETERS, [
      given('openssl.library'),
      given('openssl.library', { version: '4.0.2' }, 'Node.js'),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "met OpenSSL libcrypto",
      "met Node.js",
    ]
  `);
});

it('is unmet by 3.2.2, whatever comes after the number', () => {
  expect(
    judged(opensslVersion, PARAMETERS, [given('openssl.library', { version: '3.2.2-6.el9' })]),
  ).toMatchInlineSnapshot(`
    [
      "unmet OpenSSL libcrypto: OpenSSL 3.2.2-6.el9 (/usr/lib64/libcrypto.so.3) is older than 3.5, the first with ML-KEM and ML-DSA",
    ]
  `);
});

it('takes 3.10 for newer than 3.5', () => {
  expect(judged(opensslVersion, PARAMETERS, [given('openssl.library', { version: '3.10.0' })])).toMatchInlineSnapshot(`
    [
      "met OpenSSL libcrypto",
    ]
  `);
});

it('is unknown where there is no number', () => {
  expect(
    judged(opensslVersion, PARAMETERS, [given('openssl.library', { version: 'unreleased' })]),
  ).toMatchInlineSnapshot(`
    [
      "unknown OpenSSL libcrypto: "unreleased" is no version",
    ]
  `);
});

it('says nothing of nothing', () => {
  expect(judged(opensslVersion, PARAMETERS, [])).toMatchInlineSnapshot(`[]`);
});
