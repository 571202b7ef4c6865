import { expect, it } from 'vitest';
import { targetPath } from '../../../src/facts/locator.ts';
import { archiveOf, sha256 } from '../../support/image.ts';
import { contents, openedImage } from '../../support/opened-image.ts';
import { tar } from '../../support/tar.ts';

it('takes what a newer layer says for what counts', async () => {
  const image = await openedImage({
    layers: [
      { tree: { '/a': 'old', '/b': 'old', '/c/d': 'old', '/e': 'old' } },
      { tree: { '/a': 'new', '/c': 'now a file', '/e/f': 'new', '/e': { dir: true } } },
    ],
  });
  expect(await contents(image, ['/a', '/b', '/c', '/c/d', '/e', '/e/f'])).toEqual({
    '/a': 'new',
    '/b': 'old',
    '/c': 'now a file',
    '/c/d': 'absent',
    '/e': 'dir',
    '/e/f': 'new',
  });
});

it('removes what a whiteout names, below it too, and what an opaque directory had before', async () => {
  const image = await openedImage({
    layers: [
      { tree: { '/a': '1', '/b/c/d': '1', '/o/old': '1', '/o/p/old': '1', '/kept': '1' } },
      { removes: ['/a', '/b/c'], empties: ['/o'], tree: { '/o/new': '2' } },
    ],
  });
  const paths = ['/a', '/b', '/b/c', '/b/c/d', '/o', '/o/old', '/o/p/old', '/o/new', '/kept'];
  expect(await contents(image, paths)).toEqual({
    '/a': 'absent',
    '/b': 'dir',
    '/b/c': 'absent',
    '/b/c/d': 'absent',
    '/o': 'dir',
    '/o/old': 'absent',
    '/o/p/old': 'absent',
    '/o/new': '2',
    '/kept': '1',
  });
  expect(await image.views.files?.list(targetPath('/'))).toMatchObject({
    value: [{ path: '/b' }, { path: '/kept' }, { path: '/o' }],
  });
});

it('lets a layer bring back what one below removed, and a whiteout remove nothing of its own layer', async () => {
  const image = await openedImage({
    layers: [
      { tree: { '/a/x': '1', '/a/y': '1', '/b': '1' } },
      { removes: ['/a', '/b'], tree: { '/b': '2' } },
      { tree: { '/a/x': '3' } },
    ],
  });
  expect(await contents(image, ['/a/x', '/a/y', '/b'])).toEqual({ '/a/x': '3', '/a/y': 'absent', '/b': '2' });
});

it('writes where a link of an older layer leads, as unpacking in order does', async () => {
  const image = await openedImage({
    layers: [
      { tree: { '/usr/lib/a': '1', '/usr/lib/b': '1', '/lib': { link: 'usr/lib' } } },
      {
        parts: [
          { name: 'lib/a', data: Buffer.from('2') },
          { name: 'lib/.wh.b' },
          { name: 'lib/n/c', data: Buffer.from('2') },
        ],
      },
    ],
  });
  expect(await contents(image, ['/lib', '/usr/lib/a', '/lib/a', '/usr/lib/b', '/usr/lib/n/c'])).toEqual({
    '/lib': '-> usr/lib',
    '/usr/lib/a': '2',
    '/lib/a': '2',
    '/usr/lib/b': 'absent',
    '/usr/lib/n/c': '2',
  });
});

it('replaces a link by a directory that a newer layer names itself', async () => {
  const image = await openedImage({
    layers: [
      { tree: { '/usr/lib/a': '1', '/lib': { link: 'usr/lib' } } },
      { tree: { '/lib': { dir: true }, '/lib/b': '2' } },
    ],
  });
  expect(await contents(image, ['/lib', '/lib/a', '/lib/b', '/usr/lib/a'])).toEqual({
    '/lib': 'dir',
    '/lib/a': 'absent',
    '/lib/b': '2',
    '/usr/lib/a': '1',
  });
});

it('follows a link of the same layer when something is written below it', async () => {
  const parts = [
    { name: 'usr/lib/', flag: '5' },
    { name: 'lib', flag: '2', link: '/usr/lib' },
    { name: 'lib/a', data: Buffer.from('x') },
  ];
  const image = await openedImage({ layers: [{ parts }] });
  expect(await contents(image, ['/lib', '/lib/a', '/usr/lib/a'])).toEqual({
    '/lib': '-> /usr/lib',
    '/lib/a': 'x',
    '/usr/lib/a': 'x',
  });
});

it('gives a hard link the content of its target, though a newer layer has replaced that', async () => {
  const image = await openedImage({
    layers: [
      {
        tree: { '/a': 'first' },
        parts: [
          { name: 'b', flag: '1', link: 'a' },
          { name: 'c', flag: '1', link: '/b' },
        ],
      },
      { tree: { '/a': 'second' } },
    ],
  });
  expect(await contents(image, ['/a', '/b', '/c'])).toEqual({ '/a': 'second', '/b': 'first', '/c': 'first' });
});

it('says which layer brought a file', async () => {
  const lower = { tree: { '/a': '1', '/b': '1' } };
  const upper = { tree: { '/b': '2' } };
  const image = await openedImage({ layers: [lower, upper] });
  const layerOf = async (path: string) => (await image.views.files?.read(targetPath(path), 9))?.at;
  expect(await layerOf('/a')).toEqual({ in: 'file', path: '/a', layer: `sha256:${sha256(archiveOf(lower))}` });
  expect(await layerOf('/b')).toEqual({ in: 'file', path: '/b', layer: `sha256:${sha256(archiveOf(upper))}` });
});

it.each(['none', 'gzip', 'zstd'] as const)('reads layers that are compressed with %s', async (compression) => {
  const image = await openedImage({ layers: [{ tree: { '/a': 'x'.repeat(100_000) }, compression }] });
  expect((await contents(image, ['/a']))['/a']?.length).toBe(100_000);
});

it('resolves links inside the image, and stops where they go in circles', async () => {
  const image = await openedImage({
    layers: [
      {
        tree: {
          '/etc/passwd': 'of the image',
          '/out': { link: '../../../../etc/passwd' },
          '/round': { link: '/about' },
          '/about': { link: 'round' },
        },
      },
    ],
  });
  const read = async (path: string) => image.views.files?.read(targetPath(path), 99);
  expect(await read('/out')).toMatchObject({ state: 'seen', at: { path: '/etc/passwd' } });
  expect(await read('/round')).toMatchObject({ state: 'hidden', why: 'link-loop' });
});

it('never opens a device, and tells nothing of a file that stands twice or of a link to nowhere', async () => {
  const parts = [
    { name: 'dev/null', flag: '3' },
    { name: 'a', data: Buffer.from('1') },
    { name: 'a', data: Buffer.from('2') },
    { name: 'b', flag: '1', link: 'nowhere' },
  ];
  const image = await openedImage({ layers: [{ parts }] });
  // The size of the target is what makes a link readable: it is looked for when files are walked.
  await image.views.files?.walk(
    { keeps: () => false, enter: () => undefined, miss: () => {}, getsOn: () => {} },
    AbortSignal.timeout(9999),
  );
  expect(await contents(image, ['/dev/null', '/a', '/b'])).toEqual({
    '/dev/null': 'other',
    '/a': 'hidden: twice-in-layer',
    '/b': 'hidden: link-without-target',
  });
});

it('reads an empty layer, and an archive without its last blocks', async () => {
  const image = await openedImage({
    layers: [{ bytes: new Uint8Array() }, { bytes: tar([{ name: 'a', data: Buffer.from('x') }], false) }],
  });
  expect(await contents(image, ['/a'])).toEqual({ '/a': 'x' });
});

it('keeps names that are no UTF-8, and sorts them by their bytes', async () => {
  const names = [Buffer.from('z\xff', 'latin1'), Buffer.from('zé'), Buffer.from('z')];
  const bytes = tar(names.map((_, index) => ({ name: `x${index}`, data: Buffer.from(`${index}`) })));
  names.forEach((name, index) => {
    const at = index * 1024;
    bytes.fill(0, at, at + 100);
    name.copy(bytes, at);
    bytes.fill(' ', at + 148, at + 156);
    const sum = bytes.subarray(at, at + 512).reduce((total, byte) => total + byte, 0);
    bytes.write(`${sum.toString(8).padStart(6, '0')}\0 `, at + 148, 'latin1');
  });
  const image = await openedImage({ layers: [{ bytes }] });
  const listed = await image.views.files?.list(targetPath('/'));
  expect(listed?.state === 'seen' && listed.value.map(({ path }) => path)).toEqual(['/z', '/zé', '/z\udcff']);
});
