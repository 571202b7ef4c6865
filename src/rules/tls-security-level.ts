import { met, unknown, unmet } from './common/judgement.ts';
import { oneOf, readParameters } from './common/parameters.ts';
import { opensslSetting, remedyKinds } from './common/remedies.ts';
import { configuredAsBooted, originOf } from './common/tls-configured.ts';
import type { Rule } from './rule.ts';

/** Is OpenSSL's security level at least this? Level 2 stands for 112 bits: RSA and DH of 2048, no SHA-1 signatures. */
export const tlsSecurityLevel: Rule<{ readonly atLeast: 1 | 2 | 3 | 4 | 5 }> = {
  id: 'tls-security-level',
  title: 'keys below the least strength are refused in TLS',
  reads: ['tls.configured'],
  consults: ['kernel.fips-mode', 'kernel.boot', ...remedyKinds],
  params: (given) => readParameters(given, { atLeast: oneOf([1, 2, 3, 4, 5]) }),
  judge: (facts, { atLeast }) =>
    configuredAsBooted(facts)
      // Security levels are OpenSSL's own: GnuTLS and NSS have none.
      .filter(({ subject }) => /OpenSSL|Node/.test(subject))
      .map((fact) => {
        const { securityLevel } = fact.value;
        if (securityLevel === null)
          return unknown(fact.subject, 'the security level is not known', { kind: 'tls.configured' });
        if (securityLevel >= atLeast) return met(fact.subject, [fact]);
        return unmet(fact.subject, [fact], {
          shortfall: `the security level is ${securityLevel}, below ${atLeast} (${originOf(fact.value, 'securityLevel')})`,
          remedy: opensslSetting(facts, `CipherString = DEFAULT:@SECLEVEL=${atLeast}`, fact.value.origin.securityLevel),
        });
      }),
};
