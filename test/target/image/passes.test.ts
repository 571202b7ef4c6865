import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { collectAll } from '../../../src/collect/collect-all.ts';
import { collectors, fileCollectors } from '../../../src/collect/index.ts';
import { targetPath } from '../../../src/facts/locator.ts';
import type { OpenFile } from '../../../src/target/file-visitor.ts';
import { imageFiles } from '../../../src/target/image/image-files.ts';
import type { Layer } from '../../../src/target/image/layer.ts';
import { archiveOf, type LayerPlan } from '../../support/image.ts';
import { type TreeName, trees } from '../../trees/index.ts';

/** The files of an image of these layers, the lowest first, and how often each layer was read. */
function counted(plans: readonly LayerPlan[]) {
  const passes = plans.map(() => 0);
  const layers = plans.map((plan, index): Layer => {
    const bytes = archiveOf(plan);
    return {
      diffId: `sha256:${createHash('sha256').update(bytes).digest('hex')}`,
      async *open() {
        passes[index] = (passes[index] ?? 0) + 1;
        yield bytes;
      },
    };
  });
  return { files: imageFiles(layers.toReversed()), passes };
}

describe.each(Object.keys(trees) as TreeName[])('%s', (name) => {
  it('is read once, whatever all collectors ask for', async () => {
    const entries = Object.entries(await trees[name]());
    const half = (which: number) => ({ tree: Object.fromEntries(entries.filter((_, index) => index % 2 === which)) });
    const { files, passes } = counted([half(0), half(1)]);
    const target = {
      kind: 'image',
      name: 'image',
      identity: { by: 'path', value: '/' },
      views: { files },
      close: async () => {},
    } as const;
    const limits = { withinMs: 20_000, signal: AbortSignal.timeout(20_000) };
    await collectAll(target, { collectors, fileCollectors, walks: true }, limits);
    expect(passes).toEqual([1, 1]);
  });
});

it('reads a layer again for what was not kept, once for all who ask in the same moment', async () => {
  const { files, passes } = counted([{ tree: { '/a': 'in a', '/b': 'in b' } }, { tree: { '/c': 'in c' } }]);
  const read = async (path: string) => {
    const content = await files.read(targetPath(path), 99);
    return content.state === 'seen' ? new TextDecoder().decode(content.value) : content.state;
  };
  expect(await Promise.all(['/a', '/b', '/a'].map(read))).toEqual(['in a', 'in b', 'in a']);
  expect(passes).toEqual([2, 1]);
  expect(await read('/c')).toBe('in c');
  expect(passes).toEqual([2, 2]);
});

it('keeps what is asked for as it passes by, and shows what is wanted', async () => {
  const { files, passes } = counted([{ tree: { '/kept': 'k', '/shown': 's', '/neither': 'n' } }]);
  const shown: string[] = [];
  await files.walk(
    {
      keeps: ({ path }) => path === '/kept',
      enter: ({ path }) =>
        path === '/shown'
          ? {
              begins: () => true,
              see: (content) => shown.push(Buffer.from(content.read(0, 9)).toString()),
              miss: () => {},
            }
          : undefined,
      miss: () => {},
      getsOn: () => {},
    },
    AbortSignal.timeout(9999),
  );
  expect(shown).toEqual(['s']);
  expect((await files.read(targetPath('/kept'), 99)).state).toBe('seen');
  expect(passes).toEqual([1]);
});

it('says that it gets on with every piece, though nobody wants a file', async () => {
  const { files } = counted([{ tree: { '/large': 'x'.repeat(1000) } }, {}]);
  let ticks = 0;
  await files.walk(
    {
      keeps: () => false,
      enter: () => undefined,
      miss: () => {},
      getsOn: () => {
        ticks += 1;
      },
    },
    AbortSignal.timeout(9999),
  );
  expect(ticks).toBe(2);
});

it('shows a hard link whose target has gone by without a second pass', async () => {
  const parts = [
    { name: 'bin/a', data: Buffer.from('program') },
    { name: 'bin/b', flag: '1', link: 'bin/a' },
  ];
  const { files, passes } = counted([{ parts }]);
  const shown: string[] = [];
  await files.walk(
    {
      keeps: () => false,
      enter: ({ path, size }) => ({ begins: () => true, see: () => shown.push(`${path} ${size}`), miss: () => {} }),
      miss: () => {},
      getsOn: () => {},
    },
    AbortSignal.timeout(9999),
  );
  expect([shown, passes]).toEqual([['/bin/a 7', '/bin/b 7'], [1]]);
});

it('shows contents of any size as they are, one behind the other', async () => {
  const sizes = [5, 40_000_000, 70_000, 33_600_000, 0, 32 * 2 ** 20];
  const tree = Object.fromEntries(sizes.map((size, index) => [`/${index}`, `${index}`.repeat(size)]));
  const { files } = counted([{ tree }]);
  const shown: string[] = [];
  const visitor = {
    keeps: () => false,
    miss: () => {},
    getsOn: () => {},
    enter: ({ path }: { readonly path: string }) => ({
      begins: () => true,
      miss: () => {},
      see: (content: OpenFile) => {
        const isTrue = Buffer.from(content.read(0, content.size)).equals(Buffer.from(tree[path] ?? ''));
        shown.push(`${path} ${content.size} ${isTrue}`);
      },
    }),
  };
  await files.walk(visitor, AbortSignal.timeout(60_000));
  expect(shown).toEqual(sizes.map((size, index) => `/${index} ${size} true`));
});
