import type { Fact } from '../facts/fact.ts';
import type { FactBase } from '../facts/fact-base.ts';
import { met, unknown, unmet } from './common/judgement.ts';
import { opensslSetting } from './common/openssl-remedies.ts';
import { oneOf, readParameters } from './common/parameters.ts';
import { remedyKinds } from './common/remedies.ts';
import { bootedKinds, judgeAsBooted, originOf } from './common/tls-configured.ts';
import { TLS_VERSIONS, versionRank } from './common/tls-versions.ts';
import type { Rule } from './rule.ts';

/** Is every version of TLS below this one switched off? */
export const tlsMinimumVersion: Rule<{ readonly atLeast: (typeof TLS_VERSIONS)[number] }> = {
  id: 'tls-minimum-version',
  title: 'old versions of TLS are switched off',
  reads: ['tls.configured'],
  consults: [...bootedKinds, ...remedyKinds],
  params: (given) => readParameters(given, { atLeast: oneOf(TLS_VERSIONS) }),
  judge: (facts, { atLeast }) =>
    judgeAsBooted(facts, (fact) => {
      const { minProtocol } = fact.value;
      // No version is left at all: nothing old is offered either.
      if (minProtocol === 'none') return met(fact.subject, [fact]);
      const rank = minProtocol === null ? 0 : versionRank(minProtocol);
      const cut = cutByLevel(facts, fact) ? (versionRank('TLSv1.2') ?? 0) : 0;
      if (rank === undefined) return unknown(fact.subject, `${minProtocol} is no version of TLS that is known`);
      if (Math.max(rank, cut) >= (versionRank(atLeast) ?? 0)) return met(fact.subject, [fact]);
      return unmet(fact.subject, [fact], {
        shortfall: `${minProtocol === null ? 'no least version is set' : `the least version is ${minProtocol}`}, and ${atLeast} is wanted (${originOf(fact.value, 'minProtocol')})`,
        remedy: opensslSetting(facts, `MinProtocol = ${atLeast}`, { fact, setting: 'minProtocol' }),
      });
    }),
};

/** OpenSSL 3 refuses TLS 1.1 and older at any security level above 0. Source: ssl/ssl_cert.c, ssl_security_default_callback. */
function cutByLevel(facts: FactBase, { subject, value }: Fact<'tls.configured'>): boolean {
  const old = facts.all('openssl.library').some((library) => library.value.version.startsWith('1.'));
  return /OpenSSL|Node/.test(subject) && !old && (value.securityLevel ?? 0) > 0;
}
