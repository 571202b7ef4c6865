import type { Fact } from '../facts/fact.ts';
import type { FactBase } from '../facts/fact-base.ts';
import { met, unmet } from './common/judgement.ts';
import { mlKemIn } from './common/ml-kem-groups.ts';
import { isAmong } from './common/named.ts';
import { opensslSetting } from './common/openssl-remedies.ts';
import { names, readParameters } from './common/parameters.ts';
import { remedyKinds, systemPlace } from './common/remedies.ts';
import { bootedKinds, judgeAsBooted } from './common/tls-configured.ts';
import type { Remedy } from './remedy.ts';
import type { Rule } from './rule.ts';

/** Are these names kept out of what TLS offers? A group or scheme by its whole name or a beginning that ends in `*`, a suite by any word in its name. */
export const tlsAlgorithmsNotOffered: Rule<{ readonly names: readonly string[] }> = {
  id: 'tls-algorithms-not-offered',
  title: 'TLS offers no algorithm that is not wanted',
  reads: ['tls.configured'],
  consults: [...bootedKinds, ...remedyKinds],
  params: (given) => readParameters(given, { names: names() }),
  judge: (facts, refused) =>
    judgeAsBooted(facts, (fact) => {
      const { cipherString, ciphers, groups, signatureSchemes } = fact.value;
      const whole = [...groups, ...signatureSchemes].filter((name) => isAmong(name, refused.names));
      const suites = ciphers.filter((suite) => wordsOf(suite).some((word) => refused.names.includes(word)));
      const found = [...whole, ...suites];
      if (found.length === 0)
        return met(
          fact.subject,
          [fact],
          cipherString === null ? [] : [`the cipher string "${cipherString}" was not expanded`],
        );
      const list = found.length > 5 ? `${found.slice(0, 5).join(', ')} and ${found.length - 5} more` : found.join(', ');
      return unmet(fact.subject, [fact], {
        shortfall: `algorithms that are not wanted are offered: ${list}`,
        remedy: remedyOf(facts, fact, refused.names),
      });
    }),
};

/** Where groups alone are not wanted, the line that leaves the others. */
function remedyOf(facts: FactBase, fact: Fact<'tls.configured'>, refused: readonly string[]): Remedy {
  const { ciphers, groups, signatureSchemes } = fact.value;
  const isRefused = (name: string): boolean => isAmong(name, refused);
  const kept = groups.filter((group) => !isRefused(group));
  const others =
    signatureSchemes.some(isRefused) || ciphers.some((suite) => wordsOf(suite).some((word) => refused.includes(word)));
  const lost = groups.some((group) => mlKemIn(group) > 0) && !kept.some((group) => mlKemIn(group) > 0);
  if (lost && !isRefused('MLKEM1024') && !others)
    // Classical groups alone would be a step back.
    return opensslSetting(facts, `Groups = ${['MLKEM1024', ...kept].join(':')}`, { fact, setting: 'groups' });
  return others || kept.length === 0
    ? `Take them out of Groups, SignatureAlgorithms, CipherString or Ciphersuites in ${systemPlace(facts)}.`
    : opensslSetting(facts, `Groups = ${withShares(kept, fact.value.keyShares)}`, { fact, setting: 'groups' });
}

/** A list that is written has to say which key shares are sent; without a mark the first alone is. Source: SSL_CTX_set1_groups_list(3). */
function withShares(groups: readonly string[], keyShares: readonly string[]): string {
  return groups.map((group) => (keyShares.includes(group) && keyShares.length > 1 ? `*${group}` : group)).join(':');
}

/** `!RC4` and `-RC4` take a suite away; nothing is offered by them. */
function wordsOf(suite: string): readonly string[] {
  return /^[!-]/.test(suite) ? [] : suite.split(/[_:+-]/);
}
