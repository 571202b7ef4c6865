import { expect, it } from 'vitest';
import { sshEndpointHostKeys } from '../../src/rules/ssh-endpoint-host-keys.ts';
import { given, judged } from '../support/rule-facts.ts';

const PARAMETERS = { rsaBits: 2048 };

it('is met by large keys that are held', () => {
  expect(judged(sshEndpointHostKeys, PARAMETERS, [given('ssh.endpoint')])).toMatchInlineSnapshot(`
    [
      "met SSH endpoint",
    ]
  `);
});

it('is unmet by a small one, and by one that is not held', () => {
  expect(
    judged(sshEndpointHostKeys, PARAMETERS, [
      given('ssh.endpoint', {
        keys: [
          {
            type: 'ssh-rsa',
            bits: 1024,
            curve: null,
            certificate: false,
            sha256: 'cd',
            algorithm: 'rsa-sha2-512',
            kex: 'mlkem768x25519-sha256',
            signature: 'valid',
            signatureProblem: null,
          },
        ],
      }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unmet SSH endpoint: ssh-rsa key of 1024 bits, below 2048",
    ]
  `);
  expect(
    judged(sshEndpointHostKeys, PARAMETERS, [
      given('ssh.endpoint', {
        keys: [
          {
            type: 'ssh-rsa',
            bits: 3072,
            curve: null,
            certificate: false,
            sha256: 'cd',
            algorithm: 'rsa-sha2-512',
            kex: 'mlkem768x25519-sha256',
            signature: 'invalid',
            signatureProblem: null,
          },
        ],
      }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unmet SSH endpoint: ssh-rsa: the server does not prove to hold it (wrong signature)",
    ]
  `);
});

it('is unknown where none was seen, or one could not be read', () => {
  expect(judged(sshEndpointHostKeys, PARAMETERS, [given('ssh.endpoint', { keys: [] })])).toMatchInlineSnapshot(`
    [
      "unknown SSH endpoint: no host key was seen",
    ]
  `);
  expect(
    judged(sshEndpointHostKeys, PARAMETERS, [
      given('ssh.endpoint', {
        keys: [
          {
            type: 'ssh-rsa',
            bits: null,
            curve: null,
            certificate: false,
            sha256: 'cd',
            algorithm: 'rsa-sha2-512',
            kex: 'mlkem768x25519-sha256',
            signature: 'valid',
            signatureProblem: null,
          },
        ],
      }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unknown SSH endpoint: not told of ssh-rsa: size, or that it is held",
    ]
  `);
  expect(
    judged(sshEndpointHostKeys, PARAMETERS, [
      given('ssh.endpoint', {
        keys: [
          {
            type: 'ssh-rsa',
            bits: 3072,
            curve: null,
            certificate: false,
            sha256: 'cd',
            algorithm: 'rsa-sha2-512',
            kex: 'mlkem768x25519-sha256',
            signature: 'unchecked',
            signatureProblem: null,
          },
        ],
      }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unknown SSH endpoint: not told of ssh-rsa: size, or that it is held",
    ]
  `);
});

it('is unknown where nothing was reached', () => {
  expect(
    judged(
      sshEndpointHostKeys,
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
  expect(judged(sshEndpointHostKeys, PARAMETERS, [given('tls.endpoint.reached')])).toMatchInlineSnapshot(`
    [
      "not-applicable SSH endpoint: this endpoint was asked about TLS",
    ]
  `);
});

it('says nothing of nothing', () => {
  expect(judged(sshEndpointHostKeys, PARAMETERS, [])).toMatchInlineSnapshot(`[]`);
});
