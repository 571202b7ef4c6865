import { isFrom } from '../../vocabulary/openssl-version.ts';
import { type Configuration, type Entry, sectionOf, withoutPrefix } from './configuration.ts';
import type { LibraryState, ModuleOutcome, ProviderState } from './library-state.ts';
import type { Asking, Circumstances, ProviderKind, Source } from './resolution.ts';

/** What a provider's section says. */
interface ProviderSection {
  readonly name: string;
  readonly module: string | null;
  readonly activate: boolean;
  readonly commands: readonly Entry[];
}

/**
 * Runs the `providers` module: each entry in order. A missing section or a bad boolean fails the module; a module that cannot be
 * loaded does not. Source: crypto/provider_conf.c of 3.0.20, 3.5.7, 4.0.2.
 */
export function* runProviders(
  state: LibraryState,
  circumstances: Circumstances,
  { configuration, directive }: { readonly configuration: Configuration; readonly directive: Entry },
): Asking<ModuleOutcome> {
  const entries = sectionOf(configuration, directive.value);
  if (entries === undefined) return `no section [${directive.value}]`;
  state.sectionsUsed.add(directive.value);
  for (const entry of entries) {
    const problem = yield* configureProvider(state, circumstances, { configuration, entry });
    if (problem !== null) return problem;
  }
  return null;
}

/** Configures one provider from its section: activates it, or merely keeps what is said of it. Null: no failure of the module. */
export function* configureProvider(
  state: LibraryState,
  circumstances: Circumstances,
  { configuration, entry }: { readonly configuration: Configuration; readonly entry: Entry },
): Asking<ModuleOutcome> {
  const commands = sectionOf(configuration, entry.value);
  if (commands === undefined) return `provider ${withoutPrefix(entry.name)}: no section [${entry.value}]`;
  state.sectionsUsed.add(entry.value);
  const section = readProviderSection(commands, entry, circumstances);
  if (typeof section === 'string') return section;
  const by = commands.find(({ name }) => withoutPrefix(name) === 'activate')?.at ?? entry.at;
  const circle = refersToItself(configuration, entry.value)
    ? `provider ${section.name}: the sections of its parameters refer to each other`
    : null;
  if (section.activate) {
    if (state.providers.get(section.name)?.active === true) return null;
    state.fallback = false;
    return circle ?? (yield* activate(state, circumstances, { ...section, by, because: 'directive' }));
  }
  if (circle !== null) return circle;
  if (!state.providers.has(section.name))
    state.providers.set(section.name, inactive(section, circumstances, 'configured, but not activated', entry.at));
  return null;
}

/** Brings a provider into play. Null: it is, or could not be loaded (which no program is told). */
export function* activate(
  state: LibraryState,
  circumstances: Circumstances,
  wanted: {
    readonly name: string;
    readonly module: string | null;
    readonly commands: readonly Entry[];
    readonly by: Source | null;
    readonly because: string;
  },
): Asking<ModuleOutcome> {
  if (state.providers.get(wanted.name)?.active === true) return null;
  state.fallback = false;
  // What the configuration said of a provider that it did not activate still holds when it is activated otherwise.
  const kept = state.providers.get(wanted.name);
  const modulePath = wanted.module === null && kept ? kept.modulePath : modulePathOf(wanted, circumstances);
  const section = wanted.commands.length > 0 ? wanted.commands : (kept?.section ?? []);
  const kind = providerKind(wanted.name, modulePath);
  const described = { name: wanted.name, modulePath, kind, by: wanted.by, section };
  if (modulePath === null) {
    state.providers.set(wanted.name, { ...described, active: true, because: wanted.because, fipsVersion: null });
    return null;
  }
  const answer = yield {
    ask: 'module',
    path: modulePath,
    mac: section.find(({ name }) => name === 'module-mac')?.value ?? null,
  };
  if (answer.is === 'hidden') state.hidden.push({ path: modulePath, why: answer.why });
  const outcome = answer.is === 'module' ? answer.state : answer.is === 'absent' ? 'missing' : 'unknown';
  if (outcome === 'unknown' && answer.is === 'module')
    state.hidden.push({ path: modulePath, why: 'whether it loads is not known' });
  const active = outcome === 'loads' || outcome === 'unknown';
  const because = active
    ? wanted.because
    : outcome === 'missing'
      ? `no module ${modulePath}`
      : `${modulePath} fails its integrity check`;
  const fipsVersion = answer.is === 'module' ? answer.fipsVersion : null;
  state.providers.set(wanted.name, { ...described, active, because, fipsVersion });
  return null;
}

function readProviderSection(
  commands: readonly Entry[],
  entry: Entry,
  { build }: Circumstances,
): ProviderSection | string {
  let section: ProviderSection = { name: withoutPrefix(entry.name), module: null, activate: false, commands };
  for (const { name, value } of commands) {
    const command = withoutPrefix(name);
    if (command === 'identity') section = { ...section, name: value };
    if (command === 'module') section = { ...section, module: value };
    if (command !== 'activate' && command !== 'soft_load') continue;
    // Before 3.3 the mere presence of the key counted, whatever its value.
    const flag = isFrom(build.version, '3.3') ? BOOLEANS[value] : true;
    if (flag === undefined)
      return `provider ${section.name}: ${command} wants 1, yes, true, on, 0, no, false or off, has ${value}`;
    if (command === 'activate') section = { ...section, activate: flag };
  }
  return section;
}

/**
 * A value that names a section stands for that section's entries, and so on; a circle fails the module. The section `default`
 * always exists, so that `identity = default` closes one.
 */
function refersToItself(configuration: Configuration, name: string): boolean {
  const open = new Set<string>();
  const done = new Set<string>();
  const visit = (section: string): boolean => {
    if (open.has(section)) return true;
    if (done.has(section) || open.size > DEEPEST) return open.size > DEEPEST;
    open.add(section);
    const entries = sectionOf(configuration, section) ?? [];
    const found = entries.some(({ value }) => configuration.sections.has(value) && visit(value));
    open.delete(section);
    done.add(section);
    return found;
  };
  return visit(name);
}

function modulePathOf(
  { name, module }: { readonly name: string; readonly module: string | null },
  { build, env }: Circumstances,
): string | null {
  if (BUILT_IN.has(name)) return null;
  const file = module ?? `${name}.so`;
  return file.startsWith('/') ? file : `${env['OPENSSL_MODULES'] ?? build.modulesDirectory}/${file}`;
}

function inactive(section: ProviderSection, circumstances: Circumstances, because: string, by: Source): ProviderState {
  const modulePath = modulePathOf(section, circumstances);
  const kind = providerKind(section.name, modulePath);
  return {
    name: section.name,
    modulePath,
    kind,
    active: false,
    because,
    by,
    section: section.commands,
    fipsVersion: null,
  };
}

function providerKind(name: string, modulePath: string | null): ProviderKind {
  if (modulePath === null) return name === 'default' || name === 'base' ? name : 'null';
  const file = modulePath.slice(modulePath.lastIndexOf('/') + 1);
  if (/^fips([.-]|$)/.test(file)) return 'fips';
  return file === 'legacy.so' ? 'legacy' : file === 'symcryptprovider.so' ? 'symcrypt' : 'other';
}

/** The library joins the names on the way in 512 bytes. */
const DEEPEST = 256;
const BUILT_IN: ReadonlySet<string> = new Set(['base', 'default', 'null']);
const BOOLEANS: Readonly<Record<string, boolean>> = {
  '1': true,
  yes: true,
  YES: true,
  true: true,
  TRUE: true,
  on: true,
  ON: true,
  '0': false,
  no: false,
  NO: false,
  false: false,
  FALSE: false,
  off: false,
  OFF: false,
};
