import { expect, it } from 'vitest';
import { tlsEndpointMinimumVersion } from '../../src/rules/tls-endpoint-minimum-version.ts';
import { given, judged } from '../support/rule-facts.ts';

const PARAMETERS = { atLeast: 'TLSv1.2' };

it('is met where every older version is refused', () => {
  expect(judged(tlsEndpointMinimumVersion, PARAMETERS, [given('tls.endpoint.versions')])).toMatchInlineSnapshot(`
    [
      "met TLS endpoint",
    ]
  `);
  expect(
    judged(tlsEndpointMinimumVersion, PARAMETERS, [
      given('tls.endpoint.versions', {
        supported: ['TLSv1.3', 'TLSv1.2'],
        notSupported: ['TLSv1.1', 'TLSv1', 'SSLv3'],
      }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "met TLS endpoint",
    ]
  `);
});

it('is unmet by an older one', () => {
  expect(
    judged(tlsEndpointMinimumVersion, PARAMETERS, [
      given('tls.endpoint.versions', { supported: ['TLSv1.2', 'TLSv1', 'SSLv3'], notSupported: [] }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unmet TLS endpoint: TLSv1, SSLv3 spoken, and TLSv1.2 is the least wanted",
    ]
  `);
});

it('is unknown where an older one could not be told, and not where a newer one could not', () => {
  expect(
    judged(tlsEndpointMinimumVersion, PARAMETERS, [given('tls.endpoint.versions', { unknown: ['TLSv1.1'] })]),
  ).toMatchInlineSnapshot(`
    [
      "unknown TLS endpoint: whether TLSv1.1 is spoken could not be told",
    ]
  `);
  expect(
    judged(tlsEndpointMinimumVersion, PARAMETERS, [
      given('tls.endpoint.versions', { supported: ['TLSv1.2'], unknown: ['TLSv1.3'] }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "met TLS endpoint",
    ]
  `);
  expect(
    judged(tlsEndpointMinimumVersion, PARAMETERS, [given('tls.endpoint.versions', { supported: [], unknown: [] })]),
  ).toMatchInlineSnapshot(`
    [
      "unknown TLS endpoint: no version was seen at all",
    ]
  `);
  expect(judged(tlsEndpointMinimumVersion, PARAMETERS, [given('tls.endpoint.reached')])).toMatchInlineSnapshot(`
    [
      "unknown TLS endpoint: no handshake told it",
    ]
  `);
});

it('is not asked of an SSH endpoint', () => {
  expect(judged(tlsEndpointMinimumVersion, PARAMETERS, [given('ssh.endpoint')])).toMatchInlineSnapshot(`
    [
      "not-applicable TLS endpoint: this endpoint was asked about SSH",
    ]
  `);
});

it('says nothing of nothing', () => {
  expect(judged(tlsEndpointMinimumVersion, PARAMETERS, [])).toMatchInlineSnapshot(`[]`);
});
