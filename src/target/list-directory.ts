import { type Dir, opendirSync } from 'node:fs';
import { type TargetPath, targetPath } from '../facts/locator.ts';
import { hidden, inFile, noLongerSeen } from './failed-look.ts';
import { openChecked } from './open-checked.ts';
import { nameOfBytes } from './path-bytes.ts';
import type { Examine } from './resolve-path.ts';
import type { Sighting } from './sighting.ts';
import type { DirEntry } from './views.ts';

/**
 * The entries of a directory whose path has no links left in it, in byte order. One entry that cannot be looked at hides the
 * list, since a list without it would claim that it is absent; so does a directory of more than `most` entries.
 */
export function listDirectory(
  { base, examine, most }: { readonly base: string; readonly examine: Examine; readonly most: number },
  dir: TargetPath,
): Sighting<readonly DirEntry[]> {
  try {
    return openChecked(base, dir, (descriptor, doubt) => {
      if (doubt !== undefined) return hidden(dir, doubt);
      const names = readNames(base === '' ? dir : `/proc/self/fd/${descriptor}`, most);
      return names === undefined ? hidden(dir, 'too-large') : examineAll(examine, dir, names);
    });
  } catch (error) {
    return noLongerSeen(dir, error);
  }
}

function examineAll(examine: Examine, dir: TargetPath, names: readonly string[]): Sighting<readonly DirEntry[]> {
  const entries: DirEntry[] = [];
  for (const name of names) {
    const entry = examine(targetPath(`${dir}/${name}`));
    if (entry.state === 'hidden') return hidden(dir, entry.why);
    if (entry.state === 'seen') entries.push(entry.value);
  }
  return { state: 'seen', value: entries, at: inFile(dir) };
}

/** Latin-1 makes a character of each byte, so that nothing is lost and the order of the strings is that of the bytes. */
function readNames(place: string, most: number): readonly string[] | undefined {
  const names: string[] = [];
  const directory: Dir = opendirSync(place, { encoding: 'latin1', bufferSize: 512 });
  try {
    for (let entry = directory.readSync(); entry !== null; entry = directory.readSync()) {
      names.push(entry.name);
      if (names.length > most) return undefined;
    }
  } finally {
    directory.closeSync();
  }
  return names.sort((left, right) => (left < right ? -1 : 1)).map(fromLatin1);
}

function fromLatin1(name: string): string {
  return /[\u0080-\u00ff]/.test(name) ? nameOfBytes(Buffer.from(name, 'latin1')) : name;
}
