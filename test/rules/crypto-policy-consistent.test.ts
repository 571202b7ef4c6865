import { expect, it } from 'vitest';
import { cryptoPolicyConsistent } from '../../src/rules/crypto-policy-consistent.ts';
import { given, judged } from '../support/rule-facts.ts';

const PARAMETERS = {};

it('is met by files that agree', () => {
  expect(judged(cryptoPolicyConsistent, PARAMETERS, [given('crypto-policy.state')])).toMatchInlineSnapshot(`
    [
      "met system crypto policy",
    ]
  `);
});

it('is unmet by files that do not', () => {
  expect(
    judged(cryptoPolicyConsistent, PARAMETERS, [
      given('crypto-policy.state', { consistent: false, whyNot: ['config says DEFAULT, state/current says FIPS'] }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unmet system crypto policy: the files of the crypto policy disagree: config says DEFAULT, state/current says FIPS",
    ]
  `);
});

it('is not applicable where there is no such policy', () => {
  expect(
    judged(cryptoPolicyConsistent, PARAMETERS, [
      given('os.release', { id: 'debian', versionId: '13', idLike: [], prettyName: 'Debian GNU/Linux 13 (trixie)' }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "not-applicable system crypto policy: this system has no system-wide crypto policy",
    ]
  `);
});

it('says nothing where the policy was hidden', () => {
  expect(
    judged(
      cryptoPolicyConsistent,
      PARAMETERS,
      [given('os.release', { id: 'debian', versionId: '13', idLike: [], prettyName: 'Debian GNU/Linux 13 (trixie)' })],
      [{ kind: 'crypto-policy.state', subject: 'somewhere', why: 'permission denied' }],
    ),
  ).toMatchInlineSnapshot(`[]`);
});
