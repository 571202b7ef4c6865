import { expect, it } from 'vitest';
import { tlsMinimumVersion } from '../../src/rules/tls-minimum-version.ts';
import { given, judged } from '../support/rule-facts.ts';

const PARAMETERS = { atLeast: 'TLSv1.2' };

it('is met by the version asked for', () => {
  expect(judged(tlsMinimumVersion, PARAMETERS, [given('tls.configured')])).toMatchInlineSnapshot(`
    [
      "met OpenSSL system default",
    ]
  `);
});

it('is unmet by an older one', () => {
  expect(
    judged(tlsMinimumVersion, PARAMETERS, [given('tls.configured', { minProtocol: 'TLSv1', securityLevel: 0 })]),
  ).toMatchInlineSnapshot(`
    [
      "unmet OpenSSL system default: the least version is TLSv1, and TLSv1.2 is wanted (built into OpenSSL 3.5.7)",
    ]
  `);
});

it('is unmet where no bound is set', () => {
  expect(
    judged(tlsMinimumVersion, PARAMETERS, [given('tls.configured', { minProtocol: null, securityLevel: 0 })]),
  ).toMatchInlineSnapshot(`
    [
      "unmet OpenSSL system default: no least version is set, and TLSv1.2 is wanted (built into OpenSSL 3.5.7)",
    ]
  `);
});

it('is unknown where the name is no version', () => {
  expect(
    judged(tlsMinimumVersion, PARAMETERS, [given('tls.configured', { minProtocol: 'TLSv9' })]),
  ).toMatchInlineSnapshot(`
    [
      "unknown OpenSSL system default: TLSv9 is no version of TLS that is known",
    ]
  `);
});

it('says nothing of nothing', () => {
  expect(judged(tlsMinimumVersion, PARAMETERS, [])).toMatchInlineSnapshot(`[]`);
});

it('is met without a bound where the security level cuts old versions off', () => {
  const open = given('tls.configured', { minProtocol: null, securityLevel: 2 });
  expect(judged(tlsMinimumVersion, PARAMETERS, [open])).toEqual(['met OpenSSL system default']);
  const old = given('openssl.library', { version: '1.1.1k' });
  expect(judged(tlsMinimumVersion, PARAMETERS, [open, old])[0]).toMatch(/^unmet/);
});

it('does not take the security level for TLS 1.3', () => {
  const open = given('tls.configured', { minProtocol: null, securityLevel: 5 });
  expect(judged(tlsMinimumVersion, { atLeast: 'TLSv1.3' }, [open])[0]).toMatch(/^unmet/);
});
