import { expect, it } from 'vitest';
import { sshEndpointPostQuantum } from '../../src/rules/ssh-endpoint-post-quantum.ts';
import { given, judged } from '../support/rule-facts.ts';

const PARAMETERS = { methods: ['mlkem768x25519-sha256'], place: 'first' };

it('is met by one that stands first', () => {
  expect(judged(sshEndpointPostQuantum, PARAMETERS, [given('ssh.endpoint')])).toMatchInlineSnapshot(`
    [
      "met SSH endpoint",
    ]
  `);
});

it('is met by one that is offered, where that is asked', () => {
  expect(
    judged(sshEndpointPostQuantum, { methods: ['mlkem768x25519-sha256'], place: 'offered' }, [
      given('ssh.endpoint', { kex: ['ecdh-sha2-nistp256', 'mlkem768x25519-sha256'] }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "met SSH endpoint",
    ]
  `);
});

it('is unmet by none, and by one behind', () => {
  expect(
    judged(sshEndpointPostQuantum, PARAMETERS, [given('ssh.endpoint', { kex: ['ecdh-sha2-nistp256'] })]),
  ).toMatchInlineSnapshot(`
    [
      "unmet SSH endpoint: no post-quantum key exchange is offered: ecdh-sha2-nistp256",
    ]
  `);
  expect(judged(sshEndpointPostQuantum, PARAMETERS, [given('ssh.endpoint', { kex: [] })])).toMatchInlineSnapshot(`
    [
      "unmet SSH endpoint: no post-quantum key exchange is offered: none at all",
    ]
  `);
  expect(
    judged(sshEndpointPostQuantum, PARAMETERS, [
      given('ssh.endpoint', { kex: ['ecdh-sha2-nistp256', 'mlkem768x25519-sha256'] }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unmet SSH endpoint: ecdh-sha2-nistp256 stands before mlkem768x25519-sha256",
    ]
  `);
});

it('is unknown where nothing was reached', () => {
  expect(
    judged(
      sshEndpointPostQuantum,
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
  expect(judged(sshEndpointPostQuantum, PARAMETERS, [given('tls.endpoint.reached')])).toMatchInlineSnapshot(`
    [
      "not-applicable SSH endpoint: this endpoint was asked about TLS",
    ]
  `);
});

it('says nothing of nothing', () => {
  expect(judged(sshEndpointPostQuantum, PARAMETERS, [])).toMatchInlineSnapshot(`[]`);
});
