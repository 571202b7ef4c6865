import type { Fact } from '../facts/fact.ts';
import type { FactBase } from '../facts/fact-base.ts';
import { bootFlag } from './common/boot-flag.ts';
import { met, notApplicable, unknown, unmet } from './common/judgement.ts';
import { names, readParameters } from './common/parameters.ts';
import { remedyFor, remedyKinds } from './common/remedies.ts';
import type { Judgement, Rule } from './rule.ts';

/** The base policy asked for and the subpolicies that may stand beside it. */
export interface PolicyChoice {
  readonly bases: readonly string[];
  readonly subpolicies: readonly string[];
}

/** Is the system-wide policy one of these? Under fips=1 newer systems mount FIPS over whatever the file says: that is met too. */
export const cryptoPolicy: Rule<PolicyChoice> = {
  id: 'crypto-policy',
  title: 'the system-wide crypto policy is the one asked for',
  reads: ['crypto-policy.state'],
  consults: ['kernel.fips-mode', 'kernel.boot', 'package.inventory', ...remedyKinds],
  mends: ['boot-with-fips', 'fips-policy'],
  params: (given) => readParameters(given, { bases: names(), subpolicies: names([]) }),
  judge(facts, choice) {
    const states = facts.all('crypto-policy.state');
    const hidden = facts.gaps('crypto-policy.state').length > 0;
    if (states.length === 0 && !hidden && facts.all('os.release').length > 0)
      return [notApplicable(SUBJECT, 'this system has no system-wide crypto policy')];
    return states.map((state) => judgeState(facts, state, choice));
  },
};

function judgeState(facts: FactBase, state: Fact<'crypto-policy.state'>, choice: PolicyChoice): Judgement {
  const { applied, configured, fipsOverlay, flavour, subpolicies } = state.value;
  if (flavour === 'ubuntu-crypto-config')
    return notApplicable(state.subject, 'crypto-config of Ubuntu has no profile for FIPS');
  if (fipsOverlay === 'mounted' && choice.bases.includes('FIPS')) return met(state.subject, [state]);
  const policy = configured ?? applied;
  if (policy === null)
    return unknown(state.subject, 'no file says which policy is set', { kind: 'crypto-policy.state' });
  const [base = ''] = policy.split(':');
  const strangers = subpolicies.filter((each) => !choice.subpolicies.includes(each));
  if (choice.bases.includes(base) && strangers.length === 0) return met(state.subject, [state]);
  const remedy = remedyFor('fips-policy', facts);
  if (choice.bases.includes(base))
    return unmet(state.subject, [state], {
      shortfall: `policy ${policy} is loosened by ${strangers.join(', ')}`,
      remedy,
    });
  return choice.bases.includes('FIPS') && fipsOverlay === 'available'
    ? judgeOverlay(facts, state, policy)
    : unmet(state.subject, [state], { shortfall: `the policy is ${policy}, not ${choice.bases.join(' or ')}`, remedy });
}

/** Source: dracut fips-crypto-policies and fips-crypto-policy-overlay.service: the mount comes with fips=1 alone. */
function judgeOverlay(facts: FactBase, state: Fact<'crypto-policy.state'>, policy: string): Judgement {
  const { flag, because } = bootFlag(facts);
  if (flag === 'on') return met(state.subject, [state, ...because]);
  if (flag === 'unknown')
    return unknown(
      state.subject,
      `the policy is ${policy}; FIPS is mounted over it where the kernel has fips=1, which is not known`,
      {
        kind: 'kernel.boot',
      },
    );
  const shortfall = `the policy is ${policy}, and the FIPS overlay comes only with fips=1, which ${flag === 'off' ? 'is not set' : 'not every boot entry sets'}`;
  return unmet(state.subject, [state, ...because], { shortfall, remedy: remedyFor('boot-with-fips', facts) });
}

const SUBJECT = 'system crypto policy';
