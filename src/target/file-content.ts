import { readSync } from 'node:fs';
import type { OpenFile } from './file-visitor.ts';
import type { Bytes } from './views.ts';

/**
 * Random access to what is open, `size` bytes long, while it stays open.
 * @param head its first bytes, read already: most of what a header tells lies in them
 */
export function contentOf(descriptor: number, size: Bytes, head: Uint8Array = NOTHING): OpenFile {
  return {
    size,
    read(offset, length, into) {
      const from = Math.max(0, Math.min(offset, size));
      const count = Math.max(0, Math.min(length, size - from));
      if (from + count <= head.length) return head.subarray(from, from + count);
      const piece = into !== undefined && into.length >= count ? into.subarray(0, count) : Buffer.allocUnsafe(count);
      return piece.subarray(0, fill(descriptor, piece, from));
    },
  };
}

/** Reads until it is full or the file ends; answers with how many bytes came. */
export function fill(descriptor: number, into: Uint8Array, offset: Bytes): Bytes {
  let filled = 0;
  while (filled < into.length) {
    const count = readSync(descriptor, into, filled, into.length - filled, offset + filled);
    if (count === 0) break;
    filled += count;
  }
  return filled;
}

const NOTHING = new Uint8Array();
