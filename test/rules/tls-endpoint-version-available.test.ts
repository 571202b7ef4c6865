import { expect, it } from 'vitest';
import { tlsEndpointVersionAvailable } from '../../src/rules/tls-endpoint-version-available.ts';
import { given, judged } from '../support/rule-facts.ts';

const PARAMETERS = { version: 'TLSv1.3' };

it('is met where it is spoken', () => {
  expect(judged(tlsEndpointVersionAvailable, PARAMETERS, [given('tls.endpoint.versions')])).toMatchInlineSnapshot(`
    [
      "met TLS endpoint",
    ]
  `);
});

it('is unmet where it is refused', () => {
  expect(
    judged(tlsEndpointVersionAvailable, PARAMETERS, [
      given('tls.endpoint.versions', { supported: ['TLSv1.2'], notSupported: ['TLSv1.3'], unknown: [] }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unmet TLS endpoint: TLSv1.3 is not spoken: TLSv1.2",
    ]
  `);
});

it('is unknown where it could not be told', () => {
  expect(
    judged(tlsEndpointVersionAvailable, PARAMETERS, [
      given('tls.endpoint.versions', { supported: ['TLSv1.2'], unknown: ['TLSv1.3'] }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unknown TLS endpoint: no handshake told it",
    ]
  `);
  expect(judged(tlsEndpointVersionAvailable, PARAMETERS, [given('tls.endpoint.reached')])).toMatchInlineSnapshot(`
    [
      "unknown TLS endpoint: no handshake told it",
    ]
  `);
});

it('is not asked of an SSH endpoint', () => {
  expect(judged(tlsEndpointVersionAvailable, PARAMETERS, [given('ssh.endpoint')])).toMatchInlineSnapshot(`
    [
      "not-applicable TLS endpoint: this endpoint was asked about SSH",
    ]
  `);
});

it('says nothing of nothing', () => {
  expect(judged(tlsEndpointVersionAvailable, PARAMETERS, [])).toMatchInlineSnapshot(`[]`);
});
