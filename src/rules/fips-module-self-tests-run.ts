import type { FipsModuleParameters } from '../facts/values/modules.ts';
import { withoutModule } from './common/fips-modules.ts';
import { met, notApplicable, unknown, unmet } from './common/judgement.ts';
import { oneOf, readParameters } from './common/parameters.ts';
import type { Remedy } from './remedy.ts';
import type { Judgement, Rule } from './rule.ts';

/** Whether a leftover key that no longer does anything is let pass. */
export interface Leftover {
  readonly leftover: 'tolerated' | 'reported';
}

/**
 * Do the self-tests run each time the module is loaded? `install-status` skips them in providers of 3.0 alone; from 3.5 it is
 * never read, and between the two that is not established. Source: fips_config(5) of 3.5.7 and 4.0.2.
 */
export const fipsModuleSelfTestsRun: Rule<Leftover> = {
  id: 'fips-module-self-tests-run',
  title: 'the FIPS module runs its self-tests each time it is loaded',
  reads: ['fips.module-parameters'],
  consults: ['fips.module', 'openssl.library'],
  params: (given) => readParameters(given, { leftover: oneOf(['tolerated', 'reported'], 'tolerated') }),
  judge(facts, { leftover }) {
    const configured = facts.all('fips.module-parameters');
    const modules = facts.all('fips.module');
    if (configured.length === 0)
      return modules.length === 0
        ? withoutModule(facts)
        : modules.map(({ subject }) => notApplicable(subject, 'no install-status is configured anywhere'));
    return configured.map((fact) => {
      const { installStatus, path } = fact.value;
      const remedy: Remedy = {
        words: `Take the lines install-status and install-mac out of ${path}.`,
        steps: [{ do: 'remove-settings', file: path, names: ['install-status', 'install-mac'] }],
      };
      const judgements: Record<FipsModuleParameters['installStatus'], () => Judgement> = {
        absent: () => met(fact.subject, [fact]),
        leftover: () =>
          leftover === 'tolerated'
            ? met(fact.subject, [fact])
            : unmet(fact.subject, [fact], {
                shortfall: `${path} still has install-status, which this provider no longer reads`,
                remedy,
              }),
        'skips-self-tests': () =>
          unmet(fact.subject, [fact], {
            shortfall: `install-status in ${path} makes the module skip its self-tests when it is loaded`,
            remedy,
          }),
        unknown: () =>
          unknown(fact.subject, `what install-status in ${path} does in this provider is not known`, {
            kind: 'fips.module-parameters',
          }),
      };
      return judgements[installStatus]();
    });
  },
};
