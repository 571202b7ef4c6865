import { met, notApplicable, unknown, unmet } from './common/judgement.ts';
import { names, readParameters } from './common/parameters.ts';
import { remedyFor, remedyKinds } from './common/remedies.ts';
import type { Rule } from './rule.ts';

/** Policies and subpolicies that take the post-quantum algorithms away. */
export interface Switches {
  readonly bases: readonly string[];
  readonly subpolicies: readonly string[];
}

/** Does the system-wide policy leave post-quantum key establishment on? The OpenSSL back-end decides, the name only explains. */
export const cryptoPolicyPostQuantum: Rule<Switches> = {
  id: 'crypto-policy-post-quantum',
  title: 'the crypto policy does not switch post-quantum cryptography off',
  reads: ['crypto-policy.state', 'crypto-policy.back-end'],
  consults: remedyKinds,
  mends: ['post-quantum-policy'],
  params: (given) => readParameters(given, { bases: names([]), subpolicies: names([]) }),
  judge(facts, { bases, subpolicies }) {
    const states = facts.all('crypto-policy.state');
    const hidden = facts.gaps('crypto-policy.state').length > 0;
    if (states.length === 0 && !hidden && facts.all('os.release').length > 0)
      return [notApplicable(SUBJECT, 'this system has no system-wide crypto policy')];
    const backEnd = facts.all('crypto-policy.back-end').find(({ value }) => value.backEnd === 'opensslcnf');
    return states.map((state) => {
      const { applied, configured, flavour } = state.value;
      if (flavour === 'ubuntu-crypto-config')
        return notApplicable(state.subject, 'crypto-config of Ubuntu has no switch for it');
      const base = (configured ?? applied ?? '').split(':')[0] ?? '';
      const culprits = [
        ...bases.filter((each) => each === base),
        ...subpolicies.filter((each) => state.value.subpolicies.includes(each)),
      ];
      const remedy = remedyFor('post-quantum-policy', facts);
      if (culprits.length > 0)
        return unmet(state.subject, [state], {
          shortfall: `${culprits.join(', ')} in the crypto policy takes ML-KEM and ML-DSA away`,
          remedy,
        });
      if (backEnd === undefined)
        return unknown(state.subject, 'the back-end for OpenSSL was not seen', { kind: 'crypto-policy.back-end' });
      if (backEnd.value.groups.some((group) => /mlkem/i.test(group))) return met(state.subject, [state, backEnd]);
      const shortfall = `the OpenSSL back-end of policy ${configured ?? applied ?? '(unknown)'} lists no group with ML-KEM`;
      return unmet(state.subject, [state, backEnd], { shortfall, remedy });
    });
  },
};

const SUBJECT = 'system crypto policy';
