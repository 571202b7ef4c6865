import type { FactBase } from '../facts/fact-base.ts';
import { endpointRemedy } from './common/endpoint-remedies.ts';
import { met, unknown, unmet } from './common/judgement.ts';
import { brief } from './common/named.ts';
import { oneOf, readParameters } from './common/parameters.ts';
import { isHybrid, mlKemIn } from './common/tls-configured.ts';
import {
  judgeTlsEndpoints,
  notSettled,
  speaks,
  type TlsEndpointFacts,
  tlsEndpointKinds,
  tlsEndpointReads,
} from './common/tls-endpoint.ts';
import type { Judgement, Rule } from './rule.ts';

/** The least parameter set, and whether it must, may or must not stand in a hybrid. */
export interface Establishment {
  readonly atLeast: 512 | 768 | 1024;
  readonly hybrid: 'allowed' | 'required' | 'refused';
}

/** Does an endpoint agree on keys with ML-KEM when it is asked to? That it can does not mean that it will: see its preference. */
export const tlsEndpointMlKem: Rule<Establishment> = {
  id: 'tls-endpoint-ml-kem',
  title: 'the TLS endpoint supports ML-KEM',
  reads: tlsEndpointReads,
  consults: tlsEndpointKinds,
  params: (given) =>
    readParameters(given, {
      atLeast: oneOf([512, 768, 1024]),
      hybrid: oneOf(['allowed', 'required', 'refused'], 'allowed'),
    }),
  judge: (facts, wanted) => judgeTlsEndpoints(facts, (endpoint) => judgeGroups(facts, endpoint, wanted)),
};

function judgeGroups(facts: FactBase, endpoint: TlsEndpointFacts, { atLeast, hybrid }: Establishment): Judgement {
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
  const fits = (name: string): boolean =>
    mlKemIn(name) >= atLeast && (hybrid === 'allowed' || isHybrid(name) === (hybrid === 'required'));
  if (withMlKem.some(fits)) return met(subject, [groups]);
  if (!groups.value.complete)
    return unknown(subject, 'no such group was seen, but the list of groups may lack some', {
      kind: 'tls.endpoint.groups',
    });
  const kind = { allowed: '', required: ' in a hybrid', refused: ' by itself' }[hybrid];
  const shortfall =
    withMlKem.length === 0
      ? `no group with ML-KEM is supported: ${brief(names, 4) || 'no group at all'}`
      : `${withMlKem.join(', ')} supported, but no ML-KEM-${atLeast} or stronger${kind}`;
  return unmet(subject, [groups], { shortfall, remedy: endpointRemedy.groups });
}
