import { closeSync, type Dir, type Dirent, fstatSync, opendirSync, readdirSync } from 'node:fs';
import type { TargetPath } from '../facts/locator.ts';
import { hidden, noLongerSeen } from './failed-look.ts';
import { openPlace } from './open-checked.ts';
import { nameOfBytes } from './path-bytes.ts';
import type { Hidden, Sighting } from './sighting.ts';
import type { Bytes, DirEntry } from './views.ts';

/** A directory that is open, so that what is looked at through it lies in it, whatever becomes of the directories above. */
export interface HeldDirectory {
  readonly state: 'held';
  /** In front of a name it makes a path of this machine that leads to the entry. */
  readonly place: string;
  /** In byte order of the names. */
  readonly entries: readonly NamedEntry[];
  close(): void;
}

/** What a directory itself says of an entry. */
export interface NamedEntry {
  readonly name: string;
  readonly type: DirEntry['type'];
}

/** Opens a directory whose path has no links left in it; one of more than `most` entries is hidden. Close what is held. */
export function holdDirectory(
  { base, most }: { readonly base: string; readonly most: number },
  dir: TargetPath,
): HeldDirectory | Sighting<never> {
  let descriptor: number | undefined;
  let failed: Sighting<never> | undefined;
  try {
    const opened = openPlace(base, dir);
    descriptor = opened.descriptor;
    const entries = opened.doubt ?? entriesOf(base === '' ? dir : `/proc/self/fd/${descriptor}`, descriptor, most);
    if (typeof entries !== 'string')
      return held(base === '' ? dir : `/proc/self/fd/${descriptor}`, descriptor, entries);
    failed = hidden(dir, entries);
  } catch (error) {
    failed = noLongerSeen(dir, error);
  }
  if (descriptor !== undefined) closeSync(descriptor);
  return failed;
}

function held(place: string, descriptor: number, entries: readonly NamedEntry[]): HeldDirectory {
  return {
    state: 'held',
    place: place.endsWith('/') ? place : `${place}/`,
    entries,
    close: () => closeSync(descriptor),
  };
}

/** Latin-1 makes a character of each byte, so that nothing is lost and the order of the strings is that of the bytes. */
function entriesOf(place: string, descriptor: number, most: number): readonly NamedEntry[] | Hidden {
  const isSmall = fstatSync(descriptor).size <= SMALL;
  const found = isSmall ? readdirSync(place, { encoding: 'latin1', withFileTypes: true }) : readAtMost(place, most);
  if (found.length > most) return 'too-large';
  return found
    .sort((left, right) => (left.name < right.name ? -1 : 1))
    .map((entry) => ({ name: fromLatin1(entry.name), type: typeOf(entry) }));
}

/** Piece by piece, so that a huge directory is not in memory before it is known for one. @returns one entry too many at most */
function readAtMost(place: string, most: number): Dirent[] {
  const found: Dirent[] = [];
  const directory: Dir = opendirSync(place, { encoding: 'latin1', bufferSize: 512 });
  try {
    for (let entry = directory.readSync(); entry !== null && found.length <= most; entry = directory.readSync())
      found.push(entry);
  } finally {
    directory.closeSync();
  }
  return found;
}

function typeOf(entry: Dirent): DirEntry['type'] {
  if (entry.isFile()) return 'file';
  if (entry.isDirectory()) return 'dir';
  return entry.isSymbolicLink() ? 'link' : 'other';
}

function fromLatin1(name: string): string {
  return /[\u0080-\u00ff]/.test(name) ? nameOfBytes(Buffer.from(name, 'latin1')) : name;
}

/** An entry takes a byte of its directory at least (ZFS counts so, others take more): so many can be read at once, which is faster. */
const SMALL: Bytes = 64 * 1024;
