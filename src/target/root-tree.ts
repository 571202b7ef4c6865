import { lstatSync, readlinkSync } from 'node:fs';
import type { TargetPath } from '../facts/locator.ts';
import { hidden, inFile, notSeen } from './failed-look.ts';
import { listDirectory } from './list-directory.ts';
import { bytesOfPath, nameOfBytes } from './path-bytes.ts';
import { readRegular } from './read-regular.ts';
import { type Examine, resolvePath } from './resolve-path.ts';
import type { Sighting } from './sighting.ts';
import type { DirEntry, FileView } from './views.ts';
import { walkTree } from './walk-tree.ts';

/**
 * The files below a directory of this machine, as the target's own root. Links are resolved here, component by component, and
 * never by the kernel, so that an absolute link or `..` stays inside; what was opened is checked against what was meant.
 * The system calls are the synchronous ones: a look costs 10 to 25 microseconds, an asynchronous one ten times that.
 * @param root directory of this machine, itself free of links; `/` gives the live host
 */
export function rootTree(root: string): FileView {
  const base = root.replace(/\/+$/, '');
  // Entries of a list are not remembered: a huge directory must not stay in memory.
  const listing = { base, examine: (path: TargetPath) => examineEntry(base, path), most: MOST_ENTRIES };
  const examine = remembering((path) => examineEntry(base, path));
  return {
    streamed: false,
    async read(path, limit) {
      const place = resolvePath(examine, path, true);
      if (place.state !== 'seen') return place;
      if (place.value.type !== 'file') return hidden(place.value.path, 'not-a-file');
      return readRegular(base, place.value.path, limit);
    },
    async list(dir) {
      const place = resolvePath(examine, dir, true);
      if (place.state !== 'seen') return place;
      if (place.value.type !== 'dir') return hidden(place.value.path, 'not-a-directory');
      return listDirectory(listing, place.value.path);
    },
    look: async (path) => resolvePath(examine, path, false),
    follow: async (path) => resolvePath(examine, path, true),
    layerOf: async () => undefined,
    walk: (visitor, signal) => walkTree(listing, visitor, signal),
  };
}

/** Each path is examined once a scan: collectors that meet on a directory ask the kernel once, and see the same tree. */
function remembering(examine: Examine): Examine {
  const known = new Map<TargetPath, Sighting<DirEntry>>();
  return (path) => {
    const answer = known.get(path) ?? examine(path);
    known.set(path, answer);
    return answer;
  };
}

function examineEntry(base: string, path: TargetPath): Sighting<DirEntry> {
  const place = bytesOfPath(`${base}${path}`);
  try {
    const found = lstatSync(place);
    const type = found.isFile() ? 'file' : found.isDirectory() ? 'dir' : found.isSymbolicLink() ? 'link' : 'other';
    const entry = { path, type, size: found.size, mode: found.mode & 0o7777 } as const;
    const value =
      type === 'link' ? { ...entry, link: nameOfBytes(readlinkSync(place, { encoding: 'buffer' })) } : entry;
    return { state: 'seen', value, at: inFile(path) };
  } catch (error) {
    return notSeen(path, error);
  }
}

/** A system has tens of thousands of files in one directory at most (dpkg's info). */
const MOST_ENTRIES = 65_536;
