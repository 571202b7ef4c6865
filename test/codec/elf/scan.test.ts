import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sourceOf } from '../../../src/codec/byte-source.ts';
import { scanFor } from '../../../src/codec/elf/scan.ts';
import { runs } from '../../support/fuzzing.ts';

it('finds a text with what can be printed around it', () => {
  const bytes = Buffer.from('\0\x01lib: OpenSSL 3.5.9 29 Sep 2026\0more');
  expect(scanFor(sourceOf(bytes), whole(bytes), [{ text: 'OpenSSL ', most: 4 }])).toEqual([
    { needle: 'OpenSSL ', offset: 2, text: 'lib: OpenSSL 3.5.9 29 Sep 2026' },
  ]);
});

it('finds a text on the edge of a piece once, wherever it lies', () => {
  const size = 5 * 1024 * 1024;
  fc.assert(
    fc.property(fc.constantFrom(1, 2), fc.integer({ min: -30, max: 30 }), (piece, shift) => {
      const bytes = Buffer.alloc(size);
      const at = piece * 2 * 1024 * 1024 + shift;
      bytes.write('crypto/fipsmodule/', at);
      expect(scanFor(sourceOf(bytes), whole(bytes), [{ text: 'crypto/fipsmodule/', most: 9 }])).toEqual([
        { needle: 'crypto/fipsmodule/', offset: at, text: 'crypto/fipsmodule/' },
      ]);
    }),
    runs(30),
  );
});

it('finds as much as a search of the whole does', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('a', 'b', '\0') }),
      fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 1, maxLength: 3 }),
      (text, needle) => {
        const bytes = Buffer.from(text);
        const found = scanFor(sourceOf(bytes), whole(bytes), [{ text: needle, most: 1000 }]);
        expect(found.length).toBe(text.split(needle).length - 1);
      },
    ),
  );
});

it('finds texts of any length among their own fragments', () => {
  const texts = ['go1.', 'AWS-LC', 'aws_lc_', 'wolfSSL ', 'OPENSSLDIR: "', 'crypto/fipsmodule/'];
  const fragments = texts.flatMap((text) => [text, text.slice(0, -1), text.slice(1), text.slice(2, 6)]);
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...fragments)), fc.constantFrom(...texts), (parts, text) => {
      const bytes = Buffer.from(`\0${parts.join('\0')}`);
      const offsets = [...bytes.toString('latin1').matchAll(new RegExp(text.replace('.', '\\.'), 'g'))].map(
        ({ index }) => index,
      );
      const found = scanFor(sourceOf(bytes), whole(bytes), [{ text, most: 1000 }]);
      expect(found.map(({ offset, text: around }) => offset + around.indexOf(text))).toEqual(offsets);
    }),
  );
});

it('finds a text behind a million of its rarest pieces, and in no more time', () => {
  const bytes = Buffer.from(`${'DIR: " '.repeat(1_000_000)}\0OPENSSLDIR: "/etc"`);
  const started = performance.now();
  expect(scanFor(sourceOf(bytes), whole(bytes), [{ text: 'OPENSSLDIR: "', most: 1 }])).toMatchObject([
    { offset: 7_000_001, text: 'OPENSSLDIR: "/etc"' },
  ]);
  expect(performance.now() - started).toBeLessThan(5000);
});

it('looks at no more than the part, and ends after as many hits as are wanted', () => {
  const bytes = Buffer.from('x x x x');
  expect(scanFor(sourceOf(bytes), { offset: 2, size: 3 }, [{ text: 'x', most: 9 }]).length).toBe(2);
  expect(scanFor(sourceOf(bytes), { offset: 0, size: 7 }, [{ text: 'x', most: 3 }]).length).toBe(3);
  expect(scanFor(sourceOf(bytes), { offset: 5, size: 1e9 }, [{ text: 'x', most: 9 }]).length).toBe(1);
});

function whole(bytes: Uint8Array) {
  return { offset: 0, size: bytes.length };
}
