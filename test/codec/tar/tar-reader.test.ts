import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TarEntry } from '../../../src/codec/tar/tar-entry.ts';
import { TarReader } from '../../../src/codec/tar/tar-reader.ts';
import { runs } from '../../support/fuzzing.ts';
import { header, pax, type TarPart, tar } from '../../support/tar.ts';
import { buildTree } from '../../support/tree.ts';

interface Told {
  readonly entries: readonly (Omit<TarEntry, 'offset'> & { readonly content: string })[];
  readonly problem: string | undefined;
}

function read(bytes: Uint8Array, step = bytes.length): Told {
  const entries: (Omit<TarEntry, 'offset'> & { content: string })[] = [];
  const reader = new TarReader({
    entry({ offset: _, ...entry }) {
      entries.push({ ...entry, content: '' });
      return true;
    },
    data(piece) {
      const last = entries.at(-1);
      if (last !== undefined) last.content += Buffer.from(piece).toString('latin1');
      return true;
    },
    end: () => {},
  });
  for (let at = 0; at < bytes.length; at += Math.max(1, step)) reader.push(bytes.subarray(at, at + Math.max(1, step)));
  return { entries, problem: reader.finish() };
}

const FILE = { type: 'file', mode: 0o644, link: '', isSparse: false } as const;

describe('an archive', () => {
  it('is told entry by entry, with names, links and content', () => {
    const parts: readonly TarPart[] = [
      { name: 'etc/', flag: '5', mode: 0o755 },
      { name: 'etc/a', data: Buffer.from('content') },
      { name: 'etc/b', flag: '2', link: 'a', mode: 0o777 },
      { name: 'etc/c', flag: '1', link: 'etc/a' },
      { name: 'dev/null', flag: '3', mode: 0o666 },
      { name: 'empty' },
    ];
    expect(read(tar(parts))).toEqual({
      entries: [
        { name: 'etc/', type: 'dir', size: 0, mode: 0o755, link: '', isSparse: false, content: '' },
        { ...FILE, name: 'etc/a', size: 7, content: 'content' },
        { name: 'etc/b', type: 'link', size: 0, mode: 0o777, link: 'a', isSparse: false, content: '' },
        { name: 'etc/c', type: 'hard-link', size: 0, mode: 0o644, link: 'etc/a', isSparse: false, content: '' },
        { name: 'dev/null', type: 'other', size: 0, mode: 0o666, link: '', isSparse: false, content: '' },
        { ...FILE, name: 'empty', size: 0, content: '' },
      ],
      problem: undefined,
    });
  });

  it.each(['gnu', 'ustar', 'pax', 'v7', 'oldgnu'])(
    'is understood as GNU tar writes it in the format %s',
    async (format) => {
      const long = format === 'v7' ? 'short' : `${'d'.repeat(90)}/${'n'.repeat(90)}`;
      const root = await buildTree({
        [`/${long}/file`]: 'content',
        '/link': { link: 'x'.repeat(format === 'v7' || format === 'ustar' ? 90 : 150) },
      });
      const bytes = execFileSync('tar', [`--format=${format}`, '-C', root, '-cf', '-', '.']);
      const { entries, problem } = read(bytes);
      expect(problem).toBe(undefined);
      expect(entries.find(({ type }) => type === 'file')).toMatchObject({ name: `./${long}/file`, content: 'content' });
      expect(entries.find(({ type }) => type === 'link')?.link.length).toBe(
        format === 'v7' || format === 'ustar' ? 90 : 150,
      );
    },
  );

  it.each(['gnu', 'pax'])('says that a file is sparse, and how large, in the format %s', async (format) => {
    const { truncate } = await import('node:fs/promises');
    const root = await buildTree({ '/sparse': 'x', '/z': 'after' });
    await truncate(`${root}/sparse`, 2 ** 40);
    const bytes = execFileSync('tar', [`--format=${format}`, '-S', '-C', root, '-cf', '-', 'sparse', 'z']);
    const { entries, problem } = read(bytes);
    expect(problem).toBe(undefined);
    expect(entries.map(({ name, size, isSparse }) => ({ name, size, isSparse }))).toEqual([
      { name: 'sparse', size: 2 ** 40, isSparse: true },
      { name: 'z', size: 5, isSparse: false },
    ]);
  });

  it('takes sizes of more than eight gigabytes', () => {
    expect(read(header({ name: 'huge', size: 2 ** 40 }))).toEqual({
      entries: [{ ...FILE, name: 'huge', size: 2 ** 40, content: '' }],
      problem: 'the archive is cut short (byte 512 of the archive)',
    });
  });

  it('lets a pax header say name, link and size, and passes over a global one', () => {
    const parts = [
      pax({ path: 'global' }, 'g'),
      pax({ path: 'long/ü', size: '3', mtime: '1.5' }),
      { name: 'short', data: Buffer.from('abc') },
      { name: 'next' },
    ];
    expect(read(tar(parts)).entries.map(({ name, size }) => [name, size])).toEqual([
      [Buffer.from('long/ü').toString('latin1'), 3],
      ['next', 0],
    ]);
  });

  it.each<[string, Uint8Array, string]>([
    ['is no archive', Buffer.alloc(1024, 'x'), 'header: its checksum is wrong, so this is no tar archive (byte 148)'],
    ['is cut in a header', tar([{ name: 'a' }]).subarray(0, 100), 'the archive is cut short'],
    ['is cut in the data', tar([{ name: 'a', data: Buffer.alloc(600) }]).subarray(0, 900), 'the archive is cut short'],
    [
      'goes on behind one empty block',
      Buffer.concat([Buffer.alloc(512), tar([{ name: 'a' }])]),
      'an empty block stands between two entries',
    ],
    ['has a NUL in a name', tar([pax({ path: 'a\0b' }), { name: 'a' }]), 'extended header: a name has a NUL in it'],
    [
      'has a malformed extended header',
      tar([{ name: 'x', flag: 'x', data: Buffer.from('99 path=a\n') }, { name: 'a' }]),
      'extended header: a record is malformed',
    ],
    [
      'has an extended header of megabytes',
      header({ name: 'x', flag: 'x', size: 2 ** 21 }),
      'an extended header of 2097152 bytes',
    ],
    ['has a size that is none', tar([pax({ size: '-1' }), { name: 'a' }]), 'extended header: a size is no number'],
  ])('is refused where it %s', (_, bytes, words) => {
    expect(read(bytes).problem?.slice(0, words.length)).toBe(words);
  });
});

describe('any bytes', () => {
  const part = fc.record({
    name: fc.stringMatching(/^[a-z/.]{1,120}$/),
    flag: fc.constantFrom('0', '1', '2', '3', '5', 'x', 'g', 'L', 'K', 'S', '7', 'Z'),
    link: fc.stringMatching(/^[a-z/.]{0,40}$/),
    data: fc.uint8Array({ maxLength: 1500 }),
  });

  it('are never thrown at', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 3000 }), fc.integer({ min: 1, max: 700 }), (bytes, step) => {
        read(bytes, step);
      }),
      runs(500),
    );
  });

  it('come out the same in whatever pieces they come', () => {
    fc.assert(
      fc.property(
        fc.array(part, { maxLength: 5 }),
        fc.integer({ min: 1, max: 1200 }),
        fc.boolean(),
        (parts, step, ends) => {
          const bytes = tar(parts, ends);
          expect(read(bytes, step)).toEqual(read(bytes));
        },
      ),
      runs(300),
    );
  });

  it('that are the beginning of an archive are refused, or tell the entries that are whole', () => {
    const bytes = tar(
      [
        { name: 'a', data: Buffer.from('1') },
        { name: 'b', data: Buffer.alloc(700) },
      ],
      false,
    );
    for (let length = 0; length < bytes.length; length += 1) {
      const { entries, problem } = read(bytes.subarray(0, length));
      // Behind the data of an entry, whether the block is filled or not.
      const isWhole = length === 0 || (length > 512 && length <= 1024) || length >= 1536 + 700;
      expect([length, problem === undefined]).toEqual([length, isWhole]);
      expect(entries.length).toBeLessThanOrEqual(2);
    }
  });
});
