import { expect, it } from 'vitest';
import { tlsEndpointSignatureValid } from '../../src/rules/tls-endpoint-signature-valid.ts';
import { given, judged } from '../support/rule-facts.ts';

it('is met by signatures that fit', () => {
  expect(judged(tlsEndpointSignatureValid, {}, [given('tls.endpoint.certificate')])).toMatchInlineSnapshot(`
    [
      "met TLS endpoint",
    ]
  `);
});

it('is unmet by one that does not, whatever the others', () => {
  expect(
    judged(tlsEndpointSignatureValid, {}, [
      given('tls.endpoint.certificate'),
      given('tls.endpoint.certificate', {
        signature: 'invalid',
        signatureProblem: 'the signature is wrong',
        schemes: ['rsa_pss_rsae_sha256'],
      }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unmet TLS endpoint: a handshake was signed wrongly: the signature is wrong",
    ]
  `);
});

it('is unknown by one that was not checked', () => {
  expect(
    judged(tlsEndpointSignatureValid, {}, [
      given('tls.endpoint.certificate', {
        signature: 'unchecked',
        signatureProblem: 'scheme slhdsa is not known here',
      }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unknown TLS endpoint: a signature could not be checked: scheme slhdsa is not known here",
    ]
  `);
  expect(judged(tlsEndpointSignatureValid, {}, [given('tls.endpoint.reached')])).toMatchInlineSnapshot(`
    [
      "unknown TLS endpoint: no handshake told it",
    ]
  `);
});

it('is not asked of an SSH endpoint', () => {
  expect(judged(tlsEndpointSignatureValid, {}, [given('ssh.endpoint')])).toMatchInlineSnapshot(`
    [
      "not-applicable TLS endpoint: this endpoint was asked about SSH",
    ]
  `);
});

it('says nothing of nothing', () => {
  expect(judged(tlsEndpointSignatureValid, {}, [])).toMatchInlineSnapshot(`[]`);
});
