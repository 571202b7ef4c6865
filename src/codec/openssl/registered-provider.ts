import { type Configuration, sectionOf, withoutPrefix } from './configuration.ts';
import type { LibraryState, ModuleOutcome } from './library-state.ts';
import { mergeProperties, readProperties } from './properties.ts';
import { activate } from './provider-module.ts';
import { readConfiguration } from './read-configuration.ts';
import type { Asking, Circumstances } from './resolution.ts';

/**
 * Azure Linux 4, in the kernel's FIPS mode and before the configured providers: the one FIPS provider that a package has
 * registered. Whatever is wrong with the registration stops every program, config_diagnostics or not, and leaves no default
 * provider. Source: microsoft/azurelinux base/comps/openssl, 0080 "load registered FIPS provider", read 2026-11.
 */
export function* runRegisteredProvider(state: LibraryState, circumstances: Circumstances): Asking<ModuleOutcome> {
  const { build, kernelFips } = circumstances;
  if (build.registersFipsProvider !== true || !kernelFips || !build.readsKernelFips) return null;
  state.fallback = false;
  const problem = yield* loadRegistered(state, circumstances);
  if (problem === null) return null;
  state.forcesDiagnostics = true;
  return `the kernel is in FIPS mode: ${problem}`;
}

function* loadRegistered(state: LibraryState, circumstances: Circumstances): Asking<ModuleOutcome> {
  const directory = `${circumstances.build.openssldir}/azl-openssl-fips-provider.d`;
  const listing = yield { ask: 'path', path: directory };
  if (listing.is === 'hidden') state.hidden.push({ path: directory, why: listing.why });
  const names = listing.is === 'directory' ? listing.names.filter((name) => /\.cnf$/i.test(name)) : [];
  const [name] = names;
  if (name === undefined || names.length !== 1)
    return `${names.length} FIPS providers are registered in ${directory}, not one`;
  const path = `${directory}/${name}`;
  const loaded = yield* readConfiguration(path, circumstances.env);
  state.hidden.push(...loaded.trail.hidden);
  if (loaded.state === 'unknown') state.hidden.push({ path, why: loaded.why });
  if (loaded.state !== 'read') return `${path} cannot be read`;
  const registration = readRegistration(loaded.configuration);
  if (typeof registration === 'string') return `${path}: ${registration}`;
  return yield* activateRegistered(state, circumstances, { path, configuration: loaded.configuration, registration });
}

interface Registration {
  readonly provider: string;
  readonly section: string;
  readonly properties: string;
}

/** The three keys, each once and not empty; a prefix up to a dot does not tell keys apart. */
function readRegistration(configuration: Configuration): Registration | string {
  const entries = sectionOf(configuration, 'azl_fips_provider');
  if (entries === undefined) return 'it has no section [azl_fips_provider]';
  const values = new Map<string, string>();
  for (const { name, value } of entries) {
    const key = withoutPrefix(name);
    if (values.has(key)) return `${key} stands there twice`;
    values.set(key, value);
  }
  const provider = values.get('provider') ?? '';
  const section = values.get('section') ?? '';
  const properties = values.get('additional_default_properties') ?? '';
  if (provider === '' || section === '' || properties === '' || provider.includes('.'))
    return 'it wants provider (without a dot), section and additional_default_properties';
  return { provider, section, properties };
}

function* activateRegistered(
  state: LibraryState,
  circumstances: Circumstances,
  found: { readonly path: string; readonly configuration: Configuration; readonly registration: Registration },
): Asking<ModuleOutcome> {
  const { provider, section, properties } = found.registration;
  const commands = sectionOf(found.configuration, section);
  if (commands === undefined) return `${found.path}: it has no section [${section}]`;
  const value = (key: string) => commands.find(({ name }) => withoutPrefix(name) === key)?.value;
  if ((value('identity') ?? provider) !== provider) return `${found.path}: identity is not ${provider}`;
  const conditions = readProperties(properties);
  if (conditions === undefined) return `${found.path}: additional_default_properties: wants a property query`;
  state.sectionsUsed.add(section);
  const by = { path: found.path, line: 1 };
  const module = value('module') ?? null;
  yield* activate(state, circumstances, { name: provider, module, commands, by, because: KERNEL });
  if (state.providers.get(provider)?.active !== true) return `the registered ${provider} does not load`;
  yield* activate(state, circumstances, { name: 'base', module: null, commands: [], by: null, because: KERNEL });
  state.properties = { conditions: mergeProperties(state.properties.conditions, conditions), by };
  return null;
}

const KERNEL = 'kernel FIPS mode';
