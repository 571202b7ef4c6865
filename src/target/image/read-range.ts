import { read } from 'node:fs';
import { TargetError } from '../target-error.ts';
import type { Bytes } from '../views.ts';

/** The bytes of an open file from `start` up to `end`, in pieces; the next is read while one is looked at. */
export async function* readRange(descriptor: number, start: Bytes, end: Bytes): AsyncGenerator<Uint8Array> {
  let next = start < end ? pieceAt(descriptor, start, end) : undefined;
  for (let at = start; next !== undefined; ) {
    const piece = await next;
    if (piece.length === 0) throw new TargetError(`the file is cut short: it has ${at} bytes, ${end} are wanted`);
    at += piece.length;
    next = at < end ? pieceAt(descriptor, at, end) : undefined;
    // Whoever stops early must not leave a failure behind that nobody hears of.
    next?.catch(() => {});
    yield piece;
  }
}

function pieceAt(descriptor: number, at: Bytes, end: Bytes): Promise<Uint8Array> {
  const piece = Buffer.allocUnsafeSlow(Math.min(PIECE, end - at));
  return new Promise((resolve, reject) =>
    read(descriptor, piece, 0, piece.length, at, (error, count) =>
      error === null ? resolve(piece.subarray(0, count)) : reject(new TargetError(error.message)),
    ),
  );
}

const PIECE = 256 * 1024;
