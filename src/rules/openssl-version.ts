import { met, unknown, unmet } from './common/judgement.ts';
import { readParameters, version } from './common/parameters.ts';
import { remedyFor, remedyKinds } from './common/remedies.ts';
import type { Rule } from './rule.ts';

/** Is the library new enough to know the algorithms at all? OpenSSL has ML-KEM, ML-DSA and SLH-DSA from 3.5. */
export const opensslVersion: Rule<{ readonly atLeast: string }> = {
  id: 'openssl-version',
  title: 'OpenSSL is new enough for the post-quantum algorithms',
  reads: ['openssl.library'],
  consults: remedyKinds,
  mends: ['post-quantum-openssl'],
  params: (given) => readParameters(given, { atLeast: version }),
  judge: (facts, { atLeast }) =>
    facts.all('openssl.library').map((fact) => {
      const found = fact.value.version;
      const [major, minor, patch] = numbersOf(found);
      if (major === undefined || minor === undefined) return unknown(fact.subject, `"${found}" is no version`);
      const [wantedMajor = 0, wantedMinor = 0, wantedPatch = 0] = numbersOf(atLeast);
      const difference = major - wantedMajor || minor - wantedMinor || (patch ?? 0) - wantedPatch;
      if (difference >= 0) return met(fact.subject, [fact]);
      return unmet(fact.subject, [fact], {
        shortfall: `OpenSSL ${found} (${fact.value.path}) is older than ${atLeast}, the first with ML-KEM and ML-DSA`,
        remedy: remedyFor('post-quantum-openssl', facts),
      });
    }),
};

function numbersOf(text: string): readonly number[] {
  return (/\d+(?:\.\d+){1,2}/.exec(text)?.[0] ?? '')
    .split('.')
    .filter((part) => part !== '')
    .map(Number);
}
