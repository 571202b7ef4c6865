import { met, unmet } from './common/judgement.ts';
import { opensslSetting } from './common/openssl-remedies.ts';
import { names, readParameters } from './common/parameters.ts';
import { remedyKinds } from './common/remedies.ts';
import { judgeInFipsMode, originOf } from './common/tls-configured.ts';
import type { Rule } from './rule.ts';

/** Are the groups that OpenSSL offers in FIPS mode all among these? */
export const tlsGroupsAllowed: Rule<{ readonly allowed: readonly string[] }> = {
  id: 'tls-groups-allowed',
  title: 'OpenSSL offers allowed groups only in FIPS mode',
  reads: ['tls.configured'],
  consults: ['crypto-policy.state', 'fips.module', ...remedyKinds],
  params: (given) => readParameters(given, { allowed: names() }),
  judge(facts, { allowed }) {
    return judgeInFipsMode(facts, (fact) => {
      const strangers = fact.value.groups.filter((group) => !allowed.includes(group));
      if (strangers.length === 0) return met(fact.subject, [fact]);
      const kept = fact.value.groups.filter((group) => allowed.includes(group));
      return unmet(fact.subject, [fact], {
        shortfall: `groups that are not allowed in FIPS mode are offered: ${strangers.join(', ')} (${originOf(fact.value, 'groups')})`,
        remedy: opensslSetting(facts, `Groups = ${(kept.length > 0 ? kept : allowed).join(':')}`, {
          fact,
          setting: 'groups',
        }),
      });
    });
  },
};
