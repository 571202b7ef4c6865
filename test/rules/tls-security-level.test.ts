import { expect, it } from 'vitest';
import { tlsSecurityLevel } from '../../src/rules/tls-security-level.ts';
import { given, judged } from '../support/rule-facts.ts';

const PARAMETERS = { atLeast: 2 };

it('is met by the level asked for', () => {
  expect(judged(tlsSecurityLevel, PARAMETERS, [given('tls.configured')])).toMatchInlineSnapshot(`
    [
      "met OpenSSL system default",
    ]
  `);
});

it('is unmet by a lower one', () => {
  expect(judged(tlsSecurityLevel, PARAMETERS, [given('tls.configured', { securityLevel: 1 })])).toMatchInlineSnapshot(`
    [
      "unmet OpenSSL system default: the security level is 1, below 2 (built into OpenSSL 3.5.7)",
    ]
  `);
});

it('is unknown where the level is not known', () => {
  expect(
    judged(tlsSecurityLevel, PARAMETERS, [given('tls.configured', { securityLevel: null })]),
  ).toMatchInlineSnapshot(`
    [
      "unknown OpenSSL system default: the security level is not known",
    ]
  `);
});

it('is not asked of a library that has no levels', () => {
  expect(
    judged(tlsSecurityLevel, PARAMETERS, [given('tls.configured', { securityLevel: null }, 'GnuTLS system default')]),
  ).toMatchInlineSnapshot(`
    [
      "not-applicable GnuTLS system default: this library has no security levels",
    ]
  `);
});
