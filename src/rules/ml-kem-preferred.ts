import { met, notApplicable, unmet } from './common/judgement.ts';
import { mlKemIn } from './common/ml-kem-groups.ts';
import { opensslSetting } from './common/openssl-remedies.ts';
import { noParameters } from './common/parameters.ts';
import { remedyKinds } from './common/remedies.ts';
import { bootedKinds, judgeAsBooted, originOf } from './common/tls-configured.ts';
import type { Rule } from './rule.ts';

/** Does a group with ML-KEM stand first, with its key share sent, so that two willing ends use it without a second round? */
export const mlKemPreferred: Rule<null> = {
  id: 'ml-kem-preferred',
  title: 'a group with ML-KEM is preferred in TLS',
  reads: ['tls.configured'],
  consults: [...bootedKinds, ...remedyKinds],
  params: noParameters,
  judge: (facts) =>
    judgeAsBooted(facts, (fact) => {
      const { groups, keyShares } = fact.value;
      const best = groups.find((group) => mlKemIn(group) > 0);
      if (best === undefined) return notApplicable(fact.subject, 'no group with ML-KEM is offered at all');
      const first = groups[0] === best;
      const shared = keyShares.some((group) => mlKemIn(group) > 0);
      if (first && shared) return met(fact.subject, [fact]);
      const fault = first
        ? `${best} stands first, but no key share is sent for it`
        : `${groups[0]} stands before ${best}`;
      return unmet(fact.subject, [fact], {
        shortfall: `${fault} (${originOf(fact.value, 'groups')})`,
        remedy: opensslSetting(facts, `Groups = *${best}:${groups.filter((group) => group !== best).join(':')}`, {
          fact,
          setting: 'groups',
        }),
      });
    }),
};
