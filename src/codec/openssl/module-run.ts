import { isFrom } from '../../vocabulary/openssl-version.ts';
import { runAlgorithms } from './algorithm-module.ts';
import { type Configuration, defaultEntry, type Entry, sectionOf } from './configuration.ts';
import { runVendorProviders } from './kernel-fips.ts';
import type { LibraryState, ModuleOutcome } from './library-state.ts';
import { runProviders } from './provider-module.ts';
import { runRegisteredProvider } from './registered-provider.ts';
import type { Asking, Circumstances } from './resolution.ts';
import { runSslConf } from './ssl-module.ts';

/** How the modules of a configuration ended: null, or the first failure, with which the rest is left undone. */
export interface ModulesRun {
  readonly failure: { readonly directive: Entry | null; readonly why: string } | null;
  readonly section: string | null;
}

/** `config_diagnostics` of the default section: whether errors stop programs. Only digits count: `yes` and `-1` are 0. */
export function diagnosticsOf(configuration: Configuration): boolean {
  const digits = /^\d+/.exec(defaultEntry(configuration, 'config_diagnostics')?.value ?? '')?.[0];
  // A number that does not fit a long is an error, and counts as none.
  return digits !== undefined && Number(digits) > 0 && Number(digits) < 2 ** 63;
}

/** Runs the modules that the application's section lists, in order, up to the first that fails. Source: CONF_modules_load in crypto/conf/conf_mod.c. */
export function* runModules(
  state: LibraryState,
  circumstances: Circumstances,
  configuration: Configuration,
): Asking<ModulesRun> {
  const entry = applicationEntry(configuration, circumstances);
  if (entry === undefined) return { failure: null, section: null };
  const directives = sectionOf(configuration, entry.value);
  if (directives === undefined)
    return {
      failure: { directive: null, why: `${entry.name} names [${entry.value}], which does not exist` },
      section: null,
    };
  state.sectionsUsed.add(entry.value);
  for (const [index, directive] of directives.entries()) {
    const why = yield* runModule(state, circumstances, { configuration, directive });
    if (why === null) continue;
    state.idle.push({ ...directive, why });
    const after = `${directive.name} failed before it (${directive.at.path}:${directive.at.line})`;
    for (const skipped of directives.slice(index + 1)) state.idle.push({ ...skipped, why: after });
    return { failure: { directive, why }, section: entry.value };
  }
  return { failure: null, section: entry.value };
}

function applicationEntry(configuration: Configuration, circumstances: Circumstances): Entry | undefined {
  const own = defaultEntry(configuration, circumstances.appSection);
  return own ?? (circumstances.fallsBackToOpensslConf ? defaultEntry(configuration, 'openssl_conf') : undefined);
}

interface Run {
  readonly configuration: Configuration;
  readonly directive: Entry;
}

function* runModule(state: LibraryState, circumstances: Circumstances, run: Run): Asking<ModuleOutcome> {
  switch (moduleNamed(run.directive.name, circumstances)) {
    case 'alg_section':
      return runAlgorithms(state, circumstances, run);
    case 'engines':
      return needsSection(state, run) ?? remarkEngines(state, run);
    case 'oid_section':
      return needsSection(state, run) ?? readOids(run);
    case 'providers':
      return (
        (yield* runRegisteredProvider(state, circumstances)) ??
        (yield* runProviders(state, circumstances, run)) ??
        (yield* runVendorProviders(state, circumstances))
      );
    case 'random':
      return needsSection(state, run) ?? readRandom(run);
    case 'ssl_conf':
      return runSslConf(state, run);
    case 'stbl_section':
      return needsSection(state, run);
    case undefined:
      return `unknown module ${run.directive.name}`;
  }
}

type ModuleName = (typeof MODULES)[number];

/** The text up to the last dot need only begin a module's name; the first in the order of registration is taken. */
function moduleNamed(name: string, { build }: Circumstances): ModuleName | undefined {
  const dot = name.lastIndexOf('.');
  const prefix = dot < 0 ? name : name.slice(0, dot);
  const known = isFrom(build.version, '4.0') ? MODULES.filter((each) => each !== 'engines') : MODULES;
  return known.find((each) => each.startsWith(prefix));
}

function needsSection(state: LibraryState, { configuration, directive }: Run): ModuleOutcome {
  if (sectionOf(configuration, directive.value) === undefined) return `no section [${directive.value}]`;
  state.sectionsUsed.add(directive.value);
  return null;
}

function remarkEngines(state: LibraryState, { configuration, directive }: Run): ModuleOutcome {
  const engines = sectionOf(configuration, directive.value) ?? [];
  const missing = engines.find(({ value }) => sectionOf(configuration, value) === undefined);
  if (missing !== undefined) return `engine ${missing.name}: no section [${missing.value}]`;
  for (const { name, at } of engines)
    state.oddities.push({
      what: `engine ${name}: whether it loads is not looked at; where it does not, later modules are not run`,
      at,
    });
  return null;
}

function readOids({ configuration, directive }: Run): ModuleOutcome {
  const wrong = (sectionOf(configuration, directive.value) ?? []).find(
    ({ value }) => !OID.test(value.slice(value.lastIndexOf(',') + 1).trim()),
  );
  return wrong === undefined ? null : `${wrong.name}: wants an object identifier, has ${wrong.value}`;
}

function readRandom({ configuration, directive }: Run): ModuleOutcome {
  const wrong = (sectionOf(configuration, directive.value) ?? []).find(({ name }) => !RANDOM.has(name.toLowerCase()));
  return wrong === undefined ? null : `unknown name ${wrong.name} in [${directive.value}]`;
}

/** In the order in which the library registers them. Source: crypto/conf/conf_mall.c. */
const MODULES = ['oid_section', 'stbl_section', 'engines', 'alg_section', 'ssl_conf', 'providers', 'random'] as const;
const OID = /^\d+(\.\d+)+$/;
const RANDOM = new Set(['random', 'cipher', 'digest', 'properties', 'seed', 'seed_properties', 'random_provider']);
