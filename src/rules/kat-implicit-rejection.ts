import { judgeKnownAnswers } from './common/known-answers.ts';
import { noParameters } from './common/parameters.ts';
import type { Rule } from './rule.ts';

/** Does a modified ciphertext of ML-KEM give the pseudorandom key that the standard wants, and no error? Source: FIPS 203 6.3. */
export const katImplicitRejection: Rule<null> = {
  id: 'kat-implicit-rejection',
  title: 'implicit rejection of ML-KEM works',
  reads: ['kat.run'],
  params: noParameters,
  judge: (facts) =>
    judgeKnownAnswers(facts.all('kat.run').filter(({ value }) => value.operation === 'implicit rejection')),
};
