import { endpointRemedy } from './common/endpoint-remedies.ts';
import { met, unmet } from './common/judgement.ts';
import { oneOf, readParameters } from './common/parameters.ts';
import { judgeTlsEndpoints, notSettled, speaks, tlsEndpointKinds, tlsEndpointReads } from './common/tls-endpoint.ts';
import { TLS_VERSIONS } from './common/tls-versions.ts';
import type { Rule } from './rule.ts';

/** Does an endpoint speak this version of TLS? */
export const tlsEndpointVersionAvailable: Rule<{ readonly version: (typeof TLS_VERSIONS)[number] }> = {
  id: 'tls-endpoint-version-available',
  title: 'the TLS endpoint speaks the version asked for',
  reads: tlsEndpointReads,
  consults: tlsEndpointKinds,
  params: (given) => readParameters(given, { version: oneOf(TLS_VERSIONS) }),
  judge: (facts, { version }) =>
    judgeTlsEndpoints(facts, (endpoint) => {
      const { subject, versions } = endpoint;
      const spoken = speaks(endpoint, version);
      if (versions === undefined || spoken === 'unknown') return notSettled(facts, endpoint, 'tls.endpoint.versions');
      if (spoken === 'yes') return met(subject, [versions]);
      const shortfall = `${version} is not spoken: ${versions.value.supported.join(', ') || 'no version was seen'}`;
      return unmet(subject, [versions], { shortfall, remedy: endpointRemedy.versions });
    }),
};
