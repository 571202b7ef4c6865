import { expect, it } from 'vitest';
import { tlsEndpointCertificateMlDsa } from '../../src/rules/tls-endpoint-certificate-ml-dsa.ts';
import { shown } from '../support/endpoint-facts.ts';
import { given, judged } from '../support/rule-facts.ts';

const PARAMETERS = { atLeast: 65 };

it('is met by one beside a classical one, and tells of a classical issuer', () => {
  expect(
    judged(tlsEndpointCertificateMlDsa, PARAMETERS, [
      given('tls.endpoint.certificate'),
      given('tls.endpoint.certificate', { chain: [shown({ keyAlgorithm: 'ML-DSA-65', keyBits: null })] }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "met TLS endpoint",
    ]
  `);
  expect(
    judged(tlsEndpointCertificateMlDsa, PARAMETERS, [
      given('tls.endpoint.certificate', { chain: [shown({ keyAlgorithm: 'ML-DSA-87' }), shown()] }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "met TLS endpoint; certificates above it in the chain have classical keys",
    ]
  `);
});

it('is unmet where every certificate was seen and none has it, or too small a set', () => {
  expect(
    judged(tlsEndpointCertificateMlDsa, PARAMETERS, [
      given('tls.endpoint.versions'),
      given('tls.endpoint.signature-schemes'),
      given('tls.endpoint.certificate'),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unmet TLS endpoint: no certificate with ML-DSA-65 or stronger is shown: EC secp256r1",
    ]
  `);
  expect(
    judged(tlsEndpointCertificateMlDsa, PARAMETERS, [
      given('tls.endpoint.signature-schemes'),
      given('tls.endpoint.certificate', { chain: [shown({ keyAlgorithm: 'ML-DSA-44' })] }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unmet TLS endpoint: no certificate with ML-DSA-65 or stronger is shown: ML-DSA-44",
    ]
  `);
});

it('is unknown where other certificates may be there', () => {
  expect(
    judged(tlsEndpointCertificateMlDsa, PARAMETERS, [
      given('tls.endpoint.versions'),
      given('tls.endpoint.signature-schemes', { complete: false }),
      given('tls.endpoint.certificate'),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unknown TLS endpoint: none was seen, but other certificates may be there",
    ]
  `);
  expect(judged(tlsEndpointCertificateMlDsa, PARAMETERS, [given('tls.endpoint.reached')])).toMatchInlineSnapshot(`
    [
      "unknown TLS endpoint: no handshake told it",
    ]
  `);
});

it('is not asked of an SSH endpoint', () => {
  expect(judged(tlsEndpointCertificateMlDsa, PARAMETERS, [given('ssh.endpoint')])).toMatchInlineSnapshot(`
    [
      "not-applicable TLS endpoint: this endpoint was asked about SSH",
    ]
  `);
});

it('says nothing of nothing', () => {
  expect(judged(tlsEndpointCertificateMlDsa, PARAMETERS, [])).toMatchInlineSnapshot(`[]`);
});
