import { type TargetPath, targetPath } from '../facts/locator.ts';
import { hidden, inFile } from './failed-look.ts';
import { holdDirectory, type NamedEntry } from './held-directory.ts';
import type { Examine } from './resolve-path.ts';
import type { Sighting } from './sighting.ts';
import type { DirEntry } from './views.ts';

/**
 * The entries of a directory whose path has no links left in it, in byte order. One entry that cannot be looked at hides the
 * list, since a list without it would claim that it is absent; so does a directory of more than `most` entries.
 */
export function listDirectory(
  { examine, ...listing }: { readonly base: string; readonly examine: Examine; readonly most: number },
  dir: TargetPath,
): Sighting<readonly DirEntry[]> {
  const held = holdDirectory(listing, dir);
  if (held.state !== 'held') return held;
  try {
    return examineAll(examine, dir, held.entries);
  } finally {
    held.close();
  }
}

function examineAll(examine: Examine, dir: TargetPath, named: readonly NamedEntry[]): Sighting<readonly DirEntry[]> {
  const entries: DirEntry[] = [];
  for (const { name } of named) {
    const entry = examine(targetPath(`${dir}/${name}`));
    if (entry.state === 'hidden') return hidden(dir, entry.why);
    if (entry.state === 'seen') entries.push(entry.value);
  }
  return { state: 'seen', value: entries, at: inFile(dir) };
}
