import type { FactBase } from '../facts/fact-base.ts';
import { endpointRemedy } from './common/endpoint-remedies.ts';
import { met, unknown, unmet } from './common/judgement.ts';
import { oneOf, readParameters } from './common/parameters.ts';
import {
  judgeTlsEndpoints,
  notSettled,
  type TlsEndpointFacts,
  tlsEndpointKinds,
  tlsEndpointReads,
} from './common/tls-endpoint.ts';
import { TLS_VERSIONS, versionRank } from './common/tls-versions.ts';
import type { Judgement, Rule } from './rule.ts';

type Version = (typeof TLS_VERSIONS)[number];

/** Does an endpoint refuse every version of TLS below this one? */
export const tlsEndpointMinimumVersion: Rule<{ readonly atLeast: Version }> = {
  id: 'tls-endpoint-minimum-version',
  title: 'the TLS endpoint refuses old versions',
  reads: tlsEndpointReads,
  consults: tlsEndpointKinds,
  params: (given) => readParameters(given, { atLeast: oneOf(TLS_VERSIONS) }),
  judge: (facts, { atLeast }) => judgeTlsEndpoints(facts, (endpoint) => judgeVersions(facts, endpoint, atLeast)),
};

function judgeVersions(facts: FactBase, endpoint: TlsEndpointFacts, atLeast: Version): Judgement {
  const { subject, versions } = endpoint;
  if (versions === undefined) return notSettled(facts, endpoint, 'tls.endpoint.versions');
  const least = versionRank(atLeast) ?? 0;
  const below = (names: readonly string[]) => names.filter((name) => (versionRank(name) ?? 0) < least);
  const old = below(versions.value.supported);
  const open = below(versions.value.unknown);
  if (old.length > 0)
    return unmet(subject, [versions], {
      shortfall: `${old.join(', ')} spoken, and ${atLeast} is the least wanted`,
      remedy: endpointRemedy.versions,
    });
  if (open.length > 0)
    return unknown(subject, `whether ${open.join(', ')} is spoken could not be told`, {
      kind: 'tls.endpoint.versions',
    });
  return versions.value.supported.length === 0
    ? unknown(subject, 'no version was seen at all', { kind: 'tls.endpoint.versions' })
    : met(subject, [versions]);
}
