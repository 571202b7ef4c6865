import { expect, it } from 'vitest';
import { targetPath } from '../../src/facts/locator.ts';
import { tlsGroupsAllowed } from '../../src/rules/tls-groups-allowed.ts';
import { given, judged } from '../support/rule-facts.ts';

const PARAMETERS = { allowed: ['secp256r1', 'X25519MLKEM768'] };

it('is met by allowed groups, the hybrid with X25519 among them', () => {
  expect(
    judged(tlsGroupsAllowed, PARAMETERS, [
      given('fips.module'),
      given('tls.configured', { groups: ['X25519MLKEM768', 'secp256r1'] }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "met OpenSSL system default",
    ]
  `);
});

it('is unmet by X25519 alone and by X448MLKEM1024', () => {
  expect(
    judged(tlsGroupsAllowed, PARAMETERS, [
      given('fips.module'),
      given('tls.configured', { groups: ['X25519MLKEM768', 'x25519', 'X448MLKEM1024'] }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unmet OpenSSL system default: groups that are not allowed in FIPS mode are offered: x25519, X448MLKEM1024 (built into OpenSSL 3.5.7)",
    ]
  `);
});

it("judges what holds under the kernel's FIPS mode where that is known", () => {
  expect(
    judged(tlsGroupsAllowed, PARAMETERS, [
      given('fips.module'),
      given('tls.configured'),
      given('tls.configured', { groups: ['secp256r1'] }, 'OpenSSL system default under kernel FIPS mode'),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "met OpenSSL system default under kernel FIPS mode",
    ]
  `);
});

it('is not applicable where no module serves', () => {
  expect(judged(tlsGroupsAllowed, PARAMETERS, [given('tls.configured')])).toMatchInlineSnapshot(`
    [
      "not-applicable OpenSSL system default: no FIPS module serves, so there is no FIPS mode to judge",
    ]
  `);
});

it('says nothing of nothing', () => {
  expect(judged(tlsGroupsAllowed, PARAMETERS, [])).toMatchInlineSnapshot(`[]`);
});

it('is unknown where it could not be seen whether a module serves', () => {
  const gap = { kind: 'fips.module', subject: 'OpenSSL FIPS provider', why: 'permission denied' } as const;
  expect(judged(tlsGroupsAllowed, PARAMETERS, [given('tls.configured')], [gap])).toMatchInlineSnapshot(`
    [
      "unknown OpenSSL system default: whether a FIPS module serves cannot be told",
    ]
  `);
});

it('is unknown where FIPS is mounted over the policy that sets them', () => {
  const path = targetPath('/usr/share/crypto-policies/DEFAULT/opensslcnf.txt');
  const origin = { from: 'policy', path, line: 8 } as const;
  const configured = given('tls.configured', {
    origin: {
      minProtocol: origin,
      maxProtocol: origin,
      groups: origin,
      signatureSchemes: origin,
      ciphers: origin,
      securityLevel: origin,
    },
  });
  const waiting = given('crypto-policy.state', { configured: 'DEFAULT', fipsOverlay: 'available' });
  expect(judged(tlsGroupsAllowed, PARAMETERS, [given('fips.module'), configured, waiting])).toMatchInlineSnapshot(`
    [
      "unknown OpenSSL system default: under fips=1 the FIPS policy is mounted over /usr/share/crypto-policies/DEFAULT/opensslcnf.txt, and what then holds was not worked out",
    ]
  `);
  const plain = given('crypto-policy.state', { configured: 'DEFAULT' });
  expect(judged(tlsGroupsAllowed, PARAMETERS, [given('fips.module'), configured, plain])[0]).toMatch(/^unmet/);
});
