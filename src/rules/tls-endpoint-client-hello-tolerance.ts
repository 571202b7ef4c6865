import { met, unknown, unmet } from './common/judgement.ts';
import { noParameters } from './common/parameters.ts';
import { judgeTlsEndpoints, notSettled, tlsEndpointKinds, tlsEndpointReads } from './common/tls-endpoint.ts';
import type { Rule } from './rule.ts';

/** Does the endpoint bear a ClientHello that is larger than one TCP segment or comes in two? Every hybrid key share makes it so. */
export const tlsEndpointClientHelloTolerance: Rule<null> = {
  id: 'tls-endpoint-client-hello-tolerance',
  title: 'the TLS endpoint bears the large ClientHello of post-quantum clients',
  reads: tlsEndpointReads,
  consults: tlsEndpointKinds,
  params: noParameters,
  judge: (facts) =>
    judgeTlsEndpoints(facts, (endpoint) => {
      const { subject, tolerance } = endpoint;
      if (tolerance === undefined) return notSettled(facts, endpoint, 'tls.endpoint.tolerance');
      const { largeClientHello, splitClientHello } = tolerance.value;
      const faults = [
        ...(largeClientHello === 'no' ? ['a ClientHello larger than one TCP segment'] : []),
        ...(splitClientHello === 'no' ? ['a ClientHello that comes in two pieces'] : []),
      ];
      if (faults.length > 0)
        return unmet(subject, [tolerance], {
          shortfall: `${faults.join(' and ')} is not answered, where a small one in one piece is: the server, or a box before it, reads one segment alone`,
          remedy:
            'Bring the server, its load balancer and the firewalls on the way up to date; they must put a ClientHello together before they judge it.',
        });
      return largeClientHello === 'yes' && splitClientHello === 'yes'
        ? met(subject, [tolerance])
        : unknown(subject, 'whether a large or split ClientHello is borne could not be told', {
            kind: 'tls.endpoint.tolerance',
          });
    }),
};
