import { expect, it } from 'vitest';
import { sshAlgorithmsNotOffered } from '../../src/rules/ssh-algorithms-not-offered.ts';
import { given, judged } from '../support/rule-facts.ts';

const PARAMETERS = { names: ['3des-cbc', 'hmac-md5*'] };

it('is met where none is offered', () => {
  expect(judged(sshAlgorithmsNotOffered, PARAMETERS, [given('ssh.configured')])).toMatchInlineSnapshot(`
    [
      "met OpenSSH server",
    ]
  `);
});

it('is unmet by a name and by a beginning', () => {
  expect(
    judged(sshAlgorithmsNotOffered, PARAMETERS, [
      given('ssh.configured', { ciphers: ['3des-cbc'], macs: ['hmac-md5-96', 'hmac-sha2-256'] }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unmet OpenSSH server: algorithms that are not wanted are offered: 3des-cbc, hmac-md5-96",
    ]
  `);
});

it('is not applicable where the packages are known and OpenSSH is not among them', () => {
  expect(
    judged(sshAlgorithmsNotOffered, PARAMETERS, [given('package.inventory'), given('package.installed')]),
  ).toMatchInlineSnapshot(`
    [
      "not-applicable OpenSSH: OpenSSH is not installed",
    ]
  `);
});

it('says nothing where the packages are not known', () => {
  expect(judged(sshAlgorithmsNotOffered, PARAMETERS, [])).toMatchInlineSnapshot(`[]`);
});
