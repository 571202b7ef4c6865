import type { Collector } from './collector.ts';

/** What a TLS server really negotiates, one connection a question, within the number that the wire grants. Source: RFC 8446, RFC 5246. */
export const tlsEndpoint: Collector<'wire'> = {
  id: 'tls-endpoint',
  needs: ['wire'],
  welcomes: [],
  yields: [
    'tls.endpoint.reached',
    'tls.endpoint.versions',
    'tls.endpoint.groups',
    'tls.endpoint.ciphers',
    'tls.endpoint.tls12',
    'tls.endpoint.certificate',
    'tls.endpoint.signature-schemes',
    'tls.endpoint.tolerance',
  ],
  opens: [],
  async collect({ wire }, signal) {
    if (wire.protocol !== 'tls') return { facts: [], gaps: [] };
    // Scans of hosts and trees never need it: it is loaded where there is an endpoint.
    const { harvestEndpoint } = await import('./tls/harvest-endpoint.ts');
    return harvestEndpoint(wire, { subject: 'TLS endpoint', yields: tlsEndpoint.yields, signal });
  },
};
