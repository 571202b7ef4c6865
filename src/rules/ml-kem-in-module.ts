import { certificateName, recheckNotes } from './common/fips-modules.ts';
import { met, notApplicable, some, unknown, unmet } from './common/judgement.ts';
import { noParameters } from './common/parameters.ts';
import { remedyFor, remedyKinds } from './common/remedies.ts';
import { configuredInFipsMode, mlKemIn } from './common/tls-configured.ts';
import type { Rule } from './rule.ts';

/** Where ML-KEM is offered in FIPS mode, does it come from a module whose certificate lists it? A hybrid hides that it does not. */
export const mlKemInModule: Rule<null> = {
  id: 'ml-kem-in-module',
  title: 'ML-KEM in FIPS mode comes from a module validated for it',
  reads: ['tls.configured'],
  consults: ['fips.module', ...remedyKinds],
  params: noParameters,
  judge(facts) {
    const configured = some(configuredInFipsMode(facts));
    if (configured === undefined)
      return facts
        .all('tls.configured')
        .map(({ subject }) => notApplicable(subject, 'no FIPS module serves, so there is no FIPS mode to judge'));
    const module =
      facts.all('fips.module').find(({ value }) => value.certificate != null) ?? facts.all('fips.module')[0];
    return configured.map((fact) => {
      const groups = fact.value.groups.filter((group) => mlKemIn(group) > 0);
      if (groups.length === 0) return notApplicable(fact.subject, 'no ML-KEM is offered');
      const certificate = module?.value.certificate;
      if (module === undefined || certificate == null)
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
