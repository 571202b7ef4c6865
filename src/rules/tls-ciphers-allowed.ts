import { met, unmet } from './common/judgement.ts';
import { opensslSetting } from './common/openssl-remedies.ts';
import { names, readParameters } from './common/parameters.ts';
import { remedyKinds } from './common/remedies.ts';
import { judgeInFipsMode, originOf } from './common/tls-configured.ts';
import type { Rule } from './rule.ts';

/** Do the cipher suites that OpenSSL offers in FIPS mode keep clear of these? A refused name is sought inside a suite's name. */
export const tlsCiphersAllowed: Rule<{ readonly refused: readonly string[] }> = {
  id: 'tls-ciphers-allowed',
  title: 'OpenSSL offers allowed cipher suites only in FIPS mode',
  reads: ['tls.configured'],
  consults: ['crypto-policy.state', 'fips.module', ...remedyKinds],
  params: (given) => readParameters(given, { refused: names() }),
  judge(facts, { refused }) {
    return judgeInFipsMode(facts, (fact) => {
      const offered = fact.value.ciphers.filter((suite) => !/^[!-]/.test(suite));
      const strangers = offered.filter((suite) => refused.some((name) => suite.includes(name)));
      if (strangers.length === 0) return met(fact.subject, [fact]);
      const suites = offered.filter((suite) => suite.startsWith('TLS_') && !strangers.includes(suite));
      return unmet(fact.subject, [fact], {
        shortfall: `cipher suites that are not approved are offered in FIPS mode: ${strangers.join(', ')} (${originOf(fact.value, 'ciphers')})`,
        remedy: opensslSetting(facts, `Ciphersuites = ${suites.join(':')}`, { fact, setting: 'ciphers' }),
      });
    });
  },
};
