import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { TarReader, type TarVisitor } from '../../../src/codec/tar/tar-reader.ts';
import { writeTar } from '../../../src/codec/tar/write-tar.ts';

it('writes what tar lists, the same bytes each time', () => {
  const files = [
    { name: 'a/one.txt', content: new TextEncoder().encode('one\n') },
    { name: 'empty', content: new Uint8Array() },
    { name: 'x'.repeat(100), content: new Uint8Array(513) },
  ];
  const archive = writeTar(files, 1_790_000_000);
  expect(archive).toEqual(writeTar(files, 1_790_000_000));
  const listed = execFileSync('tar', ['--utc', '-tvf', '-'], { input: archive, encoding: 'utf8' });
  expect(listed.replaceAll(/ +/g, ' ')).toBe(
    ['a/one.txt', 'empty', 'x'.repeat(100)]
      .map((name, index) => `-rw-r--r-- 0/0 ${[4, 0, 513][index]} 2026-09-21 14:13 ${name}\n`)
      .join(''),
  );
});

it('refuses a name that does not fit', () => {
  expect(() => writeTar([{ name: 'x'.repeat(101), content: new Uint8Array() }], 0)).toThrow('longer than 100 bytes');
});

it('writes what reads back', () => {
  const file = fc.record({
    name: fc.stringMatching(/^[A-Za-z0-9._-]{1,100}$/),
    content: fc.uint8Array({ maxLength: 1100 }),
  });
  fc.assert(
    fc.property(fc.array(file, { maxLength: 4 }), (files) => {
      const read: { readonly name: string; readonly bytes: number[] }[] = [];
      const visitor: TarVisitor = {
        entry: ({ name }) => read.push({ name: Buffer.from(name, 'latin1').toString(), bytes: [] }) > 0,
        data: (piece) => (read.at(-1)?.bytes.push(...piece) ?? 0) > 0,
        end: () => {},
      };
      const reader = new TarReader(visitor);
      reader.push(writeTar(files, 0));
      expect(reader.finish()).toBeUndefined();
      expect(read).toEqual(files.map(({ name, content }) => ({ name, bytes: [...content] })));
    }),
  );
});
