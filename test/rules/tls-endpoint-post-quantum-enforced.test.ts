import { expect, it } from 'vitest';
import { tlsEndpointPostQuantumEnforced } from '../../src/rules/tls-endpoint-post-quantum-enforced.ts';
import { named, posture } from '../support/endpoint-facts.ts';
import { given, judged } from '../support/rule-facts.ts';

it('is met where no classical path is left', () => {
  expect(
    judged(tlsEndpointPostQuantumEnforced, {}, [
      given('tls.endpoint.versions'),
      given('tls.endpoint.groups', {
        supported: named('X25519MLKEM768', 'MLKEM1024'),
        postQuantum: posture({ enforced: 'yes' }),
      }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "met TLS endpoint",
    ]
  `);
});

it('is unmet by a classical group, an older version, and key transport by RSA', () => {
  expect(
    judged(tlsEndpointPostQuantumEnforced, {}, [given('tls.endpoint.versions'), given('tls.endpoint.groups')]),
  ).toMatchInlineSnapshot(`
    [
      "unmet TLS endpoint: classical key agreement is left: TLSv1.3 with x25519, secp256r1",
    ]
  `);
  expect(
    judged(tlsEndpointPostQuantumEnforced, {}, [
      given('tls.endpoint.versions', {
        supported: ['TLSv1.3', 'TLSv1.2'],
        notSupported: ['TLSv1.1', 'TLSv1', 'SSLv3'],
      }),
      given('tls.endpoint.groups', {
        supported: named('X25519MLKEM768', 'MLKEM1024'),
        postQuantum: posture({ enforced: 'yes' }),
      }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unmet TLS endpoint: classical key agreement is left: TLSv1.2",
    ]
  `);
  expect(
    judged(tlsEndpointPostQuantumEnforced, {}, [
      given('tls.endpoint.versions', {
        supported: ['TLSv1.3', 'TLSv1.2'],
        notSupported: ['TLSv1.1', 'TLSv1', 'SSLv3'],
      }),
      given('tls.endpoint.groups', {
        supported: named('X25519MLKEM768', 'MLKEM1024'),
        postQuantum: posture({ enforced: 'yes' }),
      }),
      given('tls.endpoint.tls12', { staticRsa: 'yes' }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unmet TLS endpoint: classical key agreement is left: TLSv1.2, even with key transport by RSA",
    ]
  `);
});

it('is unknown where a path may be left', () => {
  expect(
    judged(tlsEndpointPostQuantumEnforced, {}, [
      given('tls.endpoint.versions', { notSupported: [], unknown: ['TLSv1.2', 'TLSv1.1'] }),
      given('tls.endpoint.groups', {
        supported: named('X25519MLKEM768', 'MLKEM1024'),
        postQuantum: posture({ enforced: 'yes' }),
      }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unknown TLS endpoint: whether a classical key agreement is left could not be told",
    ]
  `);
  expect(
    judged(tlsEndpointPostQuantumEnforced, {}, [
      given('tls.endpoint.versions'),
      given('tls.endpoint.groups', {
        supported: named('MLKEM1024'),
        complete: false,
        postQuantum: posture({ enforced: 'unknown' }),
      }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unknown TLS endpoint: whether a classical key agreement is left could not be told",
    ]
  `);
  expect(judged(tlsEndpointPostQuantumEnforced, {}, [given('tls.endpoint.reached')])).toMatchInlineSnapshot(`
    [
      "unknown TLS endpoint: whether a classical key agreement is left could not be told",
    ]
  `);
});

it('is not asked of an SSH endpoint', () => {
  expect(judged(tlsEndpointPostQuantumEnforced, {}, [given('ssh.endpoint')])).toMatchInlineSnapshot(`
    [
      "not-applicable TLS endpoint: this endpoint was asked about SSH",
    ]
  `);
});

it('says nothing of nothing', () => {
  expect(judged(tlsEndpointPostQuantumEnforced, {}, [])).toMatchInlineSnapshot(`[]`);
});
