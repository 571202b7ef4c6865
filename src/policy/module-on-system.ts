import type { SearchedRow } from './certificate-row.ts';

/** A module as it says itself what it is, and the system on which it lies. */
export interface ModuleOnSystem {
  readonly name: string | null;
  readonly version: string | null;
  readonly build: string | null;
  readonly os: { readonly id: string; readonly versionId: string | null } | null;
  /** As `uname -m` or the package says it; absent: not known. */
  readonly arch?: string | null;
}

/** The string on which a certificate is keyed. */
export function buildOf({ build, version }: ModuleOnSystem): string | null {
  return build ?? version;
}

/** `3.0.7` of `3.0.7-395c1a240fbfffd8`. */
export function upstreamVersion(module: ModuleOnSystem): string | null {
  return versionIn(buildOf(module) ?? '');
}

/** The three numbers with which a build begins. */
export function versionIn(build: string): string | null {
  return /^\d+\.\d+\.\d+/.exec(build)?.[0] ?? null;
}

/** Whether a row names this very build under this very name. */
export function namesBuild(row: Keyed, module: ModuleOnSystem): boolean {
  return row.builds.includes(buildOf(module) ?? '') && isCalled(row, module);
}

/** Whether a row stands for a module of this name; an empty list stands for any. */
export function isCalled(row: Pick<Keyed, 'names'>, { name }: ModuleOnSystem): boolean {
  return row.names.length === 0 || row.names.some((each) => each.toLowerCase() === name?.toLowerCase());
}

/** Whether what was searched for is this module. */
export function matchesSearch(row: SearchedRow, module: ModuleOnSystem): boolean {
  const build = buildOf(module) ?? '';
  const fits = row.builds.some((each) => (each.endsWith('*') ? build.startsWith(each.slice(0, -1)) : each === build));
  return fits && isCalled(row, module) && (row.os === null || row.os === module.os?.id);
}

interface Keyed {
  readonly names: readonly string[];
  readonly builds: readonly string[];
}
