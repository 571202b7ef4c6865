import { type TargetPath, targetPath } from '../facts/locator.ts';
import { absent, hidden } from './failed-look.ts';
import type { Sighting } from './sighting.ts';
import type { DirEntry } from './views.ts';

/** Looks at one entry without following it; every directory above it is known to be a real one. */
export type Examine = (path: TargetPath) => Sighting<DirEntry>;

/**
 * Walks a path inside the target, component by component, as the kernel would with the target as its root: `..` at the root
 * stays there, an absolute link starts again at the root. With `followLast` the last component's link is followed too.
 * Source: path_resolution(7).
 */
export function resolvePath(examine: Examine, path: TargetPath, followLast: boolean): Sighting<DirEntry> {
  const pending = segments(path).reverse();
  let reached = ROOT;
  let entry = examine(reached);
  let links = 0;
  for (let segment = pending.pop(); segment !== undefined && entry.state === 'seen'; segment = pending.pop()) {
    const next = targetPath(`${reached}/${segment}`);
    if (entry.value.type !== 'dir') return absent(next);
    entry = examine(next);
    if (entry.state === 'seen' && entry.value.type === 'link' && (pending.length > 0 || followLast)) {
      links += 1;
      const link = entry.value.link ?? '';
      if (links > MOST_LINKS) return hidden(next, 'link-loop');
      pending.push(...segments(link).reverse());
      if (link.startsWith('/')) reached = ROOT;
      entry = examine(reached);
    } else {
      reached = next;
    }
  }
  return entry;
}

/** `.` and a trailing slash stay as `.`: what stands before them must be a directory, as `..` wants it too. */
function segments(path: string): string[] {
  const names = path.split('/');
  const last = names.length - 1;
  return names.flatMap((name, index) => (name !== '' ? [name] : index === last && path.length > 1 ? ['.'] : []));
}

const ROOT = targetPath('/');
/** Linux refuses the 41st link of one path (MAXSYMLINKS). */
const MOST_LINKS = 40;
