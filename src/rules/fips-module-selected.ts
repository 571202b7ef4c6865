import type { Fact } from '../facts/fact.ts';
import type { FactBase } from '../facts/fact-base.ts';
import { bootFlag } from './common/boot-flag.ts';
import { isAtLeast, withoutModule } from './common/fips-modules.ts';
import { met, notApplicable, some, unknown, unmet } from './common/judgement.ts';
import { oneOf, readParameters } from './common/parameters.ts';
import { remedyFor, remedyKinds } from './common/remedies.ts';
import type { Judgement, Rule } from './rule.ts';

/** Under which kernel flag, and how strongly, OpenSSL must route to a module. */
export interface Selection {
  readonly kernelFlag: 'on' | 'off' | 'as-booted';
  readonly atLeast: 'enforced' | 'preferred' | 'available';
}

/** Does the effective configuration route to a FIPS module? One module that serves is enough. */
export const fipsModuleSelected: Rule<Selection> = {
  id: 'fips-module-selected',
  title: 'OpenSSL routes to a FIPS module',
  reads: ['fips.module'],
  consults: ['kernel.fips-mode', 'kernel.boot', ...remedyKinds],
  mends: ['configure-module'],
  params: (given) =>
    readParameters(given, {
      kernelFlag: oneOf(['on', 'off', 'as-booted']),
      atLeast: oneOf(['enforced', 'preferred', 'available'], 'preferred'),
    }),
  judge(facts, selection) {
    const modules = some(facts.all('fips.module'));
    if (modules === undefined) return withoutModule(facts);
    const { flag } = bootFlag(facts);
    if (selection.kernelFlag === 'off' && flag === 'on')
      return [notApplicable(SUBJECT, 'the kernel flag is on in every way that this system boots')];
    if (selection.kernelFlag !== 'as-booted') return [judgeUnder(facts, modules, [selection.kernelFlag], selection)];
    const flags = flag === 'on' || flag === 'off' ? [flag] : (['on', 'off'] as const);
    return [judgeUnder(facts, modules, flags, selection)];
  },
};

type Flag = 'on' | 'off';
type Modules = readonly [Fact<'fips.module'>, ...Fact<'fips.module'>[]];

function judgeUnder(facts: FactBase, modules: Modules, flags: readonly Flag[], { atLeast }: Selection): Judgement {
  const holds = (flag: Flag): boolean => modules.some(({ value }) => isAtLeast(selectedUnder(value, flag), atLeast));
  if (flags.every(holds)) return met(SUBJECT, modules);
  const open = modules.some(({ value }) => flags.some((flag) => selectedUnder(value, flag) === 'unknown'));
  if (open) return unknown(SUBJECT, `whether OpenSSL routes to the module cannot be told`, { kind: 'fips.module' });
  const states = flags.map(
    (flag) => `kernel flag ${flag}: ${modules.map(({ value }) => WORDS[selectedUnder(value, flag)]).join(', ')}`,
  );
  if (flags.some(holds))
    return unknown(SUBJECT, `it depends on the kernel of the machine (${states.join('; ')})`, {
      kind: 'kernel.fips-mode',
    });
  const shortfall = `OpenSSL does not route to ${modules.map(({ value }) => value.path).join(', ')} (${states.join('; ')})`;
  return unmet(SUBJECT, modules, { shortfall, remedy: remedyFor('configure-module', facts) });
}

function selectedUnder({ selected }: Fact<'fips.module'>['value'], flag: Flag) {
  return flag === 'on' ? selected.flagOn : selected.flagOff;
}

const SUBJECT = 'OpenSSL';
const WORDS = {
  enforced: 'only the module serves',
  preferred: 'the module is preferred, others serve too',
  available: 'the module is active, but nothing routes to it',
  no: 'not active',
  unknown: 'not known',
} as const;
