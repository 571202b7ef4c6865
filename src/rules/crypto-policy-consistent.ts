import { met, notApplicable, unmet } from './common/judgement.ts';
import { noParameters } from './common/parameters.ts';
import { remedyFor, remedyKinds } from './common/remedies.ts';
import type { Rule } from './rule.ts';

/** Do the files of the crypto policy agree with one another: what is configured, what is applied, where the links lead? */
export const cryptoPolicyConsistent: Rule<null> = {
  id: 'crypto-policy-consistent',
  title: 'the crypto policy is applied as it is configured',
  reads: ['crypto-policy.state'],
  consults: remedyKinds,
  mends: ['update-policy'],
  params: noParameters,
  judge(facts) {
    const states = facts.all('crypto-policy.state');
    const hidden = facts.gaps('crypto-policy.state').length > 0;
    if (states.length === 0 && !hidden && facts.all('os.release').length > 0)
      return [notApplicable(SUBJECT, 'this system has no system-wide crypto policy')];
    return states.map((state) =>
      state.value.consistent
        ? met(state.subject, [state])
        : unmet(state.subject, [state], {
            shortfall: `the files of the crypto policy disagree: ${state.value.whyNot.join('; ')}`,
            remedy: remedyFor('update-policy', facts),
          }),
    );
  },
};

const SUBJECT = 'system crypto policy';
