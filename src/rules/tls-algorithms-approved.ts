import type { Fact } from '../facts/fact.ts';
import type { FactBase } from '../facts/fact-base.ts';
import { met, unknown, unmet } from './common/judgement.ts';
import { brief, isAmong } from './common/named.ts';
import { names, oneOf, readParameters } from './common/parameters.ts';
import { remedyKinds } from './common/remedies.ts';
import { bootedKinds, judgeAsBooted, originOf } from './common/tls-configured.ts';
import { configuredLists, configuredNames, remedyForNames, settingOf } from './common/tls-configured-lists.ts';
import type { Judgement, Rule } from './rule.ts';

/** The names, or their beginnings, that alone may be offered; `conditional` ones leave it open. */
export interface Approved {
  readonly of: (typeof configuredLists)[number];
  readonly approved: readonly string[];
  readonly conditional: readonly string[];
}

/** Does TLS offer nothing but these, as the system boots? */
export const tlsAlgorithmsApproved: Rule<Approved> = {
  id: 'tls-algorithms-approved',
  title: 'TLS offers approved algorithms only',
  reads: ['tls.configured'],
  consults: [...bootedKinds, ...remedyKinds],
  params: (given) => readParameters(given, { of: oneOf(configuredLists), approved: names(), conditional: names([]) }),
  judge: (facts, wanted) => judgeAsBooted(facts, (fact) => judgeList(facts, fact, wanted)),
};

function judgeList(facts: FactBase, fact: Fact<'tls.configured'>, { of, approved, conditional }: Approved): Judgement {
  const offered = configuredNames(fact.value, of);
  const words = of.replace('-', ' ');
  if (offered.length === 0) return unknown(fact.subject, `no ${words} are known`, { kind: 'tls.configured' });
  const kept = offered.filter((name) => isAmong(name, approved));
  const strangers = offered.filter((name) => !isAmong(name, [...approved, ...conditional]));
  if (strangers.length > 0)
    return unmet(fact.subject, [fact], {
      shortfall: `${words} beside those that are wanted are offered: ${brief(strangers)} (${originOf(fact.value, settingOf(of))})`,
      remedy: remedyForNames(facts, fact, { of, names: kept.length > 0 ? kept : approved }),
    });
  const open = offered.filter((name) => !isAmong(name, approved));
  return open.length > 0
    ? unknown(fact.subject, `${brief(open)} offered: whether that may be depends on more than a configuration shows`, {
        kind: 'tls.configured',
      })
    : met(fact.subject, [fact]);
}
