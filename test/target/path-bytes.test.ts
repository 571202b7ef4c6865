import fc from 'fast-check';
import { expect, it } from 'vitest';
import { bytesOfPath, nameOfBytes } from '../../src/target/path-bytes.ts';

it('leads every name back to its bytes', () => {
  const byte = fc.oneof(fc.nat({ max: 255 }), fc.constantFrom(0xc3, 0xa9, 0xed, 0xb2, 0x80, 0xf0, 0x9f, 0xff));
  fc.assert(
    fc.property(fc.array(byte, { maxLength: 40 }), (bytes) => {
      expect(Buffer.from(bytesOfPath(nameOfBytes(Uint8Array.from(bytes))))).toEqual(Buffer.from(bytes));
    }),
    { numRuns: 1000 },
  );
});

it('leaves text as it is, and marks each byte that is none', () => {
  expect(nameOfBytes(Buffer.from('\ufeffé\u{1f512}'))).toBe('\ufeffé\u{1f512}');
  expect(bytesOfPath('/etc/é')).toBe('/etc/é');
  expect(nameOfBytes(Buffer.from([0x61, 0xff, 0xc3, 0xa9, 0xc3]))).toBe('a\udcff\u00e9\udcc3');
  // A surrogate that is written as if it were a character is no UTF-8: each of its bytes is marked.
  expect(nameOfBytes(Buffer.from([0xed, 0xb2, 0x80]))).toBe('\udced\udcb2\udc80');
});
