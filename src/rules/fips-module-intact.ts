import { judgeModules } from './common/fips-modules.ts';
import { met, unknown, unmet } from './common/judgement.ts';
import { noParameters } from './common/parameters.ts';
import { remedyFor, remedyKinds } from './common/remedies.ts';
import type { Rule } from './rule.ts';

/** Are the module's bytes those that its integrity check and its package expect? */
export const fipsModuleIntact: Rule<null> = {
  id: 'fips-module-intact',
  title: 'the FIPS module is intact',
  reads: ['fips.module'],
  consults: remedyKinds,
  mends: ['reinstall-module'],
  params: noParameters,
  judge: (facts) =>
    judgeModules(facts, (module) => {
      const { path, integrity, integrityBasis, packageDigest } = module.value;
      const remedy = remedyFor('reinstall-module', facts);
      if (integrity === 'altered')
        return unmet(module.subject, [module], {
          shortfall: `${path} fails its integrity check: ${integrityBasis}`,
          remedy,
        });
      if (packageDigest === 'differs')
        return unmet(module.subject, [module], {
          shortfall: `${path} is not the file that its package brought`,
          remedy,
        });
      return integrity === 'intact'
        ? met(module.subject, [module])
        : unknown(module.subject, `integrity of ${path} cannot be told: ${integrityBasis}`, { kind: 'fips.module' });
    }),
};
