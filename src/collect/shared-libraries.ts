import type { FactKind, Gap } from '../facts/fact.ts';
import { type TargetPath, targetPath } from '../facts/locator.ts';
import { describeHidden } from '../target/sighting.ts';
import type { FileView } from '../target/views.ts';

/** A shared library that stands in one of the system's directories. */
export interface SharedLibrary {
  /** The name that was asked for: `libcrypto.so.3`. */
  readonly name: string;
  /** Where programs find it: `/usr/lib64/libcrypto.so.3`. */
  readonly link: TargetPath;
  /** The real file. */
  readonly path: TargetPath;
}

/**
 * Looks for libraries where the loaders of real systems do, in their order; one file that is reached by several names
 * (merged /usr, lib64 -> lib) comes once.
 * @param names file names, preferred first
 * @param kind of fact that is missing where a place cannot be looked at
 */
export async function findSharedLibraries(
  files: FileView,
  names: readonly string[],
  kind: FactKind,
): Promise<{ readonly found: readonly SharedLibrary[]; readonly gaps: readonly Gap[] }> {
  const found = new Map<TargetPath, SharedLibrary>();
  const gaps: Gap[] = [];
  const { directories, hidden } = await libraryDirectories(files);
  for (const why of hidden) gaps.push({ kind, subject: 'shared libraries', why });
  for (const directory of directories)
    for (const name of names) {
      const link = targetPath(`${directory}/${name}`);
      const place = await files.follow(link);
      if (place.state === 'hidden') gaps.push({ kind, subject: name, why: describeHidden(place), at: place.at });
      if (place.state !== 'seen' || place.value.type !== 'file' || found.has(place.value.path)) continue;
      found.set(place.value.path, { name, link, path: place.value.path });
    }
  return { found: [...found.values()], gaps };
}

/** The paths that `findSharedLibraries` may look at, for a collector's `opens`. */
export function sharedLibraryPaths(patterns: readonly string[]): readonly string[] {
  return DIRECTORIES.flatMap((directory) => patterns.map((pattern) => `${directory}/${pattern}`));
}

/** Whether a file lies where the system's loader looks, not in a directory of a package's own. */
export function isSystemLibrary(path: TargetPath): boolean {
  return DIRECTORIES.includes(path.slice(0, path.lastIndexOf('/')));
}

async function libraryDirectories(
  files: FileView,
): Promise<{ readonly directories: readonly TargetPath[]; readonly hidden: readonly string[] }> {
  const places = await Promise.all(DIRECTORIES.map((directory) => files.follow(targetPath(directory))));
  const real = places.flatMap((place) =>
    place.state === 'seen' && place.value.type === 'dir' ? [place.value.path] : [],
  );
  const hidden = places.flatMap((place) => (place.state === 'hidden' ? [describeHidden(place)] : []));
  return { directories: [...new Set(real)], hidden: [...new Set(hidden)] };
}

/** Debian's and Ubuntu's multiarch names. Source: Debian Multiarch/Tuples. */
const TRIPLETS = [
  'aarch64-linux-gnu',
  'arm-linux-gnueabihf',
  'i386-linux-gnu',
  'powerpc64le-linux-gnu',
  'riscv64-linux-gnu',
  's390x-linux-gnu',
  'x86_64-linux-gnu',
] as const;

const DIRECTORIES: readonly string[] = [
  '/usr/lib64',
  ...TRIPLETS.map((triplet) => `/usr/lib/${triplet}`),
  '/usr/lib',
  '/lib64',
  ...TRIPLETS.map((triplet) => `/lib/${triplet}`),
  '/lib',
  '/usr/local/lib64',
  '/usr/local/lib',
];
