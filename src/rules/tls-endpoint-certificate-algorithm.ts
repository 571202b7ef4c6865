import { endpointRemedy } from './common/endpoint-remedies.ts';
import { met, some, unknown, unmet } from './common/judgement.ts';
import { brief, isAmong } from './common/named.ts';
import { names, readParameters } from './common/parameters.ts';
import {
  judgeTlsEndpoints,
  notSettled,
  speaks,
  type TlsEndpointFacts,
  tlsEndpointKinds,
  tlsEndpointReads,
} from './common/tls-endpoint.ts';
import type { Rule } from './rule.ts';

/** Can the endpoint prove who it is with a key of one of these algorithms? Another certificate beside it does no harm. */
export const tlsEndpointCertificateAlgorithm: Rule<{ readonly anyOf: readonly string[] }> = {
  id: 'tls-endpoint-certificate-algorithm',
  title: 'the TLS endpoint shows a certificate with one of the algorithms asked for',
  reads: tlsEndpointReads,
  consults: tlsEndpointKinds,
  params: (given) => readParameters(given, { anyOf: names() }),
  judge: (facts, { anyOf }) =>
    judgeTlsEndpoints(facts, (endpoint) => {
      const { subject } = endpoint;
      const chains = some(endpoint.certificates);
      if (chains === undefined) return notSettled(facts, endpoint, 'tls.endpoint.certificate');
      const fitting = some(chains.filter(({ value }) => isAmong(value.chain[0]?.keyAlgorithm ?? '', anyOf)));
      if (fitting !== undefined) return met(subject, fitting);
      if (!isEnumerated(endpoint))
        return unknown(subject, 'none was seen, but other certificates may be there', {
          kind: 'tls.endpoint.certificate',
        });
      const keys = chains.map(({ value }) => value.chain[0]?.keyAlgorithm ?? 'a key that could not be read');
      return unmet(subject, chains, {
        shortfall: `no certificate with ${brief(anyOf)} is shown: ${[...new Set(keys)].join(', ')}`,
        remedy: endpointRemedy.certificate,
      });
    }),
};

/** Post-quantum certificates exist in TLS 1.3 alone, whose schemes are enumerated there. */
function isEnumerated(endpoint: TlsEndpointFacts): boolean {
  return speaks(endpoint, 'TLSv1.3') === 'no' || endpoint.schemes?.value.complete === true;
}
