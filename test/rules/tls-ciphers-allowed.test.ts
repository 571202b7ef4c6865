import { expect, it } from 'vitest';
import { tlsCiphersAllowed } from '../../src/rules/tls-ciphers-allowed.ts';
import { given, judged } from '../support/rule-facts.ts';

const PARAMETERS = { refused: ['CHACHA20', 'CAMELLIA'] };

it('is met by AES', () => {
  expect(judged(tlsCiphersAllowed, PARAMETERS, [given('fips.module'), given('tls.configured')])).toMatchInlineSnapshot(`
    [
      "met OpenSSL system default",
    ]
  `);
});

it('is unmet by ChaCha20, and passes over what is taken away', () => {
  expect(
    judged(tlsCiphersAllowed, PARAMETERS, [
      given('fips.module'),
      given('tls.configured', { ciphers: ['TLS_AES_256_GCM_SHA384', 'TLS_CHACHA20_POLY1305_SHA256', '!CAMELLIA'] }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unmet OpenSSL system default: cipher suites that are not approved are offered in FIPS mode: TLS_CHACHA20_POLY1305_SHA256 (built into OpenSSL 3.5.7)",
    ]
  `);
});

it('is not applicable where no module serves', () => {
  expect(judged(tlsCiphersAllowed, PARAMETERS, [given('tls.configured')])).toMatchInlineSnapshot(`
    [
      "not-applicable OpenSSL system default: no FIPS module serves, so there is no FIPS mode to judge",
    ]
  `);
});

it('says nothing of nothing', () => {
  expect(judged(tlsCiphersAllowed, PARAMETERS, [])).toMatchInlineSnapshot(`[]`);
});
