import type { FactBase } from '../facts/fact-base.ts';
import { endpointRemedy } from './common/endpoint-remedies.ts';
import { met, unknown, unmet } from './common/judgement.ts';
import { noParameters } from './common/parameters.ts';
import {
  judgeTlsEndpoints,
  notSettled,
  olderVersions,
  type TlsEndpointFacts,
  tlsEndpointKinds,
  tlsEndpointReads,
} from './common/tls-endpoint.ts';
import type { Judgement, Rule } from './rule.ts';

/** Is key transport by RSA refused? One recorded session and the certificate's key are enough to read it, with or without a quantum computer. */
export const tlsEndpointKeyTransport: Rule<null> = {
  id: 'tls-endpoint-key-transport',
  title: 'the TLS endpoint refuses key transport by RSA',
  reads: tlsEndpointReads,
  consults: tlsEndpointKinds,
  params: noParameters,
  judge: (facts) => judgeTlsEndpoints(facts, (endpoint) => judgeTransport(facts, endpoint)),
};

function judgeTransport(facts: FactBase, endpoint: TlsEndpointFacts): Judgement {
  const { groups, subject, tls12, versions } = endpoint;
  const { open, spoken } = olderVersions(endpoint);
  if (tls12?.value.staticRsa === 'yes') {
    const beside =
      groups?.value.postQuantum.supported === 'yes' ? ', beside post-quantum key agreement in TLSv1.3' : '';
    const shortfall = `${tls12.value.version} accepts key transport by RSA (suites TLS_RSA_WITH_...)${beside}`;
    return unmet(subject, [tls12], { shortfall, remedy: `Add !kRSA to the cipher string. ${endpointRemedy.suites}` });
  }
  if (versions === undefined) return notSettled(facts, endpoint, 'tls.endpoint.versions');
  if (open.length > 0)
    return unknown(subject, `whether ${open.join(', ')} is spoken could not be told`, {
      kind: 'tls.endpoint.versions',
    });
  if (spoken.length === 0) return met(subject, [versions], ['no version below TLSv1.3 is spoken']);
  return tls12?.value.staticRsa === 'no'
    ? met(subject, [tls12])
    : unknown(subject, 'none was seen, but the list of suites may lack some', { kind: 'tls.endpoint.ciphers' });
}
