import type { Locator, TargetPath } from '../facts/locator.ts';
import type { Hidden, Sighting } from './sighting.ts';

/** Looked at the path, and nothing is there. */
export function absent(path: TargetPath): Sighting<never> {
  return { state: 'absent', at: inFile(path) };
}

/** Could not look at the path. */
export function hidden(path: TargetPath, why: Hidden): Sighting<never> {
  return { state: 'hidden', at: inFile(path), why };
}

/** What a failed system call on the path itself says of it. Only errors that prove absence give absence. Source: path_resolution(7). */
export function notSeen(path: TargetPath, error: unknown): Sighting<never> {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT' || code === 'ENOTDIR') return absent(path);
  // A name of more than 255 bytes cannot exist; a path that is too long as a whole may, below directories that do.
  if (code === 'ENAMETOOLONG' && path.split('/').some((name) => Buffer.byteLength(name) > LONGEST_NAME))
    return absent(path);
  return hidden(path, REASONS.get(code) ?? 'io-error');
}

/** The same for a path that was seen a moment ago: gone is no absence then. */
export function noLongerSeen(path: TargetPath, error: unknown): Sighting<never> {
  const failure = notSeen(path, error);
  return failure.state === 'absent' ? hidden(path, 'changed-while-read') : failure;
}

/** The place of a file in a target. */
export function inFile(path: TargetPath): Locator {
  return { in: 'file', path };
}

const LONGEST_NAME = 255;
const REASONS: ReadonlyMap<unknown, Hidden> = new Map<unknown, Hidden>([
  ['EACCES', 'permission'],
  ['EPERM', 'permission'],
  // O_NOFOLLOW: what was a file or directory a moment ago is a link now.
  ['ELOOP', 'changed-while-read'],
]);
