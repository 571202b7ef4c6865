import { met, some, unknown, unmet } from './common/judgement.ts';
import { noParameters } from './common/parameters.ts';
import { judgeTlsEndpoints, notSettled, tlsEndpointKinds, tlsEndpointReads } from './common/tls-endpoint.ts';
import type { Rule } from './rule.ts';

/** Does the endpoint hold the keys of its certificates? Whether the chain leads to a root that somebody trusts is not asked. */
export const tlsEndpointSignatureValid: Rule<null> = {
  id: 'tls-endpoint-signature-valid',
  title: 'the TLS endpoint proves that it holds its keys',
  reads: tlsEndpointReads,
  consults: tlsEndpointKinds,
  params: noParameters,
  judge: (facts) =>
    judgeTlsEndpoints(facts, (endpoint) => {
      const { subject } = endpoint;
      const chains = some(endpoint.certificates);
      if (chains === undefined) return notSettled(facts, endpoint, 'tls.endpoint.certificate');
      const invalid = some(chains.filter(({ value }) => value.signature === 'invalid'));
      if (invalid !== undefined)
        return unmet(subject, invalid, {
          shortfall: `a handshake was signed wrongly: ${wordsOf(invalid)}`,
          remedy:
            'Whoever answers does not hold the key of the certificate, or its library is broken: find out which before anything else.',
        });
      const unchecked = chains.filter(({ value }) => value.signature === 'unchecked');
      return unchecked.length > 0
        ? unknown(subject, `a signature could not be checked: ${wordsOf(unchecked)}`, {
            kind: 'tls.endpoint.certificate',
          })
        : met(subject, chains);
    }),
};

function wordsOf(chains: readonly { readonly value: { readonly signatureProblem: string | null } }[]): string {
  return [...new Set(chains.map(({ value }) => value.signatureProblem ?? 'no reason is known'))].join('; ');
}
