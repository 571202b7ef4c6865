import { met, unmet } from './common/judgement.ts';
import { oneOf, readParameters } from './common/parameters.ts';
import { remedyFor, remedyKinds } from './common/remedies.ts';
import { bootedKinds, judgeAsBooted, originOf } from './common/tls-configured.ts';
import type { Rule } from './rule.ts';

/** Would a certificate signed with ML-DSA be accepted? */
export const mlDsaSignatures: Rule<{ readonly atLeast: 44 | 65 | 87 }> = {
  id: 'ml-dsa-signatures',
  title: 'ML-DSA signatures are accepted in TLS',
  reads: ['tls.configured'],
  consults: [...bootedKinds, ...remedyKinds],
  mends: ['post-quantum-openssl', 'post-quantum-policy'],
  params: (given) => readParameters(given, { atLeast: oneOf([44, 65, 87]) }),
  judge: (facts, { atLeast }) =>
    judgeAsBooted(facts, (fact) => {
      const sets = fact.value.signatureSchemes.map((scheme) => Number(/^mldsa(\d+)$/i.exec(scheme)?.[1] ?? 0));
      if (sets.some((set) => set >= atLeast)) return met(fact.subject, [fact]);
      const { from } = fact.value.origin.signatureSchemes;
      return unmet(fact.subject, [fact], {
        shortfall: `no signature scheme of ML-DSA-${atLeast} or stronger is offered (${originOf(fact.value, 'signatureSchemes')})`,
        remedy: remedyFor(from === 'built-in' ? 'post-quantum-openssl' : 'post-quantum-policy', facts),
      });
    }),
};
