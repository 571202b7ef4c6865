import { withoutModule } from './common/fips-modules.ts';
import { met, notApplicable, unmet } from './common/judgement.ts';
import { moduleParameters } from './common/module-remedies.ts';
import { noParameters } from './common/parameters.ts';
import { remedyFor, remedyKinds } from './common/remedies.ts';
import { systemOf } from './common/system.ts';
import type { Rule } from './rule.ts';

/** Does the module refuse TLS 1.2 without the extended master secret (RFC 7627), as IG D.Q wants? */
export const extendedMasterSecret: Rule<null> = {
  id: 'extended-master-secret',
  title: 'TLS 1.2 without the extended master secret is refused',
  reads: ['fips.module-parameters', 'crypto-policy.state'],
  consults: ['fips.module', ...remedyKinds],
  mends: ['fips-policy'],
  params: noParameters,
  judge(facts) {
    const relaxed = facts
      .all('crypto-policy.state')
      .filter(({ value }) => value.subpolicies.includes('NO-ENFORCE-EMS'));
    if (relaxed.length > 0)
      return relaxed.map((state) =>
        unmet(state.subject, [state], {
          shortfall: 'subpolicy NO-ENFORCE-EMS lets TLS 1.2 go without the extended master secret',
          remedy: remedyFor('fips-policy', facts),
        }),
      );
    const configured = facts.all('fips.module-parameters');
    const modules = facts.all('fips.module');
    if (configured.length === 0)
      return modules.length === 0
        ? withoutModule(facts)
        : modules.map(({ subject }) =>
            notApplicable(subject, "no parameter is configured: the build's own setting holds"),
          );
    return configured.map((fact) =>
      fact.value.parameters['tls1-prf-ems-check'] === '1'
        ? met(fact.subject, [fact])
        : unmet(fact.subject, [fact], {
            shortfall: `tls1-prf-ems-check in ${fact.value.path} is ${fact.value.parameters['tls1-prf-ems-check'] ?? 'not set'}: TLS 1.2 works without the extended master secret`,
            remedy: moduleParameters(systemOf(facts), fact.value.path),
          }),
    );
  },
};
