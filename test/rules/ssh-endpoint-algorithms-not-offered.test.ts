import { expect, it } from 'vitest';
import { sshEndpointAlgorithmsNotOffered } from '../../src/rules/ssh-endpoint-algorithms-not-offered.ts';
import { given, judged } from '../support/rule-facts.ts';

const PARAMETERS = { names: ['hmac-sha1*', 'ssh-dss'] };

it('is met where none is among them', () => {
  expect(judged(sshEndpointAlgorithmsNotOffered, PARAMETERS, [given('ssh.endpoint')])).toMatchInlineSnapshot(`
    [
      "met SSH endpoint",
    ]
  `);
});

it('is unmet by a name and by a beginning', () => {
  expect(
    judged(sshEndpointAlgorithmsNotOffered, PARAMETERS, [
      given('ssh.endpoint', { macs: ['hmac-sha1-etm@openssh.com', 'hmac-sha2-256'], hostKeys: ['ssh-dss'] }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unmet SSH endpoint: algorithms that are not wanted are offered: ssh-dss, hmac-sha1-etm@openssh.com",
    ]
  `);
});

it('is unknown where nothing was reached', () => {
  expect(
    judged(
      sshEndpointAlgorithmsNotOffered,
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
  expect(judged(sshEndpointAlgorithmsNotOffered, PARAMETERS, [given('tls.endpoint.reached')])).toMatchInlineSnapshot(`
    [
      "not-applicable SSH endpoint: this endpoint was asked about TLS",
    ]
  `);
});

it('says nothing of nothing', () => {
  expect(judged(sshEndpointAlgorithmsNotOffered, PARAMETERS, [])).toMatchInlineSnapshot(`[]`);
});

it('is unmet by version 1 of the protocol', () => {
  expect(
    judged(sshEndpointAlgorithmsNotOffered, { names: ['SSH-1'] }, [given('ssh.endpoint', { speaksVersion1: true })]),
  ).toMatchInlineSnapshot(`
    [
      "unmet SSH endpoint: version 1 of the protocol is spoken (SSH-1.99)",
    ]
  `);
});
