import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { gunzipped } from '../../src/codec/gunzip.ts';
import { mutated, xorshift } from '../support/mutate.ts';

const LIMIT = 4096;

it('gives back what was packed, and refuses every proper prefix of it', () => {
  fc.assert(
    fc.property(fc.uint8Array(), fc.nat(), (content, cut) => {
      const packed = gzipSync(content);
      const read = gunzipped(packed, LIMIT);
      expect(read.ok && Uint8Array.from(read.value)).toEqual(content);
      // Less than the two bytes that tell gzip from anything else is a file of its own.
      expect(gunzipped(packed.subarray(0, 2 + (cut % (packed.length - 2))), LIMIT).ok).toBe(false);
    }),
  );
});

it('refuses what unpacks to more than the limit', () => {
  expect(gunzipped(gzipSync(Buffer.alloc(LIMIT + 1)), LIMIT).ok).toBe(false);
  expect(gunzipped(gzipSync(Buffer.alloc(LIMIT)), LIMIT).ok).toBe(true);
});

it('never throws on damaged bytes, and never gives more than the limit', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 2000 }), fc.nat(), (content, seed) => {
      const read = gunzipped(mutated(gzipSync(content), xorshift(seed)), LIMIT);
      expect(!read.ok || read.value.length <= LIMIT).toBe(true);
    }),
  );
});
