import { judgeModules } from './common/fips-modules.ts';
import { met, unknown, unmet } from './common/judgement.ts';
import { names, readParameters } from './common/parameters.ts';
import { remedyFor, remedyKinds } from './common/remedies.ts';
import type { Rule } from './rule.ts';

/** Names of modules whose builds are known to have lacked a self-test at times, which no file shows. */
export interface Doubtful {
  readonly doubtful: readonly string[];
}

/** Was the module built with its self-tests? A build with no-fips-post says "non-compliant" of itself. Source: OpenSSL Configure. */
export const fipsModuleSelfTestsBuiltIn: Rule<Doubtful> = {
  id: 'fips-module-self-tests-built-in',
  title: 'the FIPS module was built with its self-tests',
  reads: ['fips.module'],
  consults: remedyKinds,
  mends: ['certified-module'],
  params: (given) => readParameters(given, { doubtful: names([]) }),
  judge: (facts, { doubtful }) =>
    judgeModules(facts, (module) => {
      const { name, nonCompliant, path } = module.value;
      if (nonCompliant) {
        const shortfall = `${path} calls itself "${name ?? 'non-compliant'}": it was built without its self-tests`;
        return unmet(module.subject, [module], { shortfall, remedy: remedyFor('certified-module', facts) });
      }
      if (name !== null && doubtful.includes(name))
        return unknown(module.subject, `a build called "${name}" may have been patched to leave self-tests out`, {
          kind: 'fips.module',
        });
      return name === null
        ? unknown(module.subject, `${path} does not say what it is`, { kind: 'fips.module' })
        : met(module.subject, [module]);
    }),
};
