import { createHash, randomFillSync } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { PackedContent } from '../../../src/target/image/packed-content.ts';

const MEBIBYTE = 2 ** 20;

/** Blocks of every kind: nothing, repeating text, what cannot be compressed, and a part of a block. */
function mixed(): Buffer {
  const text = Buffer.alloc(MEBIBYTE, 'OpenSSL 3.5.7 ');
  return Buffer.concat([Buffer.alloc(MEBIBYTE), text, randomFillSync(Buffer.alloc(2 * MEBIBYTE)), text.subarray(0, 7)]);
}

function packed(bytes: Buffer, step: number): PackedContent {
  const content = new PackedContent();
  for (let at = 0; at < bytes.length; at += step) content.append(bytes.subarray(at, at + step));
  return content;
}

it('reads like the bytes that were appended, at any place and past the end', () => {
  const bytes = mixed();
  const content = packed(bytes, 262_144 - 512);
  expect(content.size).toBe(bytes.length);
  const offset = fc.integer({ min: -9, max: bytes.length + 9 });
  fc.assert(
    fc.property(offset, fc.oneof(fc.nat(999), fc.nat(3 * MEBIBYTE)), fc.nat(2048), (from, length, room) => {
      const start = Math.max(0, from);
      const wanted = bytes.subarray(start, start + length);
      expect(wanted.equals(content.read(from, length, Buffer.alloc(room)))).toBe(true);
    }),
  );
  expect(digestOf(content.read(0, content.size))).toBe(digestOf(bytes));
});

it('gives what was read before for good, however far the reading has gone on', () => {
  const bytes = mixed();
  const content = packed(bytes, MEBIBYTE);
  const first = content.read(MEBIBYTE, 14);
  content.read(2 * MEBIBYTE, 14);
  content.clear();
  expect(first.toString()).toBe('OpenSSL 3.5.7 ');
});

it('begins anew when it is cleared', () => {
  const content = packed(mixed(), MEBIBYTE);
  content.clear();
  expect([content.size, content.read(0, 9)]).toEqual([0, Buffer.alloc(0)]);
  content.append(Buffer.from('next'));
  expect(content.read(0, 9).toString()).toBe('next');
});

function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
