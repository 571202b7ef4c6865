import type { Fact } from '../../facts/fact.ts';
import { endpointRemedy } from './endpoint-remedies.ts';
import { goCause, goRemedy } from './listener-go.ts';
import { mlKemIn } from './ml-kem-groups.ts';

/** Why a listener may not negotiate what was to be expected, the most telling reason alone. */
export function likelyCause(
  { value: { libraries, go, executable } }: Fact<'listener'>,
  configured: Fact<'listener.configured'> | null,
  system: Fact<'tls.configured'> | null,
): string {
  const stale = replacedLibrary(libraries);
  if (stale !== undefined) return stale;
  const set = configured === null ? undefined : ownSetting(configured);
  if (set !== undefined) return `${set} leaves it out`;
  const old = libraries?.find(({ version }) => version !== null && isBefore35(version));
  if (old !== undefined) return `it runs OpenSSL ${old.version} (${old.path}), which has no ML-KEM`;
  if (configured?.value.otherwise === 'server')
    return `${configured.value.server} is not told any groups, and the list that is built into it has none with ML-KEM`;
  if (go != null) return goCause(go, executable?.path ?? 'it');
  if (libraries?.length === 0)
    return 'no library of cryptography is mapped: the program has one of its own built in (an old copy of OpenSSL, say)';
  const origin = system?.value.origin.groups;
  const isPinned = system?.value.groups.every((name) => mlKemIn(name) === 0);
  if (isPinned === true && origin !== undefined && origin.from !== 'built-in')
    return `${origin.path}:${origin.line} sets the groups for all programs of the system, and leaves it out`;
  return CHANGED;
}

/** Why one may negotiate something else than its own configuration says. */
export function driftCause({ value: { libraries } }: Fact<'listener'>): string {
  return replacedLibrary(libraries) ?? CHANGED;
}

function replacedLibrary(libraries: Fact<'listener'>['value']['libraries']): string | undefined {
  const replaced = libraries?.find(({ deleted }) => deleted);
  return replaced === undefined
    ? undefined
    : `the process still runs ${replaced.path} as it was before it was replaced, and wants a restart`;
}

/** What to write, at the place that decides. */
export function remedyFor(
  { value: { libraries, go } }: Fact<'listener'>,
  configured: Fact<'listener.configured'> | null,
): string {
  if (libraries?.some(({ deleted }) => deleted) === true) return 'Restart the server.';
  const rebuilt = go == null ? undefined : goRemedy(go);
  if (rebuilt !== undefined) return rebuilt;
  if (configured === null) return endpointRemedy.groups;
  const { from, setting, written, server } = configured.value;
  if (server === 'PostgreSQL' && setting !== 'ssl_groups')
    return 'PostgreSQL has ML-KEM from version 18: ssl_groups = X25519MLKEM768:X25519:prime256v1';
  if (setting === null || written === null || written === '') return example(server);
  const where = from === null ? 'On its command line' : `In ${from.path}:${from.line}`;
  if (setting.endsWith('_grade')) return `${where} write ${setting} = auto. ${example(server)}`;
  return `${where} write X25519MLKEM768 before ${written}, and reload ${server}.`;
}

/** The line for one server. */
function example(server: string): string {
  const line = endpointRemedy.groups.split('\n').find((each) => each.startsWith(server));
  return line === undefined ? endpointRemedy.groups : `Name the groups in its setting:\n${line}`;
}

function ownSetting({ value: { setting, written, from } }: Fact<'listener.configured'>): string | undefined {
  if (setting === null) return undefined;
  return `${setting} ${written} (${from === null ? 'on its command line' : `${from.path}:${from.line}`})`;
}

function isBefore35(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major < 3 || (major === 3 && minor < 5);
}

const CHANGED = 'its configuration was changed since it began, or another part of it sets the groups';
