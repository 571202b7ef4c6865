import { met, unknown, unmet } from './common/judgement.ts';
import { opensslSetting } from './common/openssl-remedies.ts';
import { oneOf, readParameters } from './common/parameters.ts';
import { remedyKinds } from './common/remedies.ts';
import { bootedKinds, judgeAsBooted, originOf } from './common/tls-configured.ts';
import { TLS_VERSIONS, versionRank } from './common/tls-versions.ts';
import type { Rule } from './rule.ts';

/** Can this version of TLS be used? ML-KEM groups exist in TLS 1.3 alone. */
export const tlsVersionAvailable: Rule<{ readonly version: (typeof TLS_VERSIONS)[number] }> = {
  id: 'tls-version-available',
  title: 'the version of TLS asked for is available',
  reads: ['tls.configured'],
  consults: [...bootedKinds, ...remedyKinds],
  params: (given) => readParameters(given, { version: oneOf(TLS_VERSIONS) }),
  judge: (facts, { version }) =>
    judgeAsBooted(facts, (fact) => {
      const { maxProtocol } = fact.value;
      const rank = maxProtocol === null ? Number.POSITIVE_INFINITY : versionRank(maxProtocol);
      if (rank === undefined && maxProtocol !== 'none')
        return unknown(fact.subject, `${maxProtocol} is no version of TLS that is known`);
      if ((rank ?? 0) >= (versionRank(version) ?? 0)) return met(fact.subject, [fact]);
      return unmet(fact.subject, [fact], {
        shortfall: `${version} cannot be used: the greatest version is ${maxProtocol} (${originOf(fact.value, 'maxProtocol')})`,
        remedy: opensslSetting(facts, `MaxProtocol = ${version}`, { fact, setting: 'maxProtocol' }),
      });
    }),
};
