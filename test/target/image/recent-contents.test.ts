import fc from 'fast-check';
import { expect, it } from 'vitest';
import { RecentContents } from '../../../src/target/image/recent-contents.ts';

it('gives back what was added last to a path, or nothing, and the newest for certain', () => {
  const contents = fc.record({ path: fc.constantFrom('a', 'b', 'c', 'd', 'e'), length: fc.nat(12), byte: fc.nat(255) });
  fc.assert(
    fc.property(fc.array(contents, { maxLength: 60 }), (added) => {
      const recent = new RecentContents(10);
      const last = new Map<string, readonly number[]>();
      for (const { path, length, byte } of added) {
        const content = new Uint8Array(length).fill(byte);
        recent.add(path, content, true);
        last.set(path, [...content]);
        if (length <= 10) expect([...(recent.get(path)?.content ?? [-1])]).toEqual([...content]);
        for (const [each, bytes] of last) {
          const found = recent.get(each);
          if (found !== undefined) expect([...found.content]).toEqual(bytes);
        }
      }
    }),
    { numRuns: 2000 },
  );
});

it('holds as many as the ring has room for, and forgets the oldest first', () => {
  const recent = new RecentContents(10);
  for (const [index, path] of ['a', 'b', 'c', 'd', 'e', 'f'].entries())
    recent.add(path, Uint8Array.of(index, index), path === 'f');
  expect(['a', 'b', 'c', 'd', 'e', 'f'].map((path) => recent.get(path))).toEqual([
    undefined,
    ...[1, 2, 3, 4].map((index) => ({ content: Buffer.of(index, index), isWhole: false })),
    { content: Buffer.of(5, 5), isWhole: true },
  ]);
  recent.clear();
  expect(recent.get('f')).toBe(undefined);
});
