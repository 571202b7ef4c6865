import { met, unmet } from './common/judgement.ts';
import { isAmong } from './common/named.ts';
import { names, readParameters } from './common/parameters.ts';
import { remedyKinds, systemPlace } from './common/remedies.ts';
import { bootedKinds, judgeAsBooted } from './common/tls-configured.ts';
import type { Rule } from './rule.ts';

/** Are these names kept out of what TLS offers? A group or scheme by its whole name or a beginning that ends in `*`, a suite by any word in its name. */
export const tlsAlgorithmsNotOffered: Rule<{ readonly names: readonly string[] }> = {
  id: 'tls-algorithms-not-offered',
  title: 'retired algorithms are not offered in TLS',
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
        shortfall: `retired algorithms are offered: ${list}`,
        remedy: `Take them out of Groups, SignatureAlgorithms, CipherString or Ciphersuites in ${systemPlace(facts)}.`,
      });
    }),
};

/** `!RC4` and `-RC4` take a suite away; nothing is offered by them. */
function wordsOf(suite: string): readonly string[] {
  return /^[!-]/.test(suite) ? [] : suite.split(/[_:+-]/);
}
