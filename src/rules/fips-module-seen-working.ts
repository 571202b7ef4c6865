import { judgeModules } from './common/fips-modules.ts';
import { met, unknown, unmet } from './common/judgement.ts';
import { noParameters } from './common/parameters.ts';
import { remedyFor, remedyKinds } from './common/remedies.ts';
import type { Rule } from './rule.ts';

/** Does the host's own OpenSSL report the module as active? A library that reports it has run its self-tests. */
export const fipsModuleSeenWorking: Rule<null> = {
  id: 'fips-module-seen-working',
  title: 'the FIPS module is seen working',
  reads: ['fips.module'],
  consults: remedyKinds,
  mends: ['configure-module'],
  params: noParameters,
  judge: (facts) =>
    judgeModules(facts, (module) => {
      const { path, reportedActive } = module.value;
      if (reportedActive === null)
        return unknown(module.subject, 'nothing was run, so the module was not seen working', { kind: 'fips.module' });
      if (reportedActive) return met(module.subject, [module]);
      const shortfall = `the host's own openssl does not report ${path} as active`;
      return unmet(module.subject, [module], { shortfall, remedy: remedyFor('configure-module', facts) });
    }),
};
