import { expect, it } from 'vitest';
import { tlsEndpointCertificateStrength } from '../../src/rules/tls-endpoint-certificate-strength.ts';
import { shown } from '../support/endpoint-facts.ts';
import { given, judged } from '../support/rule-facts.ts';

const PARAMETERS = { rsaBits: 2048, ecBits: 256, refusedSignatures: ['md5*', 'sha1*'] };

it('is met by strong keys and signatures, of any chain', () => {
  expect(
    judged(tlsEndpointCertificateStrength, PARAMETERS, [given('tls.endpoint.certificate')]),
  ).toMatchInlineSnapshot(`
    [
      "met TLS endpoint",
    ]
  `);
  expect(
    judged(tlsEndpointCertificateStrength, PARAMETERS, [
      given('tls.endpoint.certificate', {
        chain: [shown({ keyAlgorithm: 'ML-DSA-65', keyBits: null, signatureAlgorithm: 'ML-DSA-65' })],
      }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "met TLS endpoint",
    ]
  `);
  expect(
    judged(tlsEndpointCertificateStrength, PARAMETERS, [
      given('tls.endpoint.certificate', {
        chain: [shown(), shown({ subject: 'CN=Root', issuer: 'CN=Root', signatureAlgorithm: 'sha1WithRSAEncryption' })],
      }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "met TLS endpoint",
    ]
  `);
});

it('is unmet by a small key and by a retired signature, in any of the chains', () => {
  expect(
    judged(tlsEndpointCertificateStrength, PARAMETERS, [
      given('tls.endpoint.certificate'),
      given('tls.endpoint.certificate', {
        chain: [shown({ keyAlgorithm: 'RSA', keyBits: 1024 }), shown({ signatureAlgorithm: 'sha1WithRSAEncryption' })],
      }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unmet TLS endpoint: end entity: RSA key of 1024 bits, below 2048; certificate 2 of 2: signed with sha1WithRSAEncryption",
    ]
  `);
  expect(
    judged(tlsEndpointCertificateStrength, PARAMETERS, [
      given('tls.endpoint.certificate', { chain: [shown({ keyAlgorithm: 'EC secp192r1', keyBits: 192 })] }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unmet TLS endpoint: end entity: EC secp192r1 key of 192 bits, below 256",
    ]
  `);
});

it('is unknown where a key or a signature could not be read', () => {
  expect(
    judged(tlsEndpointCertificateStrength, PARAMETERS, [
      given('tls.endpoint.certificate', {
        chain: [shown({ keyAlgorithm: null, keyBits: null, signatureAlgorithm: null })],
      }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unknown TLS endpoint: end entity: its key could not be read; end entity: its signature could not be read",
    ]
  `);
  expect(
    judged(tlsEndpointCertificateStrength, PARAMETERS, [
      given('tls.endpoint.certificate', { chain: [shown({ keyAlgorithm: '1.2.3.4', keyBits: null })] }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unknown TLS endpoint: end entity: the size of its key (1.2.3.4) is not known",
    ]
  `);
  expect(
    judged(tlsEndpointCertificateStrength, PARAMETERS, [given('tls.endpoint.certificate', { chain: [] })]),
  ).toMatchInlineSnapshot(`
    [
      "unknown TLS endpoint: no certificate was shown",
    ]
  `);
  expect(judged(tlsEndpointCertificateStrength, PARAMETERS, [given('tls.endpoint.reached')])).toMatchInlineSnapshot(`
    [
      "unknown TLS endpoint: no handshake told it",
    ]
  `);
});

it('is not asked of an SSH endpoint', () => {
  expect(judged(tlsEndpointCertificateStrength, PARAMETERS, [given('ssh.endpoint')])).toMatchInlineSnapshot(`
    [
      "not-applicable TLS endpoint: this endpoint was asked about SSH",
    ]
  `);
});

it('says nothing of nothing', () => {
  expect(judged(tlsEndpointCertificateStrength, PARAMETERS, [])).toMatchInlineSnapshot(`[]`);
});
