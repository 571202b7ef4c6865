import { expect, it } from 'vitest';
import { cryptoPolicyPostQuantum } from '../../src/rules/crypto-policy-post-quantum.ts';
import { given, judged } from '../support/rule-facts.ts';

const PARAMETERS = { bases: ['BSI'], subpolicies: ['NO-PQ'] };

it('is met by a policy whose OpenSSL back-end has ML-KEM', () => {
  expect(
    judged(cryptoPolicyPostQuantum, PARAMETERS, [
      given('crypto-policy.state', { configured: 'DEFAULT' }),
      given('crypto-policy.back-end'),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "met system crypto policy",
    ]
  `);
});

it('is unmet by NO-PQ', () => {
  expect(
    judged(cryptoPolicyPostQuantum, PARAMETERS, [
      given('crypto-policy.state', { configured: 'DEFAULT:NO-PQ', subpolicies: ['NO-PQ'] }),
      given('crypto-policy.back-end'),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unmet system crypto policy: NO-PQ in the crypto policy takes ML-KEM and ML-DSA away",
    ]
  `);
});

it('is unmet by a back-end without ML-KEM, whatever the name of the policy', () => {
  expect(
    judged(cryptoPolicyPostQuantum, PARAMETERS, [
      given('crypto-policy.state', { configured: 'DEFAULT' }),
      given('crypto-policy.back-end', { groups: ['X25519'] }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unmet system crypto policy: the OpenSSL back-end of policy DEFAULT lists no group with ML-KEM",
    ]
  `);
});

it('is unknown where the back-end was not seen', () => {
  expect(
    judged(cryptoPolicyPostQuantum, PARAMETERS, [given('crypto-policy.state', { configured: 'DEFAULT' })]),
  ).toMatchInlineSnapshot(`
    [
      "unknown system crypto policy: the back-end for OpenSSL was not seen",
    ]
  `);
});

it('is not applicable where there is no such policy', () => {
  expect(
    judged(cryptoPolicyPostQuantum, PARAMETERS, [
      given('os.release', { id: 'debian', versionId: '13', idLike: [], prettyName: 'Debian GNU/Linux 13 (trixie)' }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "not-applicable system crypto policy: this system has no system-wide crypto policy",
    ]
  `);
});
