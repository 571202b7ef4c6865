import { certificateName, recheckNotes, servingModule } from './common/fips-modules.ts';
import { met, notApplicable, unknown, unmet } from './common/judgement.ts';
import { mlKemIn } from './common/ml-kem-groups.ts';
import { noParameters } from './common/parameters.ts';
import { remedyFor, remedyKinds } from './common/remedies.ts';
import { judgeInFipsMode } from './common/tls-configured.ts';
import type { Rule } from './rule.ts';

/** Where ML-KEM is offered in FIPS mode, does it come from a module whose certificate lists it? A hybrid hides that it does not. */
export const mlKemInModule: Rule<null> = {
  id: 'ml-kem-in-module',
  title: 'ML-KEM in FIPS mode comes from a module validated for it',
  reads: ['tls.configured'],
  consults: ['crypto-policy.state', 'fips.module', ...remedyKinds],
  mends: ['certified-module'],
  params: noParameters,
  judge(facts) {
    const module = servingModule(facts);
    return judgeInFipsMode(facts, (fact) => {
      const groups = fact.value.groups.filter((group) => mlKemIn(group) > 0);
      if (groups.length === 0) return notApplicable(fact.subject, 'no ML-KEM is offered');
      const certificate = module?.value.certificate;
      if (module?.value.certificateAbsence?.standing === 'not-covered') {
        const shortfall = `${groups.join(', ')} offered: quantum-safe, but no certificate covers the module that computes it`;
        return unmet(fact.subject, [fact, module], { shortfall, remedy: remedyFor('certified-module', facts) });
      }
      if (module === undefined || certificate == null || certificate.confidence === 'L')
        return unknown(fact.subject, `${groups.join(', ')} offered: no certificate is known that would list ML-KEM`, {
          kind: 'fips.module',
        });
      const notes = recheckNotes(certificate);
      if (certificate.algorithms.some((name) => name.startsWith('ML-KEM')))
        return met(fact.subject, [fact, module], notes);
      const shortfall = `${groups.join(', ')} offered: quantum-safe, but ML-KEM is not in ${certificateName(certificate)}, so that part is not validated`;
      return unmet(fact.subject, [fact, module], { shortfall, remedy: remedyFor('certified-module', facts) }, notes);
    });
  },
};
