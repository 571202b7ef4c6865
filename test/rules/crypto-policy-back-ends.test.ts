import { expect, it } from 'vitest';
import { cryptoPolicyBackEnds } from '../../src/rules/crypto-policy-back-ends.ts';
import { given, judged } from '../support/rule-facts.ts';

const PARAMETERS = {};

it('is met by what the policy gives, drop-ins included', () => {
  expect(
    judged(cryptoPolicyBackEnds, PARAMETERS, [
      given('crypto-policy.back-end'),
      given('crypto-policy.back-end', { backEnd: 'gnutls', origin: 'local.d' }, 'gnutls'),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "met opensslcnf",
      "met gnutls",
    ]
  `);
});

it('is unmet by a file edited by hand', () => {
  expect(
    judged(cryptoPolicyBackEnds, PARAMETERS, [
      given('crypto-policy.back-end', { origin: 'edited', differences: ['groups lacks X25519MLKEM768'] }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unmet opensslcnf: opensslcnf is not what policy DEFAULT gives: groups lacks X25519MLKEM768",
    ]
  `);
});

it('is unknown where it cannot be compared', () => {
  expect(
    judged(cryptoPolicyBackEnds, PARAMETERS, [given('crypto-policy.back-end', { origin: 'unknown' })]),
  ).toMatchInlineSnapshot(`
    [
      "unknown opensslcnf: opensslcnf cannot be compared with its policy",
    ]
  `);
});

it('is not applicable where there is no such policy', () => {
  expect(
    judged(cryptoPolicyBackEnds, PARAMETERS, [
      given('os.release', { id: 'debian', versionId: '13', idLike: [], prettyName: 'Debian GNU/Linux 13 (trixie)' }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "not-applicable system crypto policy: this system has no system-wide crypto policy",
    ]
  `);
});
