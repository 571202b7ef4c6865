import { judgeModules } from './common/fips-modules.ts';
import { met, unknown, unmet } from './common/judgement.ts';
import { noParameters } from './common/parameters.ts';
import { remedyFor, remedyKinds } from './common/remedies.ts';
import type { Rule } from './rule.ts';

/** Was the module built with its self-tests? A build with no-fips-post says "non-compliant" of itself. Source: OpenSSL Configure. */
export const fipsModuleSelfTestsBuiltIn: Rule<null> = {
  id: 'fips-module-self-tests-built-in',
  title: 'the FIPS module was built with its self-tests',
  reads: ['fips.module'],
  consults: remedyKinds,
  params: noParameters,
  judge: (facts) =>
    judgeModules(facts, (module) => {
      const { name, nonCompliant, path } = module.value;
      if (nonCompliant) {
        const shortfall = `${path} calls itself "${name ?? 'non-compliant'}": it was built without its self-tests`;
        return unmet(module.subject, [module], { shortfall, remedy: remedyFor('certified-module', facts) });
      }
      return name === null
        ? unknown(module.subject, `${path} does not say what it is`, { kind: 'fips.module' })
        : met(module.subject, [module]);
    }),
};
