import type { FactBase } from '../facts/fact-base.ts';
import { endpointRemedy } from './common/endpoint-remedies.ts';
import { met, unknown, unmet } from './common/judgement.ts';
import {
  type Establishment,
  isEstablishedBy,
  mlKemIn,
  readEstablishment,
  wordsOfEstablishment,
} from './common/ml-kem-groups.ts';
import { brief } from './common/named.ts';
import {
  judgeTlsEndpoints,
  notSettled,
  speaks,
  type TlsEndpointFacts,
  tlsEndpointKinds,
  tlsEndpointReads,
} from './common/tls-endpoint.ts';
import type { Judgement, Rule } from './rule.ts';

/** Does an endpoint agree on keys with ML-KEM when it is asked to? That it can does not mean that it will: see its preference. */
export const tlsEndpointMlKem: Rule<Establishment> = {
  id: 'tls-endpoint-ml-kem',
  title: 'the TLS endpoint supports ML-KEM',
  reads: tlsEndpointReads,
  consults: tlsEndpointKinds,
  params: readEstablishment,
  judge: (facts, wanted) => judgeTlsEndpoints(facts, (endpoint) => judgeGroups(facts, endpoint, wanted)),
};

function judgeGroups(facts: FactBase, endpoint: TlsEndpointFacts, wanted: Establishment): Judgement {
  const { groups, subject, versions } = endpoint;
  // Source: RFC 9846 and the freeze of TLS 1.2: no older version has a post-quantum key agreement.
  if (groups === undefined)
    return versions !== undefined && speaks(endpoint, 'TLSv1.3') === 'no'
      ? unmet(subject, [versions], {
          shortfall: 'TLSv1.3 is not spoken, and only it has ML-KEM',
          remedy: endpointRemedy.groups,
        })
      : notSettled(facts, endpoint, 'tls.endpoint.groups');
  const names = groups.value.supported.map(({ name }) => name);
  const withMlKem = names.filter((name) => mlKemIn(name) > 0);
  if (withMlKem.some((name) => isEstablishedBy(name, wanted))) return met(subject, [groups]);
  if (!groups.value.complete)
    return unknown(subject, 'no such group was seen, but the list of groups may lack some', {
      kind: 'tls.endpoint.groups',
    });
  const shortfall =
    withMlKem.length === 0
      ? `no group with ML-KEM is supported: ${brief(names, 4) || 'no group at all'}`
      : `${withMlKem.join(', ')} supported, but no ${wordsOfEstablishment(wanted)}`;
  return unmet(subject, [groups], { shortfall, remedy: endpointRemedy.groups });
}
