import type { Fact } from '../facts/fact.ts';
import type { FactBase } from '../facts/fact-base.ts';
import { certificateName, servingModule } from './common/fips-modules.ts';
import { met, unknown, unmet } from './common/judgement.ts';
import { opensslSetting } from './common/openssl-remedies.ts';
import { names, readParameters } from './common/parameters.ts';
import { remedyKinds } from './common/remedies.ts';
import { judgeInFipsMode, originOf } from './common/tls-configured.ts';
import type { Judgement, Rule } from './rule.ts';

/** Schemes that are allowed, and those that are approved as algorithms but not in every module. */
export interface Schemes {
  readonly allowed: readonly string[];
  readonly dependOnModule: readonly string[];
}

/** Are the signature schemes that OpenSSL offers in FIPS mode approved, Ed25519 and Ed448 by the module's own security policy? */
export const tlsSignatureSchemesAllowed: Rule<Schemes> = {
  id: 'tls-signature-schemes-allowed',
  title: 'OpenSSL offers allowed signature schemes only in FIPS mode',
  reads: ['tls.configured'],
  consults: ['crypto-policy.state', 'fips.module', ...remedyKinds],
  params: (given) => readParameters(given, { allowed: names(), dependOnModule: names([]) }),
  judge(facts, schemes) {
    return judgeInFipsMode(facts, (fact) => judgeSchemes(facts, fact, schemes));
  },
};

function judgeSchemes(facts: FactBase, fact: Fact<'tls.configured'>, { allowed, dependOnModule }: Schemes): Judgement {
  const { signatureSchemes } = fact.value;
  const origin = originOf(fact.value, 'signatureSchemes');
  const strangers = signatureSchemes.filter((each) => !allowed.includes(each) && !dependOnModule.includes(each));
  const depending = signatureSchemes.filter((each) => dependOnModule.includes(each));
  const kept = signatureSchemes.filter((each) => allowed.includes(each));
  const remedy = opensslSetting(facts, `SignatureAlgorithms = ${(kept.length > 0 ? kept : allowed).join(':')}`, {
    fact,
    setting: 'signatureSchemes',
  });
  if (strangers.length > 0)
    return unmet(fact.subject, [fact], {
      shortfall: `signature schemes that are not allowed in FIPS mode are offered: ${strangers.join(', ')} (${origin})`,
      remedy,
    });
  if (depending.length === 0) return met(fact.subject, [fact]);
  const certificate = servingModule(facts)?.value.certificate;
  const list = depending.join(', ');
  if (certificate?.notApproved == null)
    return unknown(fact.subject, `${list} offered: whether the module's certificate approves them is not known`, {
      kind: 'fips.module',
    });
  const outside = depending.filter((each) =>
    certificate.notApproved?.some((name) => name.toLowerCase() === each.toLowerCase()),
  );
  if (outside.length === 0) return met(fact.subject, [fact]);
  const shortfall = `${outside.join(', ')} offered (${origin}), which ${certificateName(certificate)} does not approve`;
  return unmet(fact.subject, [fact], { shortfall, remedy });
}
