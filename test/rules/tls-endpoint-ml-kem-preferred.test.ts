import { expect, it } from 'vitest';
import { tlsEndpointMlKemPreferred } from '../../src/rules/tls-endpoint-ml-kem-preferred.ts';
import { posture } from '../support/endpoint-facts.ts';
import { given, judged } from '../support/rule-facts.ts';

it('is met by a server that always upgrades, and by one that lets the client decide', () => {
  expect(judged(tlsEndpointMlKemPreferred, {}, [given('tls.endpoint.groups')])).toMatchInlineSnapshot(`
    [
      "met TLS endpoint",
    ]
  `);
  expect(
    judged(tlsEndpointMlKemPreferred, {}, [
      given('tls.endpoint.groups', { postQuantum: posture({ preference: 'client-decides' }) }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "met TLS endpoint; the client decides: a client that names the post-quantum group first gets it",
    ]
  `);
});

it('is unmet by a server that does not upgrade, with what may be the cause', () => {
  expect(
    judged(tlsEndpointMlKemPreferred, {}, [
      given('tls.endpoint.groups', {
        postQuantum: posture({ preference: 'only-with-share', possibleCauses: ['CVE-2026-2673', 'equal ranks'] }),
      }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unmet TLS endpoint: a client that supports both, but sent a classical share alone, gets the classical group; one possible cause: CVE-2026-2673; or: equal ranks",
    ]
  `);
  expect(
    judged(tlsEndpointMlKemPreferred, {}, [
      given('tls.endpoint.groups', { postQuantum: posture({ preference: 'classical-preferred' }) }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unmet TLS endpoint: a client that supports both gets the classical group even where it sent a post-quantum share",
    ]
  `);
});

it('is unknown where its answers follow no pattern, or were not all seen', () => {
  expect(
    judged(tlsEndpointMlKemPreferred, {}, [
      given('tls.endpoint.groups', { postQuantum: posture({ preference: 'unknown' }) }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unknown TLS endpoint: its answers follow no pattern that is known",
    ]
  `);
  expect(
    judged(tlsEndpointMlKemPreferred, {}, [
      given('tls.endpoint.groups', { postQuantum: posture({ preference: 'none', supported: 'unknown' }) }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unknown TLS endpoint: whether a post-quantum group is supported could not be told",
    ]
  `);
  expect(judged(tlsEndpointMlKemPreferred, {}, [given('tls.endpoint.reached')])).toMatchInlineSnapshot(`
    [
      "unknown TLS endpoint: no handshake told it",
    ]
  `);
});

it('is not applicable where there is nothing to prefer', () => {
  expect(
    judged(tlsEndpointMlKemPreferred, {}, [
      given('tls.endpoint.groups', { postQuantum: posture({ preference: 'none', supported: 'no' }) }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "not-applicable TLS endpoint: no post-quantum group is supported: see the requirement on its support",
    ]
  `);
  expect(
    judged(tlsEndpointMlKemPreferred, {}, [
      given('tls.endpoint.versions', { supported: ['TLSv1.2'], notSupported: ['TLSv1.3'], unknown: [] }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "not-applicable TLS endpoint: no post-quantum group is supported: see the requirement on its support",
    ]
  `);
});

it('is not asked of an SSH endpoint', () => {
  expect(judged(tlsEndpointMlKemPreferred, {}, [given('ssh.endpoint')])).toMatchInlineSnapshot(`
    [
      "not-applicable TLS endpoint: this endpoint was asked about SSH",
    ]
  `);
});

it('says nothing of nothing', () => {
  expect(judged(tlsEndpointMlKemPreferred, {}, [])).toMatchInlineSnapshot(`[]`);
});
