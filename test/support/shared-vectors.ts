import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipped } from '../../src/codec/gunzip.ts';

/** NIST's, Wycheproof's and CCTV's sets: beside the checkout, not in it. */
export const SHARED_VECTORS = join(import.meta.dirname, '../../../shared/vectors');

/** Whether they are there; said aloud where they are not, since tests that need them are left out then. */
export function hasSharedVectors(): boolean {
  const there = existsSync(join(SHARED_VECTORS, 'MANIFEST.txt'));
  if (!there) console.warn(`left out: ${SHARED_VECTORS} is not there`);
  return there;
}

/** The content of one file, unpacked. */
export function sharedVector(path: string): Uint8Array {
  const content = gunzipped(readFileSync(join(SHARED_VECTORS, path)), 256 * 1024 * 1024);
  if (!content.ok) throw new Error(`${path}: ${content.problem}`);
  return content.value;
}
