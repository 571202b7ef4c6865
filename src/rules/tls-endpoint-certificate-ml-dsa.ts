import { met, some, unknown, unmet } from './common/judgement.ts';
import { oneOf, readParameters } from './common/parameters.ts';
import {
  judgeTlsEndpoints,
  notSettled,
  speaks,
  type TlsEndpointFacts,
  tlsEndpointKinds,
  tlsEndpointReads,
} from './common/tls-endpoint.ts';
import type { Rule } from './rule.ts';

/** Can the endpoint prove who it is with ML-DSA? A classical certificate beside it does no harm: each client gets what it can verify. */
export const tlsEndpointCertificateMlDsa: Rule<{ readonly atLeast: 44 | 65 | 87 }> = {
  id: 'tls-endpoint-certificate-ml-dsa',
  title: 'the TLS endpoint shows a certificate with ML-DSA',
  reads: tlsEndpointReads,
  consults: tlsEndpointKinds,
  params: (given) => readParameters(given, { atLeast: oneOf([44, 65, 87]) }),
  judge: (facts, { atLeast }) =>
    judgeTlsEndpoints(facts, (endpoint) => {
      const { subject } = endpoint;
      const chains = some(endpoint.certificates);
      if (chains === undefined) return notSettled(facts, endpoint, 'tls.endpoint.certificate');
      const fitting = chains.filter(({ value }) => mlDsaIn(value.chain[0]?.keyAlgorithm) >= atLeast);
      const because = some(fitting);
      if (because !== undefined) {
        const isPure = because.some(({ value }) => value.chain.every((each) => mlDsaIn(each.keyAlgorithm) > 0));
        return met(subject, because, isPure ? [] : ['certificates above it in the chain have classical keys']);
      }
      if (!isEnumerated(endpoint))
        return unknown(subject, 'none was seen, but other certificates may be there', {
          kind: 'tls.endpoint.certificate',
        });
      const keys = [
        ...new Set(chains.map(({ value }) => value.chain[0]?.keyAlgorithm ?? 'a key that could not be read')),
      ];
      return unmet(subject, chains, {
        shortfall: `no certificate with ML-DSA-${atLeast} or stronger is shown: ${keys.join(', ')}`,
        remedy:
          'With OpenSSL 3.5 or later and an authority that issues them, add a second key and certificate beside the classical one:\n$ openssl genpkey -algorithm ML-DSA-65 -out mldsa65.key',
      });
    }),
};

/** ML-DSA exists in TLS 1.3 alone, whose schemes are enumerated there. */
function isEnumerated(endpoint: TlsEndpointFacts): boolean {
  return speaks(endpoint, 'TLSv1.3') === 'no' || endpoint.schemes?.value.complete === true;
}

function mlDsaIn(keyAlgorithm: string | null | undefined): number {
  return Number(/^ML-DSA-(\d+)$/.exec(keyAlgorithm ?? '')?.[1] ?? 0);
}
