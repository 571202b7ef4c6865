import { expect, it } from 'vitest';
import { sshEndpointAlgorithmsApproved } from '../../src/rules/ssh-endpoint-algorithms-approved.ts';
import { given, judged } from '../support/rule-facts.ts';

const PARAMETERS = {
  kex: ['ecdh-sha2-nistp256'],
  outsideModule: ['mlkem768x25519-sha256'],
  hostKeys: ['rsa-sha2-512', 'ecdsa-sha2-nistp256'],
  ciphers: ['aes256-gcm@openssh.com'],
  macs: ['hmac-sha2-256'],
};

it('is met by approved names alone, and says that this is no validation', () => {
  expect(
    judged(sshEndpointAlgorithmsApproved, PARAMETERS, [given('ssh.endpoint', { kex: ['ecdh-sha2-nistp256'] })]),
  ).toMatchInlineSnapshot(`
    [
      "met SSH endpoint; approval of algorithms, not validation: an endpoint cannot show which module did this",
    ]
  `);
});

it('is unmet by what is not approved or lies outside the module', () => {
  expect(judged(sshEndpointAlgorithmsApproved, PARAMETERS, [given('ssh.endpoint')])).toMatchInlineSnapshot(`
    [
      "unmet SSH endpoint: KexAlgorithms has mlkem768x25519-sha256, whose post-quantum part does not come from the module; approval of algorithms, not validation: an endpoint cannot show which module did this",
    ]
  `);
  expect(
    judged(sshEndpointAlgorithmsApproved, PARAMETERS, [
      given('ssh.endpoint', {
        kex: ['curve25519-sha256'],
        ciphers: ['chacha20-poly1305@openssh.com'],
        hostKeys: ['ssh-ed25519'],
      }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unmet SSH endpoint: KexAlgorithms has curve25519-sha256, not approved; HostKeyAlgorithms has ssh-ed25519, not approved; Ciphers has chacha20-poly1305@openssh.com, not approved; approval of algorithms, not validation: an endpoint cannot show which module did this",
    ]
  `);
});

it('is unknown where nothing was reached', () => {
  expect(
    judged(
      sshEndpointAlgorithmsApproved,
      PARAMETERS,
      [],
      [{ kind: 'ssh.endpoint', subject: 'SSH endpoint', why: 'connect: refused' }],
    ),
  ).toMatchInlineSnapshot(`
    [
      "unknown SSH endpoint: connect: refused",
    ]
  `);
});

it('is not asked of a TLS endpoint', () => {
  expect(judged(sshEndpointAlgorithmsApproved, PARAMETERS, [given('tls.endpoint.reached')])).toMatchInlineSnapshot(`
    [
      "not-applicable SSH endpoint: this endpoint was asked about TLS",
    ]
  `);
});

it('says nothing of nothing', () => {
  expect(judged(sshEndpointAlgorithmsApproved, PARAMETERS, [])).toMatchInlineSnapshot(`[]`);
});
