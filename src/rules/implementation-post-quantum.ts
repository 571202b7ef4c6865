import type { Fact } from '../facts/fact.ts';
import { met, notApplicable, unknown, unmet } from './common/judgement.ts';
import { oneOf, readParameters } from './common/parameters.ts';
import type { Judgement, Rule } from './rule.ts';

type Algorithm = 'ML-KEM' | 'ML-DSA';

/** Does each implementation have the algorithm at all? Whether it is offered is for other rules. */
export const implementationPostQuantum: Rule<{ readonly algorithm: Algorithm }> = {
  id: 'implementation-post-quantum',
  title: 'every implementation of cryptography has the post-quantum algorithm',
  reads: ['crypto.implementation'],
  params: (given) => readParameters(given, { algorithm: oneOf(['ML-KEM', 'ML-DSA']) }),
  judge(facts, { algorithm }) {
    const found = facts.all('crypto.implementation').filter(({ value }) => value.postQuantum !== undefined);
    if (found.length === 0)
      return [notApplicable('implementations of cryptography', 'none with a copy of its own was seen')];
    return found.map((each) => judgeOne(each, algorithm));
  },
};

function judgeOne(found: Fact<'crypto.implementation'>, algorithm: Algorithm): Judgement {
  const { library, version, postQuantum } = found.value;
  const has = algorithm === 'ML-KEM' ? postQuantum?.mlKem : postQuantum?.mlDsa;
  const named = `${library} ${version ?? 'of unknown version'}`;
  const basis = postQuantum?.basis ?? '';
  if (has === 'yes') return met(found.subject, [found]);
  if (has === 'no')
    return unmet(found.subject, [found], {
      shortfall: `${named} does not offer ${algorithm} (${basis})`,
      remedy: `Move to a version of ${library} that has ${algorithm}.`,
    });
  return unknown(found.subject, `whether ${named} has ${algorithm} is not known (${basis})`, {
    kind: 'crypto.implementation',
  });
}
