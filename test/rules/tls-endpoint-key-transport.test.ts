import { expect, it } from 'vitest';
import { tlsEndpointKeyTransport } from '../../src/rules/tls-endpoint-key-transport.ts';
import { given, judged } from '../support/rule-facts.ts';

it('is met where it is refused, or no version has it', () => {
  expect(
    judged(tlsEndpointKeyTransport, {}, [
      given('tls.endpoint.versions', {
        supported: ['TLSv1.3', 'TLSv1.2'],
        notSupported: ['TLSv1.1', 'TLSv1', 'SSLv3'],
      }),
      given('tls.endpoint.tls12'),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "met TLS endpoint",
    ]
  `);
  expect(judged(tlsEndpointKeyTransport, {}, [given('tls.endpoint.versions')])).toMatchInlineSnapshot(`
    [
      "met TLS endpoint; no version below TLSv1.3 is spoken",
    ]
  `);
});

it('is unmet by one such suite, all the more beside post-quantum key agreement', () => {
  expect(
    judged(tlsEndpointKeyTransport, {}, [
      given('tls.endpoint.versions', {
        supported: ['TLSv1.3', 'TLSv1.2'],
        notSupported: ['TLSv1.1', 'TLSv1', 'SSLv3'],
      }),
      given('tls.endpoint.tls12', { staticRsa: 'yes' }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unmet TLS endpoint: TLSv1.2 accepts key transport by RSA (suites TLS_RSA_WITH_...)",
    ]
  `);
  expect(
    judged(tlsEndpointKeyTransport, {}, [
      given('tls.endpoint.versions', {
        supported: ['TLSv1.3', 'TLSv1.2'],
        notSupported: ['TLSv1.1', 'TLSv1', 'SSLv3'],
      }),
      given('tls.endpoint.groups'),
      given('tls.endpoint.tls12', { staticRsa: 'yes' }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unmet TLS endpoint: TLSv1.2 accepts key transport by RSA (suites TLS_RSA_WITH_...), beside post-quantum key agreement in TLSv1.3",
    ]
  `);
});

it('is unknown where the lists may lack one', () => {
  expect(
    judged(tlsEndpointKeyTransport, {}, [
      given('tls.endpoint.versions', {
        supported: ['TLSv1.3', 'TLSv1.2'],
        notSupported: ['TLSv1.1', 'TLSv1', 'SSLv3'],
      }),
      given('tls.endpoint.tls12', { staticRsa: 'unknown' }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unknown TLS endpoint: none was seen, but the list of suites may lack some",
    ]
  `);
  expect(
    judged(tlsEndpointKeyTransport, {}, [
      given('tls.endpoint.versions', {
        supported: ['TLSv1.3', 'TLSv1.2'],
        notSupported: ['TLSv1.1', 'TLSv1', 'SSLv3'],
      }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unknown TLS endpoint: none was seen, but the list of suites may lack some",
    ]
  `);
  expect(
    judged(tlsEndpointKeyTransport, {}, [
      given('tls.endpoint.versions', { notSupported: [], unknown: ['TLSv1.2', 'TLSv1.1'] }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unknown TLS endpoint: whether TLSv1.2, TLSv1.1 is spoken could not be told",
    ]
  `);
  expect(judged(tlsEndpointKeyTransport, {}, [given('tls.endpoint.reached')])).toMatchInlineSnapshot(`
    [
      "unknown TLS endpoint: no handshake told it",
    ]
  `);
});

it('is not asked of an SSH endpoint', () => {
  expect(judged(tlsEndpointKeyTransport, {}, [given('ssh.endpoint')])).toMatchInlineSnapshot(`
    [
      "not-applicable TLS endpoint: this endpoint was asked about SSH",
    ]
  `);
});

it('says nothing of nothing', () => {
  expect(judged(tlsEndpointKeyTransport, {}, [])).toMatchInlineSnapshot(`[]`);
});
