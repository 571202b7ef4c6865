import { expect, it } from 'vitest';
import { opensslConfigurationApplied } from '../../src/rules/openssl-configuration-applied.ts';
import { given, judged } from '../support/rule-facts.ts';

const PARAMETERS = {};

it('is met by a configuration that takes effect', () => {
  expect(judged(opensslConfigurationApplied, PARAMETERS, [given('openssl.configuration')])).toMatchInlineSnapshot(`
    [
      "met OpenSSL configuration",
    ]
  `);
});

it('is unmet by one that is dropped without a word', () => {
  expect(
    judged(opensslConfigurationApplied, PARAMETERS, [
      given('openssl.configuration', { outcome: 'ignored', why: ['line 12: variable has no value'] }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unmet OpenSSL configuration: /etc/pki/tls/openssl.cnf is silently dropped as a whole: line 12: variable has no value",
    ]
  `);
});

it('is unmet by one of which a part is skipped', () => {
  expect(
    judged(opensslConfigurationApplied, PARAMETERS, [
      given('openssl.configuration', { outcome: 'partly-applied', why: ['section fips_sect is missing'] }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unmet OpenSSL configuration: /etc/pki/tls/openssl.cnf is applied in part, and what follows the fault is silently skipped: section fips_sect is missing",
    ]
  `);
});

it('is unmet by one that stops every program', () => {
  expect(
    judged(opensslConfigurationApplied, PARAMETERS, [
      given('openssl.configuration', { outcome: 'fails', why: ['section fips_sect is missing'] }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unmet OpenSSL configuration: /etc/pki/tls/openssl.cnf stops every program that uses OpenSSL at its start: section fips_sect is missing",
    ]
  `);
});

it('is not applicable without a file', () => {
  expect(
    judged(opensslConfigurationApplied, PARAMETERS, [given('openssl.configuration', { outcome: 'none', path: null })]),
  ).toMatchInlineSnapshot(`
    [
      "not-applicable OpenSSL configuration: there is no configuration file: the built-in settings hold",
    ]
  `);
});
