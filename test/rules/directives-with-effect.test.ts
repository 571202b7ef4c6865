import { expect, it } from 'vitest';
import { directivesWithEffect } from '../../src/rules/directives-with-effect.ts';
import { given, judged } from '../support/rule-facts.ts';

const PARAMETERS = { directives: ['Groups', 'MinProtocol'] };

it('is met where every line does something', () => {
  expect(judged(directivesWithEffect, PARAMETERS, [given('openssl.configuration')])).toMatchInlineSnapshot(`
    [
      "met OpenSSL configuration",
    ]
  `);
});

it('is unmet by a line that does nothing', () => {
  expect(
    judged(directivesWithEffect, PARAMETERS, [
      given('openssl.configuration'),
      given('openssl.directive-without-effect'),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unmet Groups: "Groups = X25519" has no effect: it stands in [evp_properties], which is not read for TLS",
    ]
  `);
});

it('is not applicable without a file', () => {
  expect(
    judged(directivesWithEffect, PARAMETERS, [given('openssl.configuration', { outcome: 'none', path: null })]),
  ).toMatchInlineSnapshot(`
    [
      "not-applicable OpenSSL configuration: there is no configuration file",
    ]
  `);
});

it('says nothing of nothing', () => {
  expect(judged(directivesWithEffect, PARAMETERS, [])).toMatchInlineSnapshot(`[]`);
});

it('passes over directives that nobody asked about, and knows one behind a prefix', () => {
  const some = (directive: string) => given('openssl.directive-without-effect', { directive }, directive);
  const configuration = given('openssl.configuration');
  expect(judged(directivesWithEffect, PARAMETERS, [configuration, some('default_bits')])).toEqual([
    'met OpenSSL configuration',
  ]);
  expect(judged(directivesWithEffect, PARAMETERS, [configuration, some('TLS.MinProtocol')])[0]).toMatch(/^unmet TLS/);
});
