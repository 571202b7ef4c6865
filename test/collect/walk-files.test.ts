import { expect, it } from 'vitest';
import { collectAll } from '../../src/collect/collect-all.ts';
import type { FileCollector, FileCollectorEntry, ListedFileCollector } from '../../src/collect/file-collector.ts';
import { fact } from '../../src/facts/fact.ts';
import { targetPath } from '../../src/facts/locator.ts';
import { evidence } from '../../src/facts/quote.ts';
import { openDir } from '../../src/target/dir.ts';
import { buildTree, type Tree } from '../support/tree.ts';

const SUBJECT = 'operating system';

/** Says of each shown file that it is there; `more` changes what it wants. */
function marking(id: string, more: Partial<FileCollector> = {}): FileCollectorEntry {
  const yields = ['os.fips-marker'] as const;
  const collector: FileCollector = {
    id,
    yields,
    wants: () => true,
    see: ({ path }, content, at) => ({
      facts: [fact('os.fips-marker', SUBJECT, { path }, evidence(at, text(content.read(0, 20))))],
      gaps: [],
    }),
    ...more,
  };
  return { id, yields, open: () => collector };
}

function text(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

function listed(entry: FileCollectorEntry): ListedFileCollector {
  return { id: entry.id, load: async () => entry };
}

async function walked(tree: Tree, entries: readonly FileCollectorEntry[], walks = true) {
  const fileCollectors = entries.map(listed);
  const target = await openDir(await buildTree(tree));
  if (target === undefined) throw new Error('the tree is there');
  const limits = { withinMs: 10_000, signal: new AbortController().signal };
  const { facts, gaps, coverage } = await collectAll(target, { collectors: [], fileCollectors, walks }, limits);
  const seen = facts.flatMap((each) =>
    each.kind === 'os.fips-marker' ? [[each.value.path, ...each.evidence.map((proof) => proof.quote)]] : [],
  );
  return { seen, gaps: gaps.map(({ subject, why }) => `${subject}: ${why}`), coverage };
}

it('shows every regular file once to each collector, and no link, directory or device', async () => {
  const tree = { '/a': 'one', '/b/c/d': 'two', '/b/link': { link: '../a' }, '/e': { dir: true } } as const;
  const { seen, gaps, coverage } = await walked(tree, [marking('first'), marking('second')]);
  expect(seen.sort()).toEqual([
    ['/a', 'one', 'one'],
    ['/b/c/d', 'two', 'two'],
  ]);
  expect(gaps).toEqual([]);
  expect(coverage).toEqual([
    { collector: 'first', state: 'ran' },
    { collector: 'second', state: 'ran' },
  ]);
});

it('does not look at an entry of whose path nobody wants anything', async () => {
  const asked: string[] = [];
  const byName = marking('by-name', {
    mayWant: (path) => path.endsWith('.pem'),
    wants({ path }) {
      asked.push(path);
      return true;
    },
  });
  const tree = { '/a.pem': 'a', '/b': 'b', '/\u00e9/c.pem': 'c', '/c/d': 'd' };
  expect((await walked(tree, [byName])).seen.map(([path]) => path)).toEqual(['/a.pem', '/\u00e9/c.pem']);
  expect(asked).toEqual(['/a.pem', '/\u00e9/c.pem']);
  expect((await walked(tree, [byName, marking('all')])).seen.length).toBe(4);
});

it('asks by name, size and mode first, then by the first bytes', async () => {
  const judged: string[] = [];
  const picky = marking('picky', {
    wants: ({ path, size, mode }) => path !== '/unwanted' && size > 2 && mode === 0o755,
    begins(head, { path }) {
      judged.push(`${path}: ${text(head)}`);
      return text(head).startsWith('ELF');
    },
  });
  const executable = (content: string) => ({ content, mode: 0o755 });
  const tree = {
    '/program': executable('ELF!'),
    '/script': executable('#!/bin/sh'),
    '/short': executable('EL'),
    '/text': 'ELF?',
    '/unwanted': executable('ELF.'),
  };
  expect((await walked(tree, [picky])).seen).toEqual([['/program', 'ELF!']]);
  expect(judged.sort()).toEqual(['/program: ELF!', '/script: #!/bin/sh']);
});

it('reads anywhere in a file, short past its end, and nothing before its beginning', async () => {
  const pieces: string[] = [];
  const reader = marking('reader', {
    see(_, content) {
      for (const [offset, length] of [
        [2, 3],
        [7, 99],
        [99, 1],
        [-5, 2],
        [0, -1],
        [0, Number.POSITIVE_INFINITY],
      ] as const)
        pieces.push(text(content.read(offset, length)));
      return { facts: [], gaps: [] };
    },
  });
  await walked({ '/digits': '0123456789' }, [reader]);
  expect(pieces).toEqual(['234', '789', '', '01', '', '0123456789']);
});

it('leaves a gap where a file or directory cannot be read, for those who wanted it', async () => {
  const tree = {
    '/closed': { dir: true, mode: 0o000 },
    '/unreadable': { content: 'x', mode: 0o000 },
    '/open': 'y',
  } as const;
  const { seen, gaps } = await walked(tree, [marking('all'), marking('none', { wants: () => false })]);
  // Root reads everything.
  const isRoot = process.getuid?.() === 0;
  expect(seen.length).toBe(isRoot ? 2 : 1);
  expect(gaps).toEqual(
    isRoot
      ? []
      : [
          'collector all: /closed: permission denied',
          'collector all: /unreadable: permission denied',
          'collector none: /closed: permission denied',
        ],
  );
});

it('shows no file of the never-read places, and says so', async () => {
  const { seen, gaps } = await walked({ '/etc/ssl/private/x.pem': 'key', '/etc/shadow': 'x' }, [marking('all')]);
  expect(seen).toEqual([]);
  expect(gaps).toEqual([
    'collector all: /etc/shadow: never read: a place for private keys or secrets',
    'collector all: /etc/ssl/private/x.pem: never read: a place for private keys or secrets',
  ]);
});

it('does not allocate what a sparse file claims to hold', async () => {
  const { truncate } = await import('node:fs/promises');
  const root = await buildTree({ '/huge': '' });
  await truncate(`${root}/huge`, 2 ** 40);
  const target = await openDir(root);
  if (target === undefined) throw new Error('the tree is there');
  const limits = { withinMs: 10_000, signal: new AbortController().signal };
  const found = await collectAll(
    target,
    { collectors: [], fileCollectors: [listed(marking('all'))], walks: true },
    limits,
  );
  expect(found.facts).toEqual([]);
  expect(found.gaps.map(({ why }) => why)).toEqual(['/huge: larger than the limit for this kind of file']);
});

it('asks a collector once more after the walk, and one that fails no more', async () => {
  const asked: string[] = [];
  const failing = marking('failing', {
    wants({ path }) {
      asked.push(path);
      throw new Error('broken');
    },
  });
  const whole = marking('whole', {
    see: () => ({ facts: [], gaps: [] }),
    finish: () => ({ facts: [], gaps: [{ subject: SUBJECT, why: 'the end' }] }),
  });
  const { gaps, coverage } = await walked({ '/a': '', '/b': '' }, [failing, whole]);
  expect(asked).toEqual(['/a']);
  expect(gaps).toEqual([`${SUBJECT}: the end`, 'collector failing: the collector failed: broken']);
  expect(coverage).toEqual([
    { collector: 'failing', state: 'failed', why: 'broken' },
    { collector: 'whole', state: 'ran' },
  ]);
});

it('walks a host on request only, and says so', async () => {
  expect(await walked({ '/a': '' }, [marking('all')], false)).toEqual({
    seen: [],
    gaps: [],
    coverage: [{ collector: 'all', state: 'not-served', why: 'the files of a host are walked with --inventory only' }],
  });
});

it('gives each scan a collector of its own', async () => {
  let opened = 0;
  const entry: FileCollectorEntry = {
    ...marking('own'),
    open() {
      opened += 1;
      return marking('own').open();
    },
  };
  await walked({ [targetPath('/a')]: '' }, [entry]);
  await walked({ [targetPath('/a')]: '' }, [entry]);
  expect(opened).toBe(2);
});
