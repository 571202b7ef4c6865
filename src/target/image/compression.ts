import { pipeline, Readable } from 'node:stream';
import { constants, createGunzip, createZstdDecompress } from 'node:zlib';
import { ZstdFrames } from '../../codec/zstd-frames.ts';
import { TargetError } from '../target-error.ts';
import type { Bytes } from '../views.ts';

/** How a stream is compressed, by its first bytes: media types and names of files are not always true. */
export function compressionOf(head: Uint8Array): 'none' | 'gzip' | 'zstd' {
  if (head[0] === 0x1f && head[1] === 0x8b) return 'gzip';
  const isZstd = head[0] === 0x28 && head[1] === 0xb5 && head[2] === 0x2f && head[3] === 0xfd;
  const isSkippable = ((head[0] ?? 0) & 0xf0) === 0x50 && head[1] === 0x2a && head[2] === 0x4d && head[3] === 0x18;
  return isZstd || isSkippable ? 'zstd' : 'none';
}

/**
 * The content of a stream that is gzipped, compressed with zstd, or neither. Decompression runs beside whoever looks at the
 * pieces. @throws TargetError where it is damaged, or swells like a bomb
 */
export async function* unpacked(packed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const source = packed[Symbol.asyncIterator]();
  const first = await source.next();
  if (first.done === true) return;
  const count = { in: 0, out: 0 };
  const input = counted(first.value, { [Symbol.asyncIterator]: () => source }, count);
  const compression = compressionOf(first.value);
  const output = compression === 'none' ? input : inflated(input, compression);
  for await (const piece of output) {
    count.out += piece.length;
    if (count.out > LARGEST || (count.out > HARMLESS && count.out > count.in * MOST_SWELLING))
      throw new TargetError(`${count.in} bytes swell to more than ${count.out}: a bomb, or no image`);
    yield piece;
  }
}

async function* counted(
  first: Uint8Array,
  rest: AsyncIterable<Uint8Array>,
  count: { in: number },
): AsyncGenerator<Uint8Array> {
  count.in += first.length;
  yield first;
  for await (const piece of rest) {
    count.in += piece.length;
    yield piece;
  }
}

async function* inflated(packed: AsyncIterable<Uint8Array>, compression: 'gzip' | 'zstd'): AsyncGenerator<Uint8Array> {
  const isRead = { whole: false };
  const options = { chunkSize: PIECE };
  const decoder =
    compression === 'gzip'
      ? createGunzip(options)
      : createZstdDecompress({ ...options, params: { [constants.ZSTD_d_windowLogMax]: LARGEST_WINDOW } });
  const pieces = compression === 'gzip' ? packed : frames(packed);
  let failure: unknown;
  pipeline([Readable.from(marked(pieces, isRead), { highWaterMark: 1 }), decoder], (error) => {
    failure = error;
  });
  try {
    for await (const piece of decoder) yield piece;
  } catch (error) {
    throw damaged(compression, failure ?? error);
  }
  // The decoder ends where its format does; what stands behind it would go unseen, and unchecked.
  if (!isRead.whole) throw new TargetError(`${compression}: something stands behind its end`);
}

async function* marked(pieces: AsyncIterable<Uint8Array>, isRead: { whole: boolean }): AsyncGenerator<Uint8Array> {
  yield* pieces;
  isRead.whole = true;
}

async function* frames(packed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const cutter = new ZstdFrames();
  for await (const chunk of packed) {
    yield* cutter.pieces(chunk);
    if (cutter.problem !== undefined) throw new TargetError(cutter.problem);
  }
  const problem = cutter.finish();
  if (problem !== undefined) throw new TargetError(problem);
}

function damaged(compression: string, error: unknown): Error {
  if (error instanceof TargetError) return error;
  return new TargetError(`${compression}: ${error instanceof Error ? error.message : String(error)}`);
}

const PIECE: Bytes = 256 * 1024;
/** 64 GiB. */
const LARGEST: Bytes = 2 ** 36;
/** Below it nothing is suspected: empty files of a database's size compress a thousandfold. */
const HARMLESS: Bytes = 2 ** 29;
const MOST_SWELLING = 200;
/** 128 MiB, what zstd itself decodes unless told otherwise. */
const LARGEST_WINDOW = 27;
