import type { FactBase } from '../facts/fact-base.ts';
import type { TlsPostQuantumPosture } from '../facts/tls-endpoint-values.ts';
import { endpointRemedy } from './common/endpoint-remedies.ts';
import { met, notApplicable, unknown, unmet } from './common/judgement.ts';
import { noParameters } from './common/parameters.ts';
import {
  judgeTlsEndpoints,
  notSettled,
  speaks,
  type TlsEndpointFacts,
  tlsEndpointKinds,
  tlsEndpointReads,
} from './common/tls-endpoint.ts';
import type { Judgement, Rule } from './rule.ts';

/** Does a client that supports both get the post-quantum group? An endpoint that follows the client's order leaves it to the client. */
export const tlsEndpointMlKemPreferred: Rule<null> = {
  id: 'tls-endpoint-ml-kem-preferred',
  title: 'the TLS endpoint takes a post-quantum group where it can',
  reads: tlsEndpointReads,
  consults: tlsEndpointKinds,
  params: noParameters,
  judge: (facts) => judgeTlsEndpoints(facts, (endpoint) => judgePosture(facts, endpoint)),
};

function judgePosture(facts: FactBase, endpoint: TlsEndpointFacts): Judgement {
  const { groups, subject } = endpoint;
  if (groups === undefined)
    return speaks(endpoint, 'TLSv1.3') === 'no'
      ? notApplicable(subject, NONE)
      : notSettled(facts, endpoint, 'tls.endpoint.groups');
  const { possibleCauses, preference } = groups.value.postQuantum;
  switch (preference) {
    case 'always':
      return met(subject, [groups]);
    case 'client-decides':
      return met(subject, [groups], ['the client decides: a client that names the post-quantum group first gets it']);
    case 'only-with-share':
    case 'classical-preferred':
      return unmet(subject, [groups], { shortfall: wordsOf(preference, possibleCauses), remedy: REMEDY });
    case 'none':
      return groups.value.postQuantum.supported === 'no'
        ? notApplicable(subject, NONE)
        : unknown(subject, 'whether a post-quantum group is supported could not be told', {
            kind: 'tls.endpoint.groups',
          });
    case 'unknown':
      return unknown(subject, 'its answers follow no pattern that is known', { kind: 'tls.endpoint.groups' });
  }
}

function wordsOf(
  preference: 'only-with-share' | 'classical-preferred',
  causes: TlsPostQuantumPosture['possibleCauses'],
): string {
  const cause = causes.length === 0 ? '' : `; one possible cause: ${causes.join('; or: ')}`;
  return `${FAULTS[preference]}${cause}`;
}

const FAULTS = {
  'only-with-share': 'a client that supports both, but sent a classical share alone, gets the classical group',
  'classical-preferred': 'a client that supports both gets the classical group even where it sent a post-quantum share',
} as const;
const NONE = 'no post-quantum group is supported: see the requirement on its support';
const REMEDY = `Bring OpenSSL up to date (CVE-2026-2673 is in 3.5.4 and gone in 3.5.8), and let the post-quantum group stand first in a rank of its own.\n${endpointRemedy.groups}`;
