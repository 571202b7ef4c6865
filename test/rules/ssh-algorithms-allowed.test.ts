import { expect, it } from 'vitest';
import { sshAlgorithmsAllowed } from '../../src/rules/ssh-algorithms-allowed.ts';
import { given, judged } from '../support/rule-facts.ts';

const PARAMETERS = {
  kex: ['ecdh-sha2-nistp256'],
  outsideModule: ['mlkem768x25519-sha256'],
  hostKeys: ['ecdsa-sha2-nistp256'],
  ciphers: ['aes256-gcm@openssh.com'],
  macs: ['hmac-sha2-256'],
};

it('is met by approved algorithms', () => {
  expect(
    judged(sshAlgorithmsAllowed, PARAMETERS, [given('ssh.configured', { kex: ['ecdh-sha2-nistp256'] })]),
  ).toMatchInlineSnapshot(`
    [
      "met OpenSSH server",
    ]
  `);
});

it("is unmet by OpenSSH's own ML-KEM, in words of its own", () => {
  expect(judged(sshAlgorithmsAllowed, PARAMETERS, [given('ssh.configured')])).toMatchInlineSnapshot(`
    [
      "unmet OpenSSH server: KexAlgorithms has mlkem768x25519-sha256, whose post-quantum part does not come from the module",
    ]
  `);
});

it('is unmet by what is not approved, keyword by keyword', () => {
  expect(
    judged(sshAlgorithmsAllowed, PARAMETERS, [
      given(
        'ssh.configured',
        {
          kex: ['curve25519-sha256', 'ecdh-sha2-nistp256'],
          ciphers: ['chacha20-poly1305@openssh.com', 'aes256-gcm@openssh.com'],
        },
        'OpenSSH client',
      ),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unmet OpenSSH client: KexAlgorithms has curve25519-sha256, not approved; Ciphers has chacha20-poly1305@openssh.com, not approved",
    ]
  `);
});

it('is not applicable where the packages are known and OpenSSH is not among them', () => {
  expect(
    judged(sshAlgorithmsAllowed, PARAMETERS, [given('package.inventory'), given('package.installed')]),
  ).toMatchInlineSnapshot(`
    [
      "not-applicable OpenSSH: OpenSSH is not installed",
    ]
  `);
});

it('says nothing where the configuration was hidden', () => {
  expect(
    judged(
      sshAlgorithmsAllowed,
      PARAMETERS,
      [given('package.inventory'), given('package.installed')],
      [{ kind: 'ssh.configured', subject: 'somewhere', why: 'permission denied' }],
    ),
  ).toMatchInlineSnapshot(`[]`);
});

it('says nothing where the packages are not known', () => {
  expect(judged(sshAlgorithmsAllowed, PARAMETERS, [])).toMatchInlineSnapshot(`[]`);
});

it('is unknown where the build has other lists for FIPS mode, unless the flag is off', () => {
  const client = given('ssh.configured', {
    kex: ['ecdh-sha2-nistp256'],
    hostKeys: ['ssh-ed25519'],
    origin: { HostKeyAlgorithms: { from: 'built-in', library: 'OpenSSH 8.7p1' } },
    oddities: ['this build has other built-in lists for kernel FIPS mode: those shown hold without it'],
  });
  expect(judged(sshAlgorithmsAllowed, PARAMETERS, [client, given('kernel.boot')])).toMatchInlineSnapshot(`
    [
      "unknown OpenSSH server: HostKeyAlgorithms: this build has other built-in lists for kernel FIPS mode: those shown hold without it",
    ]
  `);
  const off = given('kernel.fips-mode', { enabled: false });
  expect(judged(sshAlgorithmsAllowed, PARAMETERS, [client, off])[0]).toMatch(/^unmet/);
});
