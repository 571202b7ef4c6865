import type { FactBase } from '../facts/fact-base.ts';
import { met, some, unknown, unmet } from './common/judgement.ts';
import { mlKemIn } from './common/ml-kem-groups.ts';
import { brief } from './common/named.ts';
import { noParameters } from './common/parameters.ts';
import {
  judgeTlsEndpoints,
  olderVersions,
  reasonsFor,
  type TlsEndpointFacts,
  tlsEndpointKinds,
  tlsEndpointReads,
} from './common/tls-endpoint.ts';
import type { Judgement, Rule } from './rule.ts';

/** Is no classical key agreement left, in any version? What is offered beside a post-quantum group can be recorded and read later. */
export const tlsEndpointPostQuantumEnforced: Rule<null> = {
  id: 'tls-endpoint-post-quantum-enforced',
  title: 'the TLS endpoint has no classical key agreement left',
  reads: tlsEndpointReads,
  consults: tlsEndpointKinds,
  params: noParameters,
  judge: (facts) => judgeTlsEndpoints(facts, (endpoint) => judgeEnforced(facts, endpoint)),
};

function judgeEnforced(facts: FactBase, endpoint: TlsEndpointFacts): Judgement {
  const { groups, subject, tls12, versions } = endpoint;
  const { open, spoken } = olderVersions(endpoint);
  const classical = (groups?.value.supported ?? []).filter(({ name }) => mlKemIn(name) === 0).map(({ name }) => name);
  const paths = [
    ...(classical.length > 0 ? [`TLSv1.3 with ${brief(classical, 4)}`] : []),
    ...spoken.map((version) =>
      tls12?.value.version === version && tls12.value.staticRsa === 'yes'
        ? `${version}, even with key transport by RSA`
        : version,
    ),
  ];
  const because = some([groups, versions, tls12].filter((fact) => fact !== undefined));
  if (paths.length > 0 && because !== undefined)
    return unmet(subject, because, {
      shortfall: `classical key agreement is left: ${paths.join('; ')}`,
      remedy:
        'When every client that matters has ML-KEM: leave post-quantum groups alone in the list, and TLS 1.3 alone among the versions.',
    });
  if (
    groups !== undefined &&
    versions !== undefined &&
    groups.value.postQuantum.enforced === 'yes' &&
    open.length === 0
  )
    return met(subject, [groups, versions]);
  const why = reasonsFor(facts, subject, 'tls.endpoint.groups');
  return unknown(subject, why.join('; ') || 'whether a classical key agreement is left could not be told', {
    kind: 'tls.endpoint.groups',
  });
}
