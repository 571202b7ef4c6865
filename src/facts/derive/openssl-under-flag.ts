import type { Fact } from '../fact.ts';
import { factBase } from '../fact-base.ts';
import type { OpensslFlavour } from '../values/configuration.ts';
import type { FipsModule, PredictedOutcome } from '../values/modules.ts';
import { certified } from './certified.ts';
import { type ImageEnvironment, imageEnvironment } from './image-environment.ts';

export type Flag = 'off' | 'on';

/** What the system's OpenSSL will do for a program that calls it, with the environment that an image gives to it. */
export function opensslUnder(flag: Flag, facts: readonly Fact[]): PredictedOutcome {
  const env = imageEnvironment(facts);
  const found = systemOpenssl(flag, facts, env);
  const loader = ['LD_PRELOAD', 'LD_LIBRARY_PATH'].find((name) => (env.value(name) ?? '') !== '');
  if (loader === undefined || !found.outcome.endsWith('-module')) return found;
  return {
    outcome: 'unknown',
    why: `the image sets ${loader}, which can bring another libcrypto; without it: ${found.why}`,
  };
}

/** Whether no libcrypto of the system names the kernel's flag. */
function noneReadsTheFlag(facts: readonly Fact[]): boolean {
  const libraries = factBase(facts, []).all('openssl.library');
  return libraries.length > 0 && libraries.every(({ value }) => value.flavour === 'upstream');
}

function systemOpenssl(flag: Flag, facts: readonly Fact[], env: ImageEnvironment): PredictedOutcome {
  const base = factBase(facts, []);
  const modules = base.all('fips.module').map(({ value }) => ({ value, selected: selectedUnder(value, flag) }));
  const serving = modules.find(({ selected }) => selected === 'enforced' || selected === 'preferred');
  if (serving !== undefined) return servedBy(serving);
  if (modules.some(({ selected }) => selected === 'unknown'))
    return { outcome: 'unknown', why: 'whether OpenSSL routes to the module cannot be told' };
  const libraries = base.all('openssl.library');
  if (libraries.length === 0)
    return { outcome: 'unknown', why: 'no OpenSSL of the system was found that it could call' };
  const startsBecause = noneReadsTheFlag(facts) ? 'libcrypto does not name the flag of the kernel' : null;
  const active = modules.find(({ selected }) => selected === 'available');
  if (active !== undefined)
    return {
      outcome: 'not-validated',
      why: `${active.value.path} is active, but nothing routes to it: other providers serve`,
      startsBecause: startsBecause ?? ownTest(active.value),
    };
  const module = modules[0]?.value;
  const lack = module === undefined ? 'there is no FIPS module' : `nothing routes to ${module.path}`;
  const forced = env.value(FORCING) !== undefined;
  if ((flag === 'on' || forced) && libraries.some(({ value }) => STOPS.includes(value.flavour)))
    return {
      outcome: 'does-not-start',
      why:
        flag === 'off'
          ? `the image sets ${FORCING}, with which this libcrypto demands its module, but ${lack}`
          : `this libcrypto reads the kernel's flag and demands its module, but ${lack}`,
    };
  return { outcome: 'not-validated', why: `${lack}: the default provider of OpenSSL serves`, startsBecause };
}

/** Where the module is only preferred, the algorithms that a program asks for decide, and those are not known. */
function servedBy({ value, selected }: { readonly value: FipsModule; readonly selected: string }): PredictedOutcome {
  const { outcome, why } = certified(`${value.name ?? value.path} ${value.build ?? ''}`.trim(), value);
  const startsBecause = ownTest(value);
  if (selected === 'enforced') return { outcome, why, startsBecause };
  const others = `${why}; other providers serve what it lacks`;
  return { outcome: outcome === 'validated-module' ? 'unknown' : outcome, why: others, startsBecause };
}

/** A libcrypto that demands a module goes on where the module loads. */
function ownTest({ path, integrity }: FipsModule): string | null {
  return integrity === 'intact' ? `${path} is active and passes its own integrity test` : null;
}

function selectedUnder({ selected }: FipsModule, flag: Flag) {
  return flag === 'on' ? selected.flagOn : selected.flagOff;
}

const FORCING = 'OPENSSL_FORCE_FIPS_MODE';
/** Builds whose libcrypto fails in kernel FIPS mode without a module. Azure Linux 4's goes on; upstream's does not look. */
const STOPS: readonly OpensslFlavour[] = ['azure-linux-3', 'red-hat', 'suse', 'ubuntu'];
