import { fstatSync, readSync } from 'node:fs';
import type { TargetPath } from '../facts/locator.ts';
import { hidden, inFile, noLongerSeen } from './failed-look.ts';
import { openChecked } from './open-checked.ts';
import type { Sighting } from './sighting.ts';
import type { Bytes } from './views.ts';

/** The content of a regular file whose path has no links left in it; a file that changes meanwhile is hidden, not half seen. */
export function readRegular(base: string, path: TargetPath, limit: Bytes): Sighting<Uint8Array> {
  try {
    return openChecked(base, path, (descriptor, doubt) =>
      doubt === undefined ? readOpen(descriptor, path, limit) : hidden(path, doubt),
    );
  } catch (error) {
    return noLongerSeen(path, error);
  }
}

function readOpen(descriptor: number, path: TargetPath, limit: Bytes): Sighting<Uint8Array> {
  const before = fstatSync(descriptor, { bigint: true });
  if (!before.isFile()) return hidden(path, 'not-a-file');
  if (before.size > limit) return hidden(path, 'too-large');
  // Files of /proc say that they have 0 bytes and give more.
  const expected = before.size === 0n ? Math.min(limit, LARGEST_UNSIZED) : Number(before.size);
  const content = readUpTo(descriptor, expected + 1);
  const after = fstatSync(descriptor, { bigint: true });
  const untouched = after.size === before.size && after.mtimeNs === before.mtimeNs && after.ctimeNs === before.ctimeNs;
  if (!untouched) return hidden(path, 'changed-while-read');
  if (content.length > expected) return hidden(path, before.size === 0n ? 'too-large' : 'changed-while-read');
  if (before.size !== 0n && content.length < expected) return hidden(path, 'changed-while-read');
  return { state: 'seen', value: content, at: inFile(path) };
}

function readUpTo(descriptor: number, most: Bytes): Uint8Array {
  const content = new Uint8Array(most);
  let filled = 0;
  while (filled < most) {
    const count = readSync(descriptor, content, filled, most - filled, filled);
    if (count === 0) break;
    filled += count;
  }
  return content.subarray(0, filled);
}

const LARGEST_UNSIZED = 64 * 1024;
