import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rename, symlink, writeFile } from 'node:fs/promises';
import { expect, it, onTestFinished } from 'vitest';
import { type TargetPath, targetPath } from '../../src/facts/locator.ts';
import { listDirectory } from '../../src/target/list-directory.ts';
import { rootTree } from '../../src/target/root-tree.ts';
import { buildTree } from '../support/tree.ts';

it('starts absolute links again at its own root', async () => {
  const files = rootTree(
    await buildTree({
      '/etc/hostname': 'inside',
      '/etc/alternatives/name': { link: '/etc/hostname' },
      '/usr/name': { link: '/etc/alternatives/name' },
    }),
  );
  expect(await text(files.read(targetPath('/usr/name'), 99))).toBe('/etc/hostname: inside');
});

it('stays at its root however many .. there are', async () => {
  const files = rootTree(
    await buildTree({
      '/etc/passwd': 'inside',
      '/a/b/c': { link: `${'../'.repeat(60)}etc/passwd` },
      '/a/up': { link: '/../../../..' },
      '/a/d': { link: 'up/etc/../../etc/passwd' },
    }),
  );
  for (const path of ['/a/b/c', '/a/up/etc/passwd', '/a/d', '/../../etc/passwd'])
    expect([path, await text(files.read(targetPath(path), 99))]).toEqual([path, '/etc/passwd: inside']);
});

it('calls absent what a link names outside of it', async () => {
  const outside = await buildTree({ '/etc/shadow': 'root:secret' });
  const files = rootTree(
    await buildTree({
      '/etc/shadow': { link: '/etc/shadow-of-nobody' },
      '/etc/theirs': { link: `${outside}/etc/shadow` },
      '/etc/dir': { link: outside },
    }),
  );
  for (const path of ['/etc/shadow', '/etc/theirs', '/etc/dir/etc/shadow'])
    expect([path, (await files.read(targetPath(path), 99)).state]).toEqual([path, 'absent']);
  expect((await files.list(targetPath('/etc/dir/etc'))).state).toBe('absent');
});

it('sees nothing outside when a directory is swapped for a link after it was looked at', async () => {
  const outside = await buildTree({ '/conf': 'outside', '/other': 'outside' });
  const root = await buildTree({ '/etc/ssl/conf': 'inside' });
  const files = rootTree(root);
  expect((await files.look(targetPath('/etc/ssl/conf'))).state).toBe('seen');
  await rename(`${root}/etc/ssl`, `${root}/etc/was-ssl`);
  await symlink(outside, `${root}/etc/ssl`);
  expect(await files.read(targetPath('/etc/ssl/conf'), 99)).toMatchObject({
    state: 'hidden',
    why: 'changed-while-read',
  });
  expect(await files.list(targetPath('/etc/ssl'))).toMatchObject({ state: 'hidden', why: 'changed-while-read' });
});

it('sees nothing outside while a directory and a link change places all the time', async () => {
  const outside = await buildTree({ '/conf': 'outside' });
  const root = await buildTree({ '/etc/ssl/conf': 'inside' });
  await symlink(outside, `${root}/etc/link`);
  const swapper = spawn(process.execPath, ['-e', SWAP, `${root}/etc`]);
  onTestFinished(() => end(swapper));
  await once(swapper.stdout, 'data');
  const seen = new Set<string>();
  for (let round = 0; round < 3000; round += 1)
    seen.add(await text(rootTree(root).read(targetPath('/etc/ssl/conf'), 99)));
  expect([...seen].filter((outcome) => outcome.includes('outside'))).toEqual([]);
});

it('asks for a path once, so that one scan sees one tree', async () => {
  const root = await buildTree({ '/etc': { dir: true } });
  const files = rootTree(root);
  expect((await files.look(targetPath('/etc/conf'))).state).toBe('absent');
  await writeFile(`${root}/etc/conf`, 'x');
  expect((await files.look(targetPath('/etc/conf'))).state).toBe('absent');
  expect((await rootTree(root).look(targetPath('/etc/conf'))).state).toBe('seen');
});

it('hides a directory with more entries than it would hold in memory', async () => {
  const base = await buildTree({ '/full/1': '', '/full/2': '', '/full/3': '' });
  const path = targetPath('/full');
  const examine = (entry: TargetPath) =>
    ({
      state: 'seen',
      value: { path: entry, type: 'file', size: 0, mode: 0 },
      at: { in: 'file', path: entry },
    }) as const;
  expect(listDirectory({ base, examine, most: 3 }, path)).toMatchObject({ state: 'seen', value: { length: 3 } });
  expect(listDirectory({ base, examine, most: 2 }, path)).toEqual({
    state: 'hidden',
    at: { in: 'file', path },
    why: 'too-large',
  });
});

async function text(sighting: ReturnType<ReturnType<typeof rootTree>['read']>): Promise<string> {
  const found = await sighting;
  if (found.state !== 'seen') return found.state === 'hidden' ? found.why : found.state;
  return `${found.at.in === 'file' ? found.at.path : ''}: ${Buffer.from(found.value).toString()}`;
}

/** Waits for the end too: the tree is removed after it, and nothing must move in there by then. */
async function end(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

/** Puts the link in the directory's place and back, as fast as the system can. */
const SWAP = `
  const { renameSync } = require('node:fs');
  process.chdir(process.argv[1]);
  process.stdout.write('.');
  for (;;) {
    renameSync('ssl', 'was'); renameSync('link', 'ssl');
    renameSync('ssl', 'link'); renameSync('was', 'ssl');
  }`;
