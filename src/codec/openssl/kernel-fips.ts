import type { LibraryState, ModuleOutcome } from './library-state.ts';
import { mergeProperties, type PropertyCondition } from './properties.ts';
import { activate, configureProvider } from './provider-module.ts';
import { readConfiguration } from './read-configuration.ts';
import type { Asking, Circumstances, Source } from './resolution.ts';

/**
 * What vendor builds add behind the `providers` module. Sources: Fedora's "Force fips provider on" as Azure Linux carries it
 * (microsoft/azurelinux base/comps/openssl 0019 and 0080, SPECS/openssl 0032 for 3.0), read 2026-11.
 */
export function* runVendorProviders(state: LibraryState, circumstances: Circumstances): Asking<ModuleOutcome> {
  const { flavour, readsKernelFips } = circumstances.build;
  switch (flavour) {
    case 'upstream':
    case 'ubuntu':
      return null;
    case 'red-hat':
    case 'suse':
      return circumstances.kernelFips && readsKernelFips ? yield* forceFips(state, circumstances) : null;
    case 'azure-linux-3':
      return yield* azureLinux3(state, circumstances);
    case 'azure-linux-4':
      return yield* azureLinux4(state, circumstances);
  }
}

/**
 * Ubuntu's library looks at the kernel when it is first used, whatever the configuration says; where the module is missing every
 * program stops. Source: Launchpad 2056593, dotnet-docker 5849 (confidence M: the patch itself was not read).
 */
export function* runUbuntuKernelFips(state: LibraryState, circumstances: Circumstances): Asking<ModuleOutcome> {
  yield* byName(state, circumstances, 'fips');
  if (!isActive(state, 'fips')) return 'the kernel is in FIPS mode and the FIPS provider does not load';
  yield* byName(state, circumstances, 'base');
  mergeInto(state, [FIPS_REQUIRED]);
  return null;
}

/** fips_local.cnf where it can be read, else `fips` by name; then `base`, then fips=yes. A broken module is noticed only by name. */
function* forceFips(state: LibraryState, circumstances: Circumstances): Asking<ModuleOutcome> {
  const local = yield* fromFile(state, circumstances, { file: 'fips_local.cnf', section: 'fips_sect', name: 'fips' });
  if (local.problem !== null) return local.problem;
  if (!local.present) {
    yield* byName(state, circumstances, 'fips');
    if (!isActive(state, 'fips')) return 'the kernel is in FIPS mode and the FIPS provider does not load';
  }
  yield* byName(state, circumstances, 'base');
  mergeInto(state, [FIPS_REQUIRED]);
  return null;
}

function* azureLinux3(state: LibraryState, circumstances: Circumstances): Asking<ModuleOutcome> {
  if (isActive(state, 'symcryptprovider') || isActive(state, 'fips')) return null;
  const symcrypt = yield* fromFile(state, circumstances, SYMCRYPT_3);
  if (!circumstances.kernelFips) return null;
  if (symcrypt.present && symcrypt.problem === null) return null;
  if (!symcrypt.present) {
    yield* byName(state, circumstances, 'symcryptprovider');
    if (isActive(state, 'symcryptprovider')) return null;
  }
  const fips = yield* fromFile(state, circumstances, {
    file: 'fips_prov.cnf',
    section: 'fips_prov_sect',
    name: 'fips',
  });
  if (!fips.present) yield* byName(state, circumstances, 'fips');
  if (fips.problem !== null || (!fips.present && !isActive(state, 'fips')))
    return 'the kernel is in FIPS mode and neither symcryptprovider nor fips loads';
  yield* byName(state, circumstances, 'base');
  mergeInto(state, [FIPS_REQUIRED]);
  return null;
}

/** Builds before the registration: symcryptprovider by its file in any case. */
function* azureLinux4(state: LibraryState, circumstances: Circumstances): Asking<ModuleOutcome> {
  if (circumstances.build.registersFipsProvider === true) return null;
  yield* fromFile(state, circumstances, SYMCRYPT_4);
  if (!circumstances.kernelFips) return null;
  if (!isActive(state, 'symcryptprovider')) return 'the kernel is in FIPS mode and symcryptprovider does not load';
  yield* byName(state, circumstances, 'base');
  mergeInto(state, [SYMCRYPT_PREFERRED, FIPS_PREFERRED]);
  return null;
}

function* fromFile(
  state: LibraryState,
  circumstances: Circumstances,
  wanted: { readonly file: string; readonly section: string; readonly name: string },
): Asking<{ readonly present: boolean; readonly problem: ModuleOutcome }> {
  const path = `${circumstances.build.openssldir}/${wanted.file}`;
  const loaded = yield* readConfiguration(path, circumstances.env);
  state.hidden.push(...loaded.trail.hidden);
  if (loaded.state === 'absent') return { present: false, problem: null };
  if (loaded.state !== 'read') return { present: true, problem: `${path} cannot be read` };
  const at: Source = { path, line: 1 };
  const section = loaded.configuration.sections.get(wanted.section);
  if (section === undefined) return { present: true, problem: `${path} has no section [${wanted.section}]` };
  const entry = { section: '', name: wanted.name, value: wanted.section, at };
  const problem = yield* configureProvider(state, circumstances, { configuration: loaded.configuration, entry });
  return { present: true, problem };
}

function byName(state: LibraryState, circumstances: Circumstances, name: string): Asking<ModuleOutcome> {
  return activate(state, circumstances, { name, module: null, commands: [], by: null, because: KERNEL });
}

function isActive(state: LibraryState, name: string): boolean {
  return state.providers.get(name)?.active === true;
}

function mergeInto(state: LibraryState, conditions: readonly PropertyCondition[]): void {
  state.properties = { conditions: mergeProperties(state.properties.conditions, conditions), by: state.properties.by };
}

const KERNEL = 'kernel FIPS mode';
const FIPS_REQUIRED: PropertyCondition = { name: 'fips', operator: '=', value: 'yes', optional: false };
const FIPS_PREFERRED: PropertyCondition = { ...FIPS_REQUIRED, optional: true };
const SYMCRYPT_PREFERRED: PropertyCondition = {
  name: 'provider',
  operator: '=',
  value: 'symcryptprovider',
  optional: true,
};
const SYMCRYPT_3 = { file: 'symcrypt_prov.cnf', section: 'symcrypt_prov_sect', name: 'symcryptprovider' } as const;
const SYMCRYPT_4 = { ...SYMCRYPT_3, file: 'openssl.d/symcrypt_prov.cnf' } as const;
