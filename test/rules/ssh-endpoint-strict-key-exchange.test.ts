import { expect, it } from 'vitest';
import { sshEndpointStrictKeyExchange } from '../../src/rules/ssh-endpoint-strict-key-exchange.ts';
import { given, judged } from '../support/rule-facts.ts';

it('is met by the marker', () => {
  expect(judged(sshEndpointStrictKeyExchange, {}, [given('ssh.endpoint')])).toMatchInlineSnapshot(`
    [
      "met SSH endpoint",
    ]
  `);
});

it('is unmet without it, where a cipher needs it', () => {
  expect(
    judged(sshEndpointStrictKeyExchange, {}, [
      given('ssh.endpoint', { strictKex: false, ciphers: ['chacha20-poly1305@openssh.com'] }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unmet SSH endpoint: no strict key exchange (CVE-2023-48795), with chacha20-poly1305@openssh.com",
    ]
  `);
  expect(
    judged(sshEndpointStrictKeyExchange, {}, [
      given('ssh.endpoint', { strictKex: false, ciphers: ['aes128-cbc'], macs: ['hmac-sha2-256-etm@openssh.com'] }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unmet SSH endpoint: no strict key exchange (CVE-2023-48795), with hmac-sha2-256-etm@openssh.com",
    ]
  `);
});

it('is not applicable where none does', () => {
  expect(
    judged(sshEndpointStrictKeyExchange, {}, [given('ssh.endpoint', { strictKex: false })]),
  ).toMatchInlineSnapshot(`
    [
      "not-applicable SSH endpoint: none of its ciphers lets packets be cut out unseen",
    ]
  `);
});

it('is unknown where nothing was reached', () => {
  expect(
    judged(
      sshEndpointStrictKeyExchange,
      {},
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
  expect(judged(sshEndpointStrictKeyExchange, {}, [given('tls.endpoint.reached')])).toMatchInlineSnapshot(`
    [
      "not-applicable SSH endpoint: this endpoint was asked about TLS",
    ]
  `);
});

it('says nothing of nothing', () => {
  expect(judged(sshEndpointStrictKeyExchange, {}, [])).toMatchInlineSnapshot(`[]`);
});
