import { expect, it } from 'vitest';
import { tlsEndpointMlKem } from '../../src/rules/tls-endpoint-ml-kem.ts';
import { named } from '../support/endpoint-facts.ts';
import { given, judged } from '../support/rule-facts.ts';

const PARAMETERS = { atLeast: 768 };

it('is met by a hybrid, whatever else may be there', () => {
  expect(
    judged(tlsEndpointMlKem, PARAMETERS, [given('tls.endpoint.versions'), given('tls.endpoint.groups')]),
  ).toMatchInlineSnapshot(`
    [
      "met TLS endpoint",
    ]
  `);
  expect(
    judged(tlsEndpointMlKem, PARAMETERS, [given('tls.endpoint.groups', { complete: false })]),
  ).toMatchInlineSnapshot(`
    [
      "met TLS endpoint",
    ]
  `);
});

it('is unmet without ML-KEM, by drafts of it and by too small a set', () => {
  expect(
    judged(tlsEndpointMlKem, PARAMETERS, [
      given('tls.endpoint.groups', { supported: named('x25519', 'X25519Kyber768Draft00') }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unmet TLS endpoint: no group with ML-KEM is supported: x25519, X25519Kyber768Draft00",
    ]
  `);
  expect(
    judged(tlsEndpointMlKem, PARAMETERS, [given('tls.endpoint.groups', { supported: named('MLKEM512') })]),
  ).toMatchInlineSnapshot(`
    [
      "unmet TLS endpoint: MLKEM512 supported, but no ML-KEM-768 or stronger",
    ]
  `);
  expect(judged(tlsEndpointMlKem, { atLeast: 1024 }, [given('tls.endpoint.groups')])).toMatchInlineSnapshot(`
    [
      "unmet TLS endpoint: X25519MLKEM768 supported, but no ML-KEM-1024 or stronger",
    ]
  `);
  expect(
    judged(tlsEndpointMlKem, { atLeast: 768, hybrid: 'refused' }, [given('tls.endpoint.groups')]),
  ).toMatchInlineSnapshot(`
    [
      "unmet TLS endpoint: X25519MLKEM768 supported, but no ML-KEM-768 or stronger by itself",
    ]
  `);
});

it('is unmet where TLS 1.3 is not spoken', () => {
  expect(
    judged(tlsEndpointMlKem, PARAMETERS, [
      given('tls.endpoint.versions', { supported: ['TLSv1.2'], notSupported: ['TLSv1.3'], unknown: [] }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unmet TLS endpoint: TLSv1.3 is not spoken, and only it has ML-KEM",
    ]
  `);
});

it('is unknown where the list may lack some, or was not told', () => {
  expect(
    judged(tlsEndpointMlKem, PARAMETERS, [
      given('tls.endpoint.groups', { supported: named('x25519'), complete: false }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unknown TLS endpoint: no such group was seen, but the list of groups may lack some",
    ]
  `);
  expect(judged(tlsEndpointMlKem, PARAMETERS, [given('tls.endpoint.reached')])).toMatchInlineSnapshot(`
    [
      "unknown TLS endpoint: no handshake told it",
    ]
  `);
});

it('is not asked of an SSH endpoint', () => {
  expect(judged(tlsEndpointMlKem, PARAMETERS, [given('ssh.endpoint')])).toMatchInlineSnapshot(`
    [
      "not-applicable TLS endpoint: this endpoint was asked about SSH",
    ]
  `);
});

it('says nothing of nothing', () => {
  expect(judged(tlsEndpointMlKem, PARAMETERS, [])).toMatchInlineSnapshot(`[]`);
});

it('leaves it to the gap where nothing was reached', () => {
  expect(
    judged(
      tlsEndpointMlKem,
      PARAMETERS,
      [],
      [{ kind: 'tls.endpoint.reached', subject: 'TLS endpoint', why: 'no connection: refused' }],
    ),
  ).toMatchInlineSnapshot(`[]`);
});
