import { expect, it } from 'vitest';
import { sshKeyExchangePostQuantum } from '../../src/rules/ssh-key-exchange-post-quantum.ts';
import { given, judged } from '../support/rule-facts.ts';

const PARAMETERS = { methods: ['mlkem768x25519-sha256', 'sntrup761x25519-sha512'], place: 'first' };

it('is met by the first place', () => {
  expect(judged(sshKeyExchangePostQuantum, PARAMETERS, [given('ssh.configured')])).toMatchInlineSnapshot(`
    [
      "met OpenSSH server",
    ]
  `);
});

it('is unmet by a later one', () => {
  expect(
    judged(sshKeyExchangePostQuantum, PARAMETERS, [
      given('ssh.configured', { kex: ['curve25519-sha256', 'sntrup761x25519-sha512'] }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unmet OpenSSH server: curve25519-sha256 stands before sntrup761x25519-sha512, so a peer that has both may take the classical one",
    ]
  `);
});

it('is unmet by none', () => {
  expect(
    judged(sshKeyExchangePostQuantum, PARAMETERS, [
      given('ssh.configured', { kex: ['curve25519-sha256'] }, 'OpenSSH client'),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unmet OpenSSH client: no post-quantum key exchange is offered: curve25519-sha256",
    ]
  `);
});

it('is not applicable where the packages are known and OpenSSH is not among them', () => {
  expect(
    judged(sshKeyExchangePostQuantum, PARAMETERS, [given('package.inventory'), given('package.installed')]),
  ).toMatchInlineSnapshot(`
    [
      "not-applicable OpenSSH: OpenSSH is not installed",
    ]
  `);
});

it('says nothing where the packages are not known', () => {
  expect(judged(sshKeyExchangePostQuantum, PARAMETERS, [])).toMatchInlineSnapshot(`[]`);
});
