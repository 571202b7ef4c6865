import { expect, it } from 'vitest';
import { tlsEndpointClientHelloTolerance } from '../../src/rules/tls-endpoint-client-hello-tolerance.ts';
import { given, judged } from '../support/rule-facts.ts';

it('is met by a server that answers both', () => {
  expect(judged(tlsEndpointClientHelloTolerance, {}, [given('tls.endpoint.tolerance')])).toMatchInlineSnapshot(`
    [
      "met TLS endpoint",
    ]
  `);
});

it('is unmet by one that does not', () => {
  expect(
    judged(tlsEndpointClientHelloTolerance, {}, [given('tls.endpoint.tolerance', { largeClientHello: 'no' })]),
  ).toMatchInlineSnapshot(`
    [
      "unmet TLS endpoint: a ClientHello larger than one TCP segment is not answered, where a small one in one piece is: the server, or a box before it, reads one segment alone",
    ]
  `);
  expect(
    judged(tlsEndpointClientHelloTolerance, {}, [
      given('tls.endpoint.tolerance', { largeClientHello: 'no', splitClientHello: 'no' }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unmet TLS endpoint: a ClientHello larger than one TCP segment and a ClientHello that comes in two pieces is not answered, where a small one in one piece is: the server, or a box before it, reads one segment alone",
    ]
  `);
});

it('is unknown where one could not be told', () => {
  expect(
    judged(tlsEndpointClientHelloTolerance, {}, [given('tls.endpoint.tolerance', { splitClientHello: 'unknown' })]),
  ).toMatchInlineSnapshot(`
    [
      "unknown TLS endpoint: whether a large or split ClientHello is borne could not be told",
    ]
  `);
  expect(judged(tlsEndpointClientHelloTolerance, {}, [given('tls.endpoint.reached')])).toMatchInlineSnapshot(`
    [
      "unknown TLS endpoint: no handshake told it",
    ]
  `);
});

it('is not asked of an SSH endpoint', () => {
  expect(judged(tlsEndpointClientHelloTolerance, {}, [given('ssh.endpoint')])).toMatchInlineSnapshot(`
    [
      "not-applicable TLS endpoint: this endpoint was asked about SSH",
    ]
  `);
});

it('says nothing of nothing', () => {
  expect(judged(tlsEndpointClientHelloTolerance, {}, [])).toMatchInlineSnapshot(`[]`);
});
