import { met, notApplicable, unknown, unmet } from './common/judgement.ts';
import { opensslSetting } from './common/openssl-remedies.ts';
import { oneOf, readParameters } from './common/parameters.ts';
import { remedyKinds } from './common/remedies.ts';
import { bootedKinds, judgeAsBooted, originOf } from './common/tls-configured.ts';
import type { Rule } from './rule.ts';

/** Is OpenSSL's security level at least this? Level 2 stands for 112 bits: RSA and DH of 2048, no SHA-1 signatures. */
export const tlsSecurityLevel: Rule<{ readonly atLeast: 1 | 2 | 3 | 4 | 5 }> = {
  id: 'tls-security-level',
  title: 'keys below the least strength are refused in TLS',
  reads: ['tls.configured'],
  consults: [...bootedKinds, ...remedyKinds],
  params: (given) => readParameters(given, { atLeast: oneOf([1, 2, 3, 4, 5]) }),
  judge: (facts, { atLeast }) =>
    judgeAsBooted(facts, (fact) => {
      const { securityLevel } = fact.value;
      // Security levels are OpenSSL's own.
      if (!/OpenSSL|Node/.test(fact.subject)) return notApplicable(fact.subject, 'this library has no security levels');
      if (securityLevel === null)
        return unknown(fact.subject, 'the security level is not known', { kind: 'tls.configured' });
      if (securityLevel >= atLeast) return met(fact.subject, [fact]);
      return unmet(fact.subject, [fact], {
        shortfall: `the security level is ${securityLevel}, below ${atLeast} (${originOf(fact.value, 'securityLevel')})`,
        remedy: opensslSetting(facts, `CipherString = DEFAULT:@SECLEVEL=${atLeast}`, {
          fact,
          setting: 'securityLevel',
        }),
      });
    }),
};
