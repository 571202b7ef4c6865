import type { Fact } from '../fact.ts';
import { factBase } from '../fact-base.ts';
import type { OpensslFlavour } from '../values/configuration.ts';
import type { FipsModule, PredictedOutcome } from '../values/modules.ts';
import { certified } from './certified.ts';

export type Flag = 'off' | 'on';

/** What the system's OpenSSL will do for a program that calls it. */
export function opensslUnder(flag: Flag, facts: readonly Fact[]): PredictedOutcome {
  const base = factBase(facts, []);
  const modules = base.all('fips.module').map(({ value }) => ({ value, selected: selectedUnder(value, flag) }));
  const serving = modules.find(({ selected }) => selected === 'enforced' || selected === 'preferred');
  if (serving !== undefined) {
    const { outcome, why } = certified(
      `${serving.value.name ?? serving.value.path} ${serving.value.build ?? ''}`.trim(),
      serving.value,
    );
    return { outcome, why: serving.selected === 'preferred' ? `${why}; other providers serve what it lacks` : why };
  }
  if (modules.some(({ selected }) => selected === 'unknown'))
    return { outcome: 'unknown', why: 'whether OpenSSL routes to the module cannot be told' };
  const libraries = base.all('openssl.library');
  if (libraries.length === 0)
    return { outcome: 'unknown', why: 'no OpenSSL of the system was found that it could call' };
  const active = modules.find(({ selected }) => selected === 'available');
  if (active !== undefined)
    return {
      outcome: 'not-validated',
      why: `${active.value.path} is active, but nothing routes to it: other providers serve`,
    };
  const stopping = libraries.find(({ value }) => flag === 'on' && STOPS.includes(value.flavour));
  const module = modules[0]?.value;
  const lack = module === undefined ? 'there is no FIPS module' : `nothing routes to ${module.path}`;
  if (stopping !== undefined)
    return {
      outcome: 'does-not-start',
      why: `this libcrypto reads the kernel's flag and demands its module, but ${lack}`,
    };
  return { outcome: 'not-validated', why: `${lack}: the default provider of OpenSSL serves` };
}

function selectedUnder({ selected }: FipsModule, flag: Flag) {
  return flag === 'on' ? selected.flagOn : selected.flagOff;
}

/** Builds whose libcrypto fails in kernel FIPS mode without a module. Azure Linux 4's goes on; upstream's does not look. */
const STOPS: readonly OpensslFlavour[] = ['azure-linux-3', 'red-hat', 'suse', 'ubuntu'];
