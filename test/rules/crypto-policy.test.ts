import { expect, it } from 'vitest';
import { cryptoPolicy } from '../../src/rules/crypto-policy.ts';
import { given, judged } from '../support/rule-facts.ts';

const PARAMETERS = { bases: ['FIPS'], subpolicies: ['OSPP'] };

it('is met by the policy asked for, with a subpolicy that may stand', () => {
  expect(
    judged(cryptoPolicy, PARAMETERS, [
      given('crypto-policy.state', { configured: 'FIPS:OSPP', subpolicies: ['OSPP'] }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "met system crypto policy",
    ]
  `);
});

it('is unmet by another policy', () => {
  expect(
    judged(cryptoPolicy, PARAMETERS, [given('crypto-policy.state', { configured: 'DEFAULT' })]),
  ).toMatchInlineSnapshot(`
    [
      "unmet system crypto policy: the policy is DEFAULT, not FIPS",
    ]
  `);
});

it('is unmet by a subpolicy that loosens it', () => {
  expect(
    judged(cryptoPolicy, PARAMETERS, [
      given('crypto-policy.state', { configured: 'FIPS:NO-ENFORCE-EMS', subpolicies: ['NO-ENFORCE-EMS'] }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unmet system crypto policy: policy FIPS:NO-ENFORCE-EMS is loosened by NO-ENFORCE-EMS",
    ]
  `);
});

it('is met where FIPS is mounted over DEFAULT', () => {
  expect(
    judged(cryptoPolicy, PARAMETERS, [given('crypto-policy.state', { configured: 'DEFAULT', fipsOverlay: 'mounted' })]),
  ).toMatchInlineSnapshot(`
    [
      "met system crypto policy",
    ]
  `);
});

it('is met where DEFAULT stands on disk, the overlay waits and every entry boots with fips=1', () => {
  expect(
    judged(cryptoPolicy, PARAMETERS, [
      given('crypto-policy.state', { configured: 'DEFAULT', fipsOverlay: 'available' }),
      given('kernel.boot'),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "met system crypto policy",
    ]
  `);
});

it('is unmet where the overlay waits and the flag is off', () => {
  expect(
    judged(cryptoPolicy, PARAMETERS, [
      given('crypto-policy.state', { configured: 'DEFAULT', fipsOverlay: 'available' }),
      given('kernel.fips-mode', { enabled: false }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unmet system crypto policy: the policy is DEFAULT, and the FIPS overlay comes only with fips=1, which is not set",
    ]
  `);
});

it('is unknown where the overlay waits and nothing tells the flag', () => {
  expect(
    judged(cryptoPolicy, PARAMETERS, [
      given('crypto-policy.state', { configured: 'DEFAULT', fipsOverlay: 'available' }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unknown system crypto policy: the policy is DEFAULT; FIPS is mounted over it where the kernel has fips=1, which is not known",
    ]
  `);
});

it('is unknown where no file names the policy', () => {
  expect(
    judged(cryptoPolicy, PARAMETERS, [given('crypto-policy.state', { configured: null, applied: null })]),
  ).toMatchInlineSnapshot(`
    [
      "unknown system crypto policy: no file says which policy is set",
    ]
  `);
});

it('is not applicable where there is no such policy', () => {
  expect(
    judged(cryptoPolicy, PARAMETERS, [
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
      cryptoPolicy,
      PARAMETERS,
      [given('os.release', { id: 'debian', versionId: '13', idLike: [], prettyName: 'Debian GNU/Linux 13 (trixie)' })],
      [{ kind: 'crypto-policy.state', subject: 'somewhere', why: 'permission denied' }],
    ),
  ).toMatchInlineSnapshot(`[]`);
});
