import type { FactBase } from '../facts/fact-base.ts';
import { bootFlag } from './common/boot-flag.ts';
import { isAtLeast } from './common/fips-modules.ts';
import { notApplicable, unknown } from './common/judgement.ts';
import { judgeKnownAnswers } from './common/known-answers.ts';
import { oneOf, readParameters } from './common/parameters.ts';
import type { Rule } from './rule.ts';

/** Does the FIPS provider itself give the standard's answers? It serves those who must not use another. */
export const katFipsProvider: Rule<{ readonly algorithm: 'ML-KEM' | 'ML-DSA' }> = {
  id: 'kat-fips-provider',
  title: "the FIPS provider gives the standard's answers",
  reads: ['kat.run'],
  consults: ['fips.module', 'kernel.boot', 'kernel.fips-mode'],
  params: (given) => readParameters(given, { algorithm: oneOf(['ML-KEM', 'ML-DSA']) }),
  judge(facts, { algorithm }) {
    const all = facts.all('kat.run');
    const runs = all.filter(({ value }) => value.engine === 'openssl-fips' && value.algorithm === algorithm);
    if (runs.length > 0 || all.length === 0) return judgeKnownAnswers(runs);
    if (!isRoutedTo(facts) && facts.gaps('fips.module').length === 0)
      return [notApplicable(SUBJECT, 'the configuration activates no FIPS provider as the host runs')];
    return [unknown(SUBJECT, 'the FIPS provider was not reached by the openssl command', { kind: 'kat.run' })];
  },
};

/** Under the kernel flag that the host runs with; where that is not known, under either. */
function isRoutedTo(facts: FactBase): boolean {
  const { flag } = bootFlag(facts);
  return facts
    .all('fips.module')
    .some(({ value }) =>
      [flag === 'on' ? [] : [value.selected.flagOff], flag === 'off' ? [] : [value.selected.flagOn]]
        .flat()
        .some((selected) => selected === 'unknown' || isAtLeast(selected, 'preferred')),
    );
}

const SUBJECT = 'OpenSSL FIPS provider';
