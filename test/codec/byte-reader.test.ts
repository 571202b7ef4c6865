import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ByteReader } from '../../src/codec/byte-reader.ts';

it('reads 64-bit numbers of both byte orders up to 2^53 - 1, and refuses larger ones in place', () => {
  const numbers = fc.oneof(fc.bigInt({ min: 0n, max: 2n ** 54n }), fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }));
  fc.assert(
    fc.property(numbers, fc.boolean(), (number, littleEndian) => {
      const bytes = Buffer.alloc(9);
      if (littleEndian) bytes.writeBigUInt64LE(number, 1);
      else bytes.writeBigUInt64BE(number, 1);
      const reader = new ByteReader(bytes, { littleEndian, from: 1 });
      const fits = number <= BigInt(Number.MAX_SAFE_INTEGER);
      expect([reader.u64(), reader.left]).toEqual(fits ? [Number(number), 0] : [undefined, 8]);
    }),
  );
});

it('reads no 64-bit number from seven bytes', () => {
  expect(new ByteReader(new Uint8Array(7)).u64()).toBe(undefined);
});
