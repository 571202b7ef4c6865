import type { FactBase } from '../facts/fact-base.ts';
import { met, notApplicable, unknown, unmet } from './common/judgement.ts';
import { oneOf, readParameters } from './common/parameters.ts';
import {
  judgeTlsEndpoints,
  notSettled,
  olderVersions,
  type TlsEndpointFacts,
  tlsEndpointKinds,
  tlsEndpointReads,
} from './common/tls-endpoint.ts';
import type { Judgement, Rule } from './rule.ts';

/** Are the primes of Diffie-Hellman in TLS 1.2 and older large enough? TLS 1.3 has named groups from 2048 bits on. */
export const tlsEndpointDhSize: Rule<{ readonly atLeast: 2048 | 3072 | 4096 }> = {
  id: 'tls-endpoint-dh-size',
  title: 'the TLS endpoint uses Diffie-Hellman with large primes only',
  reads: tlsEndpointReads,
  consults: tlsEndpointKinds,
  params: (given) => readParameters(given, { atLeast: oneOf([2048, 3072, 4096]) }),
  judge: (facts, { atLeast }) => judgeTlsEndpoints(facts, (endpoint) => judgeSize(facts, endpoint, atLeast)),
};

function judgeSize(facts: FactBase, endpoint: TlsEndpointFacts, atLeast: number): Judgement {
  const { ciphers, subject, tls12, versions } = endpoint;
  const { open, spoken } = olderVersions(endpoint);
  if (versions === undefined) return notSettled(facts, endpoint, 'tls.endpoint.versions');
  const bits = tls12?.value.dhPrimeBits;
  if (tls12 !== undefined && bits != null && bits < atLeast)
    return unmet(subject, [tls12], {
      shortfall: `${tls12.value.version} uses Diffie-Hellman with a prime of ${bits} bits`,
      remedy: `Take the DHE suites out (!DHE in the cipher string), or give the server a prime of ${atLeast} bits:\n$ openssl genpkey -genparam -algorithm DH -pkeyopt group:ffdhe${atLeast} -out dhparam.pem`,
    });
  if (open.length > 0)
    return unknown(subject, `whether ${open.join(', ')} is spoken could not be told`, {
      kind: 'tls.endpoint.versions',
    });
  if (spoken.length === 0) return notApplicable(subject, 'no version below TLSv1.3 is spoken');
  if (tls12 !== undefined && bits != null) return met(subject, [tls12]);
  const older = ciphers?.value.byVersion.filter(({ version }) => spoken.includes(version)) ?? [];
  const withDhe = older.some(({ suites }) => suites.some(({ name }) => /^TLS_DHE?_/.test(name)));
  const isComplete = older.length === spoken.length && older.every(({ complete }) => complete);
  return withDhe || !isComplete
    ? unknown(subject, 'no prime was seen, but Diffie-Hellman may be among the suites', { kind: 'tls.endpoint.tls12' })
    : notApplicable(subject, 'no suite with finite-field Diffie-Hellman is accepted');
}
