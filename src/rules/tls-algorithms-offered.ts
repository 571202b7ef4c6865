import type { Fact } from '../facts/fact.ts';
import type { FactBase } from '../facts/fact-base.ts';
import { tls13CipherSuites } from '../vocabulary/cipher-suites.ts';
import { namedGroups } from '../vocabulary/named-groups.ts';
import { signatureSchemes } from '../vocabulary/signature-schemes.ts';
import { met, unknown, unmet } from './common/judgement.ts';
import { brief, isAmong } from './common/named.ts';
import { names, oneOf, readParameters } from './common/parameters.ts';
import { hasPostQuantum } from './common/post-quantum-remedies.ts';
import { remedyFor, remedyKinds } from './common/remedies.ts';
import { systemOf } from './common/system.ts';
import { bootedKinds, judgeAsBooted, originOf } from './common/tls-configured.ts';
import { configuredLists, configuredNames, remedyForNames, settingOf } from './common/tls-configured-lists.ts';
import type { Remedy } from './remedy.ts';
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
      const remedy = remedyOf(facts, fact, { of, anyOf });
      return unmet(fact.subject, [fact], {
        shortfall: `none of ${brief(anyOf)} is offered (${originOf(fact.value, settingOf(of))})`,
        remedy,
      });
    }),
};

/** What no library speaks cannot be switched on; what the library has is written down; else a newer one helps, or another policy. */
function remedyOf(facts: FactBase, fact: Fact<'tls.configured'>, { of, anyOf }: AnyOf): Remedy {
  const standard = STANDARD[of].filter((name) => isAmong(name, anyOf));
  if (standard.length === 0)
    return `Nothing that is standard in TLS is of them (${brief(anyOf)}): there are drafts alone, which no release of OpenSSL speaks. Plan for them, and ask for a waiver until then.`;
  const { from } = fact.value.origin[settingOf(of)];
  if (from === 'policy') return remedyFor('post-quantum-policy', facts);
  const offered = configuredNames(fact.value, of);
  const has = from === 'directive' || hasPostQuantum(systemOf(facts));
  return has
    ? remedyForNames(facts, fact, { of, names: [...standard, ...offered] })
    : remedyFor('post-quantum-openssl', facts);
}

const STANDARD: Readonly<Record<AnyOf['of'], readonly string[]>> = {
  groups: namedGroups.map(({ name }) => name),
  'signature-schemes': signatureSchemes.map(({ name }) => name),
  suites: tls13CipherSuites.map(({ name }) => name),
};
