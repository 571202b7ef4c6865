import type { Fact } from '../facts/fact.ts';
import type { FactBase } from '../facts/fact-base.ts';
import { withoutModule } from './common/fips-modules.ts';
import { met, notApplicable, unmet } from './common/judgement.ts';
import { moduleParameters } from './common/module-remedies.ts';
import { names, readParameters } from './common/parameters.ts';
import { remedyKinds } from './common/remedies.ts';
import { systemOf } from './common/system.ts';
import type { Judgement, Rule } from './rule.ts';

/** Which keys of the module's configuration are asked about: `only` these, or all but `except`. */
export interface Keys {
  readonly only: readonly string[];
  readonly except: readonly string[];
}

/** Do the module's own parameters stand where a strict reading of FIPS 140-3 wants them? Source: fips_config(5). */
export const fipsModuleParameters: Rule<Keys> = {
  id: 'fips-module-parameters',
  title: 'the FIPS module is configured strictly',
  reads: ['fips.module-parameters'],
  consults: ['fips.module', ...remedyKinds],
  params: (given) => readParameters(given, { only: names([]), except: names([]) }),
  judge(facts, keys) {
    const configured = facts.all('fips.module-parameters');
    if (configured.length > 0) return configured.map((each) => judgeKeys(facts, each, keys));
    const modules = facts.all('fips.module');
    return modules.length === 0
      ? withoutModule(facts)
      : modules.map(({ subject }) =>
          notApplicable(subject, 'no configuration section of the module exists: its built-in settings hold'),
        );
  },
};

function judgeKeys(facts: FactBase, fact: Fact<'fips.module-parameters'>, { only, except }: Keys): Judgement {
  const below = fact.value.belowStrict
    .map((key) => /^[\w-]+/.exec(key)?.[0] ?? key)
    .filter((key) => (only.length === 0 || only.includes(key)) && !except.includes(key));
  if (below.length === 0) return met(fact.subject, [fact]);
  const keys = below.length > 6 ? `${below.slice(0, 6).join(', ')} and ${below.length - 6} more` : below.join(', ');
  const shortfall = `${fact.value.path} leaves ${below.length} of the checks off: ${keys}`;
  return unmet(fact.subject, [fact], { shortfall, remedy: moduleParameters(systemOf(facts), fact.value.path) });
}
