import { expect, it } from 'vitest';
import { tlsEndpointDhSize } from '../../src/rules/tls-endpoint-dh-size.ts';
import { named } from '../support/endpoint-facts.ts';
import { given, judged } from '../support/rule-facts.ts';

const PARAMETERS = { atLeast: 2048 };

it('is met by a large prime', () => {
  expect(
    judged(tlsEndpointDhSize, PARAMETERS, [
      given('tls.endpoint.versions', {
        supported: ['TLSv1.3', 'TLSv1.2'],
        notSupported: ['TLSv1.1', 'TLSv1', 'SSLv3'],
      }),
      given('tls.endpoint.tls12', { dhPrimeBits: 2048 }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "met TLS endpoint",
    ]
  `);
});

it('is unmet by a small one', () => {
  expect(
    judged(tlsEndpointDhSize, PARAMETERS, [
      given('tls.endpoint.versions', {
        supported: ['TLSv1.3', 'TLSv1.2'],
        notSupported: ['TLSv1.1', 'TLSv1', 'SSLv3'],
      }),
      given('tls.endpoint.tls12', { dhPrimeBits: 1024 }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unmet TLS endpoint: TLSv1.2 uses Diffie-Hellman with a prime of 1024 bits",
    ]
  `);
});

it('is unknown where a suite has one that was not seen, or may', () => {
  expect(
    judged(tlsEndpointDhSize, PARAMETERS, [
      given('tls.endpoint.versions', { supported: ['TLSv1.2'], notSupported: ['TLSv1.3'], unknown: [] }),
      given('tls.endpoint.tls12'),
      given('tls.endpoint.ciphers', {
        byVersion: [
          {
            version: 'TLSv1.2',
            suites: named('TLS_DHE_RSA_WITH_AES_128_GCM_SHA256'),
            preferred: null,
            serverPreference: null,
            complete: true,
          },
        ],
      }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unknown TLS endpoint: no prime was seen, but Diffie-Hellman may be among the suites",
    ]
  `);
  expect(
    judged(tlsEndpointDhSize, PARAMETERS, [
      given('tls.endpoint.versions', { supported: ['TLSv1.2'], notSupported: ['TLSv1.3'], unknown: [] }),
      given('tls.endpoint.tls12'),
      given('tls.endpoint.ciphers', {
        byVersion: [
          {
            version: 'TLSv1.2',
            suites: named('TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256'),
            preferred: null,
            serverPreference: null,
            complete: false,
          },
        ],
      }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unknown TLS endpoint: no prime was seen, but Diffie-Hellman may be among the suites",
    ]
  `);
  expect(
    judged(tlsEndpointDhSize, PARAMETERS, [
      given('tls.endpoint.versions', { notSupported: [], unknown: ['TLSv1.2', 'TLSv1.1'] }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unknown TLS endpoint: whether TLSv1.2, TLSv1.1 is spoken could not be told",
    ]
  `);
  expect(judged(tlsEndpointDhSize, PARAMETERS, [given('tls.endpoint.reached')])).toMatchInlineSnapshot(`
    [
      "unknown TLS endpoint: no handshake told it",
    ]
  `);
});

it('is not applicable without finite-field Diffie-Hellman', () => {
  expect(
    judged(tlsEndpointDhSize, PARAMETERS, [
      given('tls.endpoint.versions', { supported: ['TLSv1.2'], notSupported: ['TLSv1.3'], unknown: [] }),
      given('tls.endpoint.tls12'),
      given('tls.endpoint.ciphers', {
        byVersion: [
          {
            version: 'TLSv1.2',
            suites: named('TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256'),
            preferred: null,
            serverPreference: null,
            complete: true,
          },
        ],
      }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "not-applicable TLS endpoint: no suite with finite-field Diffie-Hellman is accepted",
    ]
  `);
  expect(judged(tlsEndpointDhSize, PARAMETERS, [given('tls.endpoint.versions')])).toMatchInlineSnapshot(`
    [
      "not-applicable TLS endpoint: no version below TLSv1.3 is spoken",
    ]
  `);
});

it('is not asked of an SSH endpoint', () => {
  expect(judged(tlsEndpointDhSize, PARAMETERS, [given('ssh.endpoint')])).toMatchInlineSnapshot(`
    [
      "not-applicable TLS endpoint: this endpoint was asked about SSH",
    ]
  `);
});

it('says nothing of nothing', () => {
  expect(judged(tlsEndpointDhSize, PARAMETERS, [])).toMatchInlineSnapshot(`[]`);
});
