import { met, unknown, unmet } from './common/judgement.ts';
import { brief, isAmong } from './common/named.ts';
import { names, oneOf, readParameters } from './common/parameters.ts';
import { remedyFor, remedyKinds } from './common/remedies.ts';
import { bootedKinds, judgeAsBooted, originOf } from './common/tls-configured.ts';
import { configuredLists, configuredNames, remedyForNames, settingOf } from './common/tls-configured-lists.ts';
import type { Rule } from './rule.ts';

/** A list, and the names or beginnings of which one must stand in it. */
export interface AnyOf {
  readonly of: (typeof configuredLists)[number];
  readonly anyOf: readonly string[];
}

/** Does TLS offer one of these, as the system boots? */
export const tlsAlgorithmsOffered: Rule<AnyOf> = {
  id: 'tls-algorithms-offered',
  title: 'TLS offers one of the algorithms asked for',
  reads: ['tls.configured'],
  consults: [...bootedKinds, ...remedyKinds],
  mends: ['post-quantum-openssl', 'post-quantum-policy'],
  params: (given) => readParameters(given, { of: oneOf(configuredLists), anyOf: names() }),
  judge: (facts, { of, anyOf }) =>
    judgeAsBooted(facts, (fact) => {
      const offered = configuredNames(fact.value, of);
      const words = of.replace('-', ' ');
      if (offered.some((name) => isAmong(name, anyOf))) return met(fact.subject, [fact]);
      if (offered.length === 0) return unknown(fact.subject, `no ${words} are known`, { kind: 'tls.configured' });
      const { from } = fact.value.origin[settingOf(of)];
      const remedy =
        from === 'built-in'
          ? remedyFor('post-quantum-openssl', facts)
          : from === 'policy'
            ? remedyFor('post-quantum-policy', facts)
            : remedyForNames(facts, fact, { of, names: [...anyOf, ...offered] });
      return unmet(fact.subject, [fact], {
        shortfall: `none of ${brief(anyOf)} is offered (${originOf(fact.value, settingOf(of))})`,
        remedy,
      });
    }),
};
