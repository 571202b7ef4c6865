import { expect, it } from 'vitest';
import { tlsEndpointProtections } from '../../src/rules/tls-endpoint-protections.ts';
import { given, judged } from '../support/rule-facts.ts';

const PARAMETERS = {
  wants: ['downgrade-sentinel', 'extended-master-secret', 'no-compression', 'secure-renegotiation'],
};

it('is met by all of them', () => {
  expect(
    judged(tlsEndpointProtections, PARAMETERS, [
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
  expect(
    judged(tlsEndpointProtections, { wants: ['extended-master-secret'] }, [
      given('tls.endpoint.versions', {
        supported: ['TLSv1.3', 'TLSv1.2'],
        notSupported: ['TLSv1.1', 'TLSv1', 'SSLv3'],
      }),
      given('tls.endpoint.tls12', { compression: true }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "met TLS endpoint; approval of algorithms, not validation: an endpoint cannot show which module did this",
    ]
  `);
});

it('is unmet by each that is missing', () => {
  expect(
    judged(tlsEndpointProtections, PARAMETERS, [
      given('tls.endpoint.versions', {
        supported: ['TLSv1.3', 'TLSv1.2'],
        notSupported: ['TLSv1.1', 'TLSv1', 'SSLv3'],
      }),
      given('tls.endpoint.tls12', {
        extendedMasterSecret: false,
        secureRenegotiation: false,
        compression: true,
        downgradeSentinel: 'absent',
      }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unmet TLS endpoint: TLSv1.2: a client that was brought down from TLSv1.3 is not told so (RFC 8446 4.1.3); no extended master secret (RFC 7627); compression is accepted, through which secrets leak (CRIME); no secure renegotiation (RFC 5746)",
    ]
  `);
});

it('is unknown where no such handshake could be read', () => {
  expect(
    judged(tlsEndpointProtections, PARAMETERS, [
      given('tls.endpoint.versions', {
        supported: ['TLSv1.3', 'TLSv1.2'],
        notSupported: ['TLSv1.1', 'TLSv1', 'SSLv3'],
      }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unknown TLS endpoint: no handshake below TLSv1.3 could be read (TLSv1.2)",
    ]
  `);
  expect(
    judged(tlsEndpointProtections, PARAMETERS, [
      given('tls.endpoint.versions', { notSupported: [], unknown: ['TLSv1.2', 'TLSv1.1'] }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unknown TLS endpoint: no handshake below TLSv1.3 could be read (TLSv1.2, TLSv1.1)",
    ]
  `);
  expect(judged(tlsEndpointProtections, PARAMETERS, [given('tls.endpoint.reached')])).toMatchInlineSnapshot(`
    [
      "unknown TLS endpoint: no handshake told it",
    ]
  `);
});

it('is not applicable to TLS 1.3 alone', () => {
  expect(judged(tlsEndpointProtections, PARAMETERS, [given('tls.endpoint.versions')])).toMatchInlineSnapshot(`
    [
      "not-applicable TLS endpoint: no version below TLSv1.3 is spoken",
    ]
  `);
});

it('is not asked of an SSH endpoint', () => {
  expect(judged(tlsEndpointProtections, PARAMETERS, [given('ssh.endpoint')])).toMatchInlineSnapshot(`
    [
      "not-applicable TLS endpoint: this endpoint was asked about SSH",
    ]
  `);
});

it('says nothing of nothing', () => {
  expect(judged(tlsEndpointProtections, PARAMETERS, [])).toMatchInlineSnapshot(`[]`);
});

it('refuses a protection that it does not know', () => {
  expect(() => tlsEndpointProtections.params({ wants: ['extended-master-secrets'] })).toThrow(
    'wants wants some of downgrade-sentinel, extended-master-secret, no-compression, secure-renegotiation, has ["extended-master-secrets"]',
  );
});
