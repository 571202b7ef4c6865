import type { ModuleState } from './build.ts';
import type { Configuration } from './configuration.ts';
import { runUbuntuKernelFips } from './kernel-fips.ts';
import { freshLibrary, type LibraryState } from './library-state.ts';
import type { Loaded } from './loaded.ts';
import { diagnosticsOf, runModules } from './module-run.ts';
import { orphanedDirectives } from './orphans.ts';
import { requiresFips, writeProperties } from './properties.ts';
import { readConfiguration } from './read-configuration.ts';
import type { Answer, Asking, Circumstances, Outcome, Query, Resolution, ResolvedProvider } from './resolution.ts';
import { readSystemCiphers } from './system-ciphers.ts';
import { resolveTlsClient } from './tls-client.ts';

/** The files by path: a text, or a directory's entry names in the order that readdir would give; absent otherwise. */
export type FileSource = Readonly<Record<string, string | readonly string[]>> | ((path: string) => Answer);

/** Whether modules load, by the path (one that is not listed is `unknown`), or told by path and the MAC in the provider's section. */
export type ModuleStates = Readonly<Record<string, ModuleState>> | ((path: string, mac: string | null) => ModuleState);

/** What OpenSSL of this build would do with these files: the configuration as a program gets it, and the ClientHello that follows. */
export function resolveOpenssl(
  input: Circumstances & {
    readonly files: FileSource;
    readonly moduleStates: ModuleStates;
  },
): Resolution {
  const resolving = resolutionOf(input);
  let step = resolving.next();
  while (step.done !== true) step = resolving.next(answerTo(step.value, input));
  return step.value;
}

/** The same, asking for each file and module as the library would come to it. */
export function* resolutionOf(circumstances: Circumstances): Asking<Resolution> {
  const state = freshLibrary();
  const loaded =
    circumstances.mainFile === null ? null : yield* readConfiguration(circumstances.mainFile, circumstances.env);
  const configuration = loaded?.state === 'read' ? loaded.configuration : undefined;
  const run = configuration && (yield* runModules(state, circumstances, configuration));
  const diagnostics = configuration !== undefined && diagnosticsOf(configuration);
  const startFailure = yield* kernelFailure(state, circumstances);
  if (state.fallback) state.providers.set('default', FALLBACK);
  const systemCiphers = yield* readSystemCiphers(state, circumstances);
  const { tls, refused } = resolveTlsClient(state, circumstances.build, { diagnostics, systemCiphers });
  const failure = run?.failure ?? null;
  const stops = startFailure ?? (failure !== null && (diagnostics || state.forcesDiagnostics) ? failure.why : null);
  remarkUnknownProviders(state);
  const hidden = [...(loaded?.trail.hidden ?? []), ...state.hidden];
  const why = [
    ...whyOf(loaded),
    ...(startFailure === null ? [] : [startFailure]),
    ...(failure === null ? [] : [failure.why]),
    ...refused,
  ];
  return {
    outcome: outcomeOf({
      loaded,
      hidden: hidden.length > 0,
      stops: stops !== null,
      failed: failure !== null,
      tlsFails: diagnostics && refused.length > 0 && tls.failure !== null,
    }),
    stops,
    why: [...new Set([...why, ...hidden.map((each) => `${each.path}: ${each.why}`)])],
    providers: [...state.providers.values()].map(resolved),
    defaultProperties: { text: writeProperties(state.properties.conditions), by: state.properties.by },
    fipsRequired: requiresFips(state.properties.conditions),
    tls: stops === null ? tls : { ...tls, failure: `every program stops at start: ${stops}` },
    idle: [...state.idle, ...idleOf(configuration, state)],
    oddities: [...(loaded?.trail.oddities ?? []), ...state.oddities],
    unordered: loaded?.trail.unordered ?? [],
    hidden,
    filesRead: loaded?.trail.filesRead ?? [],
  };
}

function* kernelFailure(state: LibraryState, circumstances: Circumstances): Asking<string | null> {
  const { flavour, readsKernelFips } = circumstances.build;
  if (flavour !== 'ubuntu' || !readsKernelFips || !circumstances.kernelFips) return null;
  return yield* runUbuntuKernelFips(state, circumstances);
}

function whyOf(loaded: Loaded | null): readonly string[] {
  switch (loaded?.state) {
    case 'refused':
      return [`${loaded.at.path}:${loaded.at.line}: ${loaded.problem}; the library drops the whole configuration`];
    case 'unknown':
      return [loaded.why];
    case 'absent':
    case 'read':
    case undefined:
      return [];
  }
}

function outcomeOf(of: {
  readonly loaded: Loaded | null;
  readonly hidden: boolean;
  readonly stops: boolean;
  readonly failed: boolean;
  readonly tlsFails: boolean;
}): Outcome {
  if (of.hidden || of.loaded?.state === 'unknown') return 'unknown';
  if (of.stops || of.tlsFails) return 'fails';
  if (of.loaded === null || of.loaded.state === 'absent') return 'none';
  if (of.loaded.state === 'refused') return 'ignored';
  return of.failed ? 'partly-applied' : 'applied';
}

/** A provider of others can add TLS groups of its own; which ones is not written anywhere that can be read. */
function remarkUnknownProviders(state: LibraryState): void {
  for (const { name, kind, active, modulePath } of state.providers.values())
    if (active && kind === 'other' && ADDS_GROUPS.test(`${name} ${modulePath}`))
      state.hidden.push({
        path: modulePath ?? name,
        why: 'the TLS groups and schemes that this provider adds are not known',
      });
}

function idleOf(configuration: Configuration | undefined, state: LibraryState) {
  return configuration === undefined
    ? []
    : [...configuration.replaced, ...orphanedDirectives(configuration, state.sectionsUsed)];
}

function resolved({ name, kind, modulePath, active, because, by, section }: typeof FALLBACK): ResolvedProvider {
  return { name, kind, modulePath, activated: active, because, by, section };
}

function answerTo(query: Query, input: Parameters<typeof resolveOpenssl>[0]): Answer {
  if (query.ask === 'module')
    return { is: 'module', state: stateOf(query, input.moduleStates), fipsVersion: input.build.version };
  if (typeof input.files === 'function') return input.files(query.path);
  const found = Object.hasOwn(input.files, query.path) ? input.files[query.path] : undefined;
  if (found === undefined) return { is: 'absent' };
  return typeof found === 'string' ? { is: 'file', path: query.path, text: found } : { is: 'directory', names: found };
}

function stateOf({ path, mac }: Extract<Query, { readonly ask: 'module' }>, states: ModuleStates): ModuleState {
  return typeof states === 'function' ? states(path, mac) : (states[path] ?? 'unknown');
}

const FALLBACK: NonNullable<ReturnType<LibraryState['providers']['get']>> = {
  name: 'default',
  modulePath: null,
  kind: 'default',
  active: true,
  because: 'fallback: the configuration activates no provider',
  by: null,
  section: [],
  fipsVersion: null,
};
const ADDS_GROUPS = /oqs|gost/i;
