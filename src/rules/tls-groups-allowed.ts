import { met, notApplicable, some, unmet } from './common/judgement.ts';
import { names, readParameters } from './common/parameters.ts';
import { opensslSetting, remedyKinds } from './common/remedies.ts';
import { configuredInFipsMode, originOf } from './common/tls-configured.ts';
import type { Rule } from './rule.ts';

/** Are the groups that OpenSSL offers in FIPS mode all among these? */
export const tlsGroupsAllowed: Rule<{ readonly allowed: readonly string[] }> = {
  id: 'tls-groups-allowed',
  title: 'OpenSSL offers allowed groups only in FIPS mode',
  reads: ['tls.configured'],
  consults: ['fips.module', ...remedyKinds],
  params: (given) => readParameters(given, { allowed: names() }),
  judge(facts, { allowed }) {
    const configured = some(configuredInFipsMode(facts));
    if (configured === undefined)
      return facts
        .all('tls.configured')
        .map(({ subject }) => notApplicable(subject, 'no FIPS module serves, so there is no FIPS mode to judge'));
    return configured.map((fact) => {
      const strangers = fact.value.groups.filter((group) => !allowed.includes(group));
      if (strangers.length === 0) return met(fact.subject, [fact]);
      const kept = fact.value.groups.filter((group) => allowed.includes(group));
      return unmet(fact.subject, [fact], {
        shortfall: `groups that are not allowed in FIPS mode are offered: ${strangers.join(', ')} (${originOf(fact.value, 'groups')})`,
        remedy: opensslSetting(facts, `Groups = ${kept.join(':')}`),
      });
    });
  },
};
