import { judgeKnownAnswers } from './common/known-answers.ts';
import { oneOf, readParameters } from './common/parameters.ts';
import type { Rule } from './rule.ts';

/** Do the host's libraries give the standard's answers, as far as they offer the algorithm? */
export const katLibrary: Rule<{ readonly algorithm: 'ML-KEM' | 'ML-DSA' }> = {
  id: 'kat-library',
  title: "the installed library gives the standard's answers",
  reads: ['kat.run'],
  params: (given) => readParameters(given, { algorithm: oneOf(['ML-KEM', 'ML-DSA']) }),
  judge: (facts, { algorithm }) =>
    judgeKnownAnswers(
      facts.all('kat.run').filter(({ value }) => value.engine !== 'openssl-fips' && value.algorithm === algorithm),
    ),
};
