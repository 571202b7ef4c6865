import { met, notApplicable, unknown, unmet } from './common/judgement.ts';
import { noParameters } from './common/parameters.ts';
import { remedyFor, remedyKinds } from './common/remedies.ts';
import type { Rule } from './rule.ts';

/** Does each back-end say what its policy says? A file edited by hand outlives every change of policy. */
export const cryptoPolicyBackEnds: Rule<null> = {
  id: 'crypto-policy-back-ends',
  title: 'the back-ends of the crypto policy match it',
  reads: ['crypto-policy.back-end'],
  consults: ['crypto-policy.state', ...remedyKinds],
  mends: ['update-policy'],
  params: noParameters,
  judge(facts) {
    const backEnds = facts.all('crypto-policy.back-end');
    const hidden = facts.gaps('crypto-policy.back-end').length > 0;
    const absent = facts.all('crypto-policy.state').length === 0 && facts.gaps('crypto-policy.state').length === 0;
    if (backEnds.length === 0 && absent && !hidden && facts.all('os.release').length > 0)
      return [notApplicable(SUBJECT, 'this system has no system-wide crypto policy')];
    return backEnds.map((fact) => {
      const { backEnd, differences, origin, policy } = fact.value;
      if (origin === 'unknown')
        return unknown(fact.subject, `${backEnd} cannot be compared with its policy`, {
          kind: 'crypto-policy.back-end',
        });
      if (origin !== 'edited') return met(fact.subject, [fact]);
      const shortfall = `${backEnd} is not what policy ${policy ?? '(unknown)'} gives: ${differences.slice(0, 3).join('; ')}`;
      return unmet(fact.subject, [fact], { shortfall, remedy: remedyFor('update-policy', facts) });
    });
  },
};

const SUBJECT = 'system crypto policy';
