import { expect, it } from 'vitest';
import { tlsVersionAvailable } from '../../src/rules/tls-version-available.ts';
import { given, judged } from '../support/rule-facts.ts';

const PARAMETERS = { version: 'TLSv1.3' };

it('is met without an upper bound', () => {
  expect(judged(tlsVersionAvailable, PARAMETERS, [given('tls.configured')])).toMatchInlineSnapshot(`
    [
      "met OpenSSL system default",
    ]
  `);
});

it('is unmet below it', () => {
  expect(
    judged(tlsVersionAvailable, PARAMETERS, [given('tls.configured', { maxProtocol: 'TLSv1.2' })]),
  ).toMatchInlineSnapshot(`
    [
      "unmet OpenSSL system default: TLSv1.3 cannot be used: the greatest version is TLSv1.2 (built into OpenSSL 3.5.7)",
    ]
  `);
});

it('is unmet where no version is left', () => {
  expect(
    judged(tlsVersionAvailable, PARAMETERS, [given('tls.configured', { maxProtocol: 'none' })]),
  ).toMatchInlineSnapshot(`
    [
      "unmet OpenSSL system default: TLSv1.3 cannot be used: the greatest version is none (built into OpenSSL 3.5.7)",
    ]
  `);
});

it('is unknown where the name is no version', () => {
  expect(
    judged(tlsVersionAvailable, PARAMETERS, [given('tls.configured', { maxProtocol: 'TLSv9' })]),
  ).toMatchInlineSnapshot(`
    [
      "unknown OpenSSL system default: TLSv9 is no version of TLS that is known",
    ]
  `);
});

it('says nothing of nothing', () => {
  expect(judged(tlsVersionAvailable, PARAMETERS, [])).toMatchInlineSnapshot(`[]`);
});
