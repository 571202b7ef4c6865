import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ZstdFrames } from '../../src/codec/zstd-frames.ts';
import { runs } from '../support/fuzzing.ts';

const MAGIC = Buffer.from([0x28, 0xb5, 0x2f, 0xfd]);
const SKIPPABLE = Buffer.from([0x5a, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 9, 9, 9]);
const EMPTY_SKIPPABLE = Buffer.from([0x50, 0x2a, 0x4d, 0x18, 0, 0, 0, 0]);

/** Cuts a stream that comes in pieces of `step` bytes, and decodes each frame by itself. */
function decoded(stream: Uint8Array, step = stream.length): string | { readonly problem: string | undefined } {
  const cutter = new ZstdFrames();
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < stream.length; at += step) pieces.push(...cutter.pieces(stream.subarray(at, at + step)));
  const problem = cutter.finish();
  if (problem !== undefined) return { problem };
  const starts = pieces.flatMap((piece, index) => (MAGIC.equals(piece) ? [index] : []));
  return starts
    .map((start, index) => zstdDecompressSync(Buffer.concat(pieces.slice(start, starts[index + 1]))).toString())
    .join('');
}

it('cuts between frames and leaves out those to be skipped, in whatever pieces they come', () => {
  const long = 'x'.repeat(300_000) + Math.PI;
  const frames = [
    EMPTY_SKIPPABLE,
    zstdCompressSync(long),
    SKIPPABLE,
    zstdCompressSync(''),
    zstdCompressSync('end'),
    SKIPPABLE,
  ];
  const stream = Buffer.concat(frames);
  for (const step of [1, 2, 3, 5, 100, stream.length]) expect(decoded(stream, step)).toBe(`${long}end`);
});

it('finds the end of frames of random data, with a checksum and without', () => {
  fc.assert(
    fc.property(
      fc.array(fc.uint8Array({ maxLength: 5000 })),
      fc.integer({ min: 1, max: 3000 }),
      fc.boolean(),
      (parts, step, sums) => {
        const options = { params: { 201: sums ? 1 : 0 } };
        const stream = Buffer.concat(parts.map((part) => zstdCompressSync(part, options)));
        const whole = Buffer.concat(parts).toString();
        if (stream.length > 0 && parts.every((part) => part.every((byte) => byte < 0x80)))
          expect(decoded(stream, step)).toBe(whole);
        else expect(typeof decoded(stream, step)).toBe('string');
      },
    ),
    runs(200),
  );
});

it('refuses a frame that is cut short, and what is no frame', () => {
  const frame = zstdCompressSync('some content');
  for (let length = 1; length < frame.length; length += 1)
    expect(decoded(frame.subarray(0, length))).toEqual({ problem: 'zstd: the last frame is cut short' });
  expect(decoded(Buffer.concat([frame, Buffer.from('rest')]))).toEqual({
    problem: 'zstd: something else stands where a frame should begin',
  });
  expect(decoded(Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x20, 1, 7, 0, 0]))).toEqual({
    problem: 'zstd: a block of a reserved type',
  });
});

it('never throws on any bytes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.integer({ min: 1, max: 50 }), (bytes, step) => {
      const cutter = new ZstdFrames();
      const stream = Buffer.concat([MAGIC, bytes]);
      for (let at = 0; at < stream.length; at += step) cutter.pieces(stream.subarray(at, at + step));
      cutter.finish();
    }),
    runs(500),
  );
});
