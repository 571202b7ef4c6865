import { expect, it } from 'vitest';
import { tlsEndpointAlgorithmsNotOffered } from '../../src/rules/tls-endpoint-algorithms-not-offered.ts';
import { named } from '../support/endpoint-facts.ts';
import { given, judged } from '../support/rule-facts.ts';

const PARAMETERS = { of: 'suites', names: ['RC4', '3DES', 'anon'] };

it('is met where none is among complete lists', () => {
  expect(
    judged(tlsEndpointAlgorithmsNotOffered, PARAMETERS, [
      given('tls.endpoint.versions'),
      given('tls.endpoint.ciphers'),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "met TLS endpoint",
    ]
  `);
  expect(
    judged(tlsEndpointAlgorithmsNotOffered, { of: 'groups', names: ['X25519Kyber768Draft00'] }, [
      given('tls.endpoint.versions'),
      given('tls.endpoint.groups'),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "met TLS endpoint",
    ]
  `);
  expect(
    judged(tlsEndpointAlgorithmsNotOffered, { of: 'signature-schemes', names: ['rsa_pkcs1_sha1'] }, [
      given('tls.endpoint.versions'),
      given('tls.endpoint.signature-schemes'),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "met TLS endpoint",
    ]
  `);
  expect(
    judged(tlsEndpointAlgorithmsNotOffered, { of: 'certificates', names: ['sha1*'] }, [
      given('tls.endpoint.certificate'),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "met TLS endpoint",
    ]
  `);
});

it('is unmet by a word of a suite, and by a whole name', () => {
  expect(
    judged(tlsEndpointAlgorithmsNotOffered, PARAMETERS, [
      given('tls.endpoint.versions', { supported: ['TLSv1.2'], notSupported: ['TLSv1.3'], unknown: [] }),
      given('tls.endpoint.ciphers', {
        byVersion: [
          {
            version: 'TLSv1.2',
            suites: named('TLS_RSA_WITH_3DES_EDE_CBC_SHA', 'TLS_RSA_WITH_RC4_128_SHA'),
            preferred: null,
            serverPreference: null,
            complete: false,
          },
        ],
      }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unmet TLS endpoint: suites that are not wanted are accepted: TLS_RSA_WITH_3DES_EDE_CBC_SHA, TLS_RSA_WITH_RC4_128_SHA",
    ]
  `);
  expect(
    judged(tlsEndpointAlgorithmsNotOffered, { of: 'groups', names: ['kyber*', 'X25519Kyber768Draft00'] }, [
      given('tls.endpoint.groups', { supported: named('x25519', 'X25519Kyber768Draft00', 'kyber768 (private)') }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unmet TLS endpoint: groups that are not wanted are accepted: X25519Kyber768Draft00, kyber768 (private)",
    ]
  `);
  expect(
    judged(tlsEndpointAlgorithmsNotOffered, { of: 'signature-schemes', names: ['rsa_pkcs1_sha1'] }, [
      given('tls.endpoint.tls12', { signatureSchemes: named('rsa_pkcs1_sha1') }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unmet TLS endpoint: signature schemes that are not wanted are accepted: rsa_pkcs1_sha1",
    ]
  `);
});

it('is unknown where a list may lack some', () => {
  expect(
    judged(tlsEndpointAlgorithmsNotOffered, PARAMETERS, [
      given('tls.endpoint.versions', { supported: ['TLSv1.2'], notSupported: ['TLSv1.3'], unknown: [] }),
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
      "unknown TLS endpoint: none of them was seen, but the list of TLSv1.2 may lack some",
    ]
  `);
  expect(
    judged(tlsEndpointAlgorithmsNotOffered, PARAMETERS, [
      given('tls.endpoint.versions', {
        supported: ['TLSv1.3', 'TLSv1.2'],
        notSupported: ['TLSv1.1', 'TLSv1', 'SSLv3'],
      }),
      given('tls.endpoint.ciphers'),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unknown TLS endpoint: none of them was seen, but the list of TLSv1.2 may lack some",
    ]
  `);
  expect(
    judged(tlsEndpointAlgorithmsNotOffered, { of: 'groups', names: ['secp224r1', 'kyber*'] }, [
      given('tls.endpoint.versions', {
        supported: ['TLSv1.3', 'TLSv1.2'],
        notSupported: ['TLSv1.1', 'TLSv1', 'SSLv3'],
      }),
      given('tls.endpoint.groups'),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unknown TLS endpoint: none of them was seen, but the list of TLSv1.2 may lack some",
    ]
  `);
  expect(
    judged(tlsEndpointAlgorithmsNotOffered, { of: 'signature-schemes', names: ['rsa_pkcs1_sha1'] }, [
      given('tls.endpoint.versions'),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unknown TLS endpoint: none of them was seen, but the list of TLSv1.3 may lack some",
    ]
  `);
  expect(judged(tlsEndpointAlgorithmsNotOffered, PARAMETERS, [given('tls.endpoint.ciphers')])).toMatchInlineSnapshot(`
    [
      "unknown TLS endpoint: none of them was seen, but whether TLSv1.3 is spoken could not be told; whether a version below TLSv1.3 is spoken could not be told",
    ]
  `);
  expect(judged(tlsEndpointAlgorithmsNotOffered, PARAMETERS, [given('tls.endpoint.reached')])).toMatchInlineSnapshot(`
    [
      "unknown TLS endpoint: none of them was seen, but whether TLSv1.3 is spoken could not be told; whether a version below TLSv1.3 is spoken could not be told",
    ]
  `);
});

it('is not asked of an SSH endpoint', () => {
  expect(judged(tlsEndpointAlgorithmsNotOffered, PARAMETERS, [given('ssh.endpoint')])).toMatchInlineSnapshot(`
    [
      "not-applicable TLS endpoint: this endpoint was asked about SSH",
    ]
  `);
});

it('says nothing of nothing', () => {
  expect(judged(tlsEndpointAlgorithmsNotOffered, PARAMETERS, [])).toMatchInlineSnapshot(`[]`);
});

it('asks lists of versions below TLS 1.3 for groups that those can have, and for no other', () => {
  const facts = [
    given('tls.endpoint.versions', { supported: ['TLSv1.3', 'TLSv1.2'], notSupported: ['TLSv1.1', 'TLSv1', 'SSLv3'] }),
    given('tls.endpoint.groups'),
    given('tls.endpoint.tls12', { groupsComplete: false }),
  ];
  const asked = (name: string) => judged(tlsEndpointAlgorithmsNotOffered, { of: 'groups', names: [name] }, facts);
  expect(asked('kyber*')).toEqual(['met TLS endpoint']);
  expect(asked('MLKEM512')).toEqual(['met TLS endpoint']);
  expect(asked('secp224r1')).toEqual([
    'unknown TLS endpoint: none of them was seen, but the list of TLSv1.2 may lack some',
  ]);
  expect(asked('*')).not.toEqual(['met TLS endpoint']);
});
