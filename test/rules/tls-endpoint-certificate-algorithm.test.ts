import { expect, it } from 'vitest';
import { tlsEndpointCertificateAlgorithm } from '../../src/rules/tls-endpoint-certificate-algorithm.ts';
import { shown } from '../support/endpoint-facts.ts';
import { given, judged } from '../support/rule-facts.ts';

const WANTED = { anyOf: ['ML-DSA-*', 'SLH-DSA-*'] };
const SCHEMES = given('tls.endpoint.signature-schemes');
const REACHED = given('tls.endpoint.reached');

it('is met by a certificate of one of them, beside others', () => {
  const chain = [shown({ keyAlgorithm: 'SLH-DSA-SHA2-128s', keyBits: null })];
  const facts = [REACHED, SCHEMES, given('tls.endpoint.certificate'), given('tls.endpoint.certificate', { chain })];
  expect(judged(tlsEndpointCertificateAlgorithm, WANTED, facts)).toEqual(['met TLS endpoint']);
});

it('names the keys that are shown', () => {
  const facts = [REACHED, SCHEMES, given('tls.endpoint.versions'), given('tls.endpoint.certificate')];
  expect(judged(tlsEndpointCertificateAlgorithm, WANTED, facts)).toEqual([
    'unmet TLS endpoint: no certificate with ML-DSA-*, SLH-DSA-* is shown: EC secp256r1',
  ]);
});

it('is open where other certificates may be there, or none was seen', () => {
  const incomplete = given('tls.endpoint.signature-schemes', { complete: false });
  const facts = [REACHED, incomplete, given('tls.endpoint.versions'), given('tls.endpoint.certificate')];
  expect(judged(tlsEndpointCertificateAlgorithm, WANTED, facts)).toEqual([
    'unknown TLS endpoint: none was seen, but other certificates may be there',
  ]);
  expect(judged(tlsEndpointCertificateAlgorithm, WANTED, [REACHED])).toEqual([
    'unknown TLS endpoint: no handshake told it',
  ]);
});

it('is not asked of an SSH endpoint', () => {
  expect(judged(tlsEndpointCertificateAlgorithm, WANTED, [given('ssh.endpoint')])).toEqual([
    'not-applicable TLS endpoint: this endpoint was asked about SSH',
  ]);
});
