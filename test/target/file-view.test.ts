import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, truncate } from 'node:fs/promises';
import { createServer } from 'node:net';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished, type TestContext } from 'vitest';
import { targetPath } from '../../src/facts/locator.ts';
import { openDir } from '../../src/target/dir.ts';
import { openHost } from '../../src/target/host.ts';
import type { FileView } from '../../src/target/views.ts';
import { buildTree, type Tree } from '../support/tree.ts';

/** The same tree, looked at as a root tree and as a corner of the live host: `at` says what a path of the tree is called there. */
interface Look {
  readonly root: string;
  readonly files: FileView;
  at(path: string): ReturnType<typeof targetPath>;
}

const openings: readonly (readonly [string, (root: string) => Promise<Look>])[] = [
  [
    'dir',
    async (root) => {
      const files = (await openDir(root))?.views.files;
      if (files === undefined) throw new Error(`${root} is a directory`);
      return { root, files, at: targetPath };
    },
  ],
  [
    'host',
    async (root) => {
      const files = (await openHost({ exec: false, listeners: null })).views.files;
      if (files === undefined) throw new Error('a host serves files');
      return { root, files, at: (path) => targetPath(`${root}${path}`) };
    },
  ],
];

describe.each(openings)('the file view of %s', (_, open) => {
  const lookAt = async (tree: Tree) => open(await buildTree(tree));

  it('reads a file of exactly the limit, and hides one of a byte more', async () => {
    const { files, at } = await lookAt({ '/etc/conf': '12345' });
    expect(await files.read(at('/etc/conf'), 5)).toEqual({
      state: 'seen',
      value: new Uint8Array(Buffer.from('12345')),
      at: { in: 'file', path: at('/etc/conf') },
    });
    expect(await files.read(at('/etc/conf'), 4)).toEqual({
      state: 'hidden',
      at: { in: 'file', path: at('/etc/conf') },
      why: 'too-large',
    });
  });

  it('does not read a file of 100 GB, nor make room for it', async () => {
    const { files, at, root } = await lookAt({ '/etc/sparse': '' });
    await truncate(`${root}/etc/sparse`, 100e9);
    expect(await files.read(at('/etc/sparse'), 1e6)).toMatchObject({ state: 'hidden', why: 'too-large' });
  });

  it('reads an empty file as empty', async () => {
    const { files, at } = await lookAt({ '/etc/conf': '' });
    expect(await files.read(at('/etc/conf'), 5)).toMatchObject({ state: 'seen', value: new Uint8Array() });
  });

  it('follows relative links and links of directories, and names the real place', async () => {
    const { files, at } = await lookAt({
      '/usr/lib/os-release': 'ID=x',
      '/etc/os-release': { link: '../usr/./lib//os-release' },
      '/lib': { link: 'usr/lib/' },
      '/both': { link: 'lib/../../etc/os-release' },
    });
    for (const path of ['/etc/os-release', '/lib/os-release'])
      expect(await files.read(at(path), 99)).toMatchObject({
        state: 'seen',
        at: { path: at('/usr/lib/os-release') },
      });
    // What `..` leads to after a link is the parent of the real directory: /usr/.. and not /lib/..
    expect(await files.read(at('/both'), 99)).toMatchObject({ state: 'seen', at: { path: at('/usr/lib/os-release') } });
  });

  it('looks at a link itself, and follows it when asked to', async () => {
    const { files, at } = await lookAt({ '/etc/a': 'a', '/etc/b': { link: 'a' }, '/etc/gone': { link: 'nowhere' } });
    expect(await files.look(at('/etc/b'))).toMatchObject({ state: 'seen', value: { type: 'link', link: 'a' } });
    expect(await files.follow(at('/etc/b'))).toMatchObject({
      state: 'seen',
      value: { type: 'file', path: at('/etc/a'), size: 1 },
    });
    expect(await files.look(at('/etc/gone'))).toMatchObject({ state: 'seen', value: { type: 'link' } });
    expect(await files.follow(at('/etc/gone'))).toEqual({
      state: 'absent',
      at: { in: 'file', path: at('/etc/nowhere') },
    });
  });

  it('calls absent what is not there, below a file too', async () => {
    const { files, at } = await lookAt({
      '/etc/conf': 'x',
      '/through': { link: 'etc/conf/../conf' },
      '/slash': { link: 'etc/conf/' },
    });
    for (const path of ['/etc/none', '/none/none', '/etc/conf/x', `/etc/${'x'.repeat(256)}`, '/through', '/slash'])
      expect([path, (await files.read(at(path), 9)).state]).toEqual([path, 'absent']);
    expect((await files.list(at('/etc/none'))).state).toBe('absent');
  });

  it('hides what lies deeper than a path can say', async () => {
    const { files, at, root } = await lookAt({ '/deep': { dir: true } });
    const run = promisify(execFile);
    const name = 'd'.repeat(200);
    onTestFinished(async () => void (await run('rm', ['-rf', `${root}/deep`])));
    await run(process.execPath, ['-e', DIG, `${root}/deep`, name]);
    expect((await files.read(at(`/deep/${name}/none`), 9)).state).toBe('absent');
    expect(await files.look(at(`/deep${`/${name}`.repeat(25)}`))).toMatchObject({ state: 'hidden', why: 'io-error' });
  });

  it('goes along 40 links, and hides what lies behind 41 or in a loop', async () => {
    const chain = Object.fromEntries(
      Array.from({ length: 41 }, (_, index) => [`/l/${index}`, { link: index === 0 ? '../end' : `${index - 1}` }]),
    );
    const { files, at } = await lookAt({
      ...chain,
      '/end': 'x',
      '/loop': { link: 'loop' },
      '/ping': { link: 'pong' },
      '/pong': { link: './ping' },
      '/dir/up': { link: '../dir/up/up' },
    });
    expect(await files.read(at('/l/39'), 9)).toMatchObject({ state: 'seen' });
    expect(await files.read(at('/l/40'), 9)).toMatchObject({ state: 'hidden', why: 'link-loop' });
    for (const path of ['/loop', '/ping', '/dir/up', '/loop/below'])
      expect([path, await files.read(at(path), 9)]).toMatchObject([path, { state: 'hidden', why: 'link-loop' }]);
  });

  it('opens neither FIFO nor socket nor directory', async () => {
    const { files, at, root } = await lookAt({ '/run/dir': { dir: true } });
    await promisify(execFile)('mkfifo', [`${root}/run/fifo`]);
    const server = createServer().listen(`${root}/run/socket`);
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    for (const path of ['/run/fifo', '/run/socket', '/run/dir', '/run'])
      expect([path, await files.read(at(path), 9)]).toMatchObject([path, { state: 'hidden', why: 'not-a-file' }]);
    expect(await files.look(at('/run/fifo'))).toMatchObject({ state: 'seen', value: { type: 'other' } });
    expect(await files.list(at('/run/fifo'))).toMatchObject({ state: 'hidden', why: 'not-a-directory' });
  });

  it('opens no device', async (context) => {
    needsRoot(context, 'only root can make a device node');
    const { files, at, root } = await lookAt({ '/dev': { dir: true } });
    await promisify(execFile)('mknod', [`${root}/dev/zero`, 'c', '1', '5']);
    expect(await files.read(at('/dev/zero'), 9)).toMatchObject({ state: 'hidden', why: 'not-a-file' });
  });

  it('hides what it may not read: a file, and all below a directory', async (context) => {
    needsPlainUser(context);
    const { files, at, root } = await lookAt({
      '/etc/secret': { content: 'x', mode: 0o000 },
      '/etc/shut/conf': 'x',
      '/etc/listable/conf': 'x',
      '/etc/passable/conf': 'x',
    });
    await chmod(`${root}/etc/shut`, 0o000);
    await chmod(`${root}/etc/listable`, 0o444);
    await chmod(`${root}/etc/passable`, 0o111);
    for (const path of ['/etc/secret', '/etc/shut/conf', '/etc/shut/none', '/etc/listable/conf'])
      expect([path, await files.read(at(path), 9)]).toMatchObject([path, { state: 'hidden', why: 'permission' }]);
    for (const path of ['/etc/shut', '/etc/listable', '/etc/passable'])
      expect([path, await files.list(at(path))]).toMatchObject([path, { state: 'hidden', why: 'permission' }]);
    expect(await files.read(at('/etc/passable/conf'), 9)).toMatchObject({ state: 'seen' });
  });

  it('hides a file that grows while it is read', async () => {
    const { files, at, root } = await lookAt({ '/var/log/growing': 'x'.repeat(8e6) });
    const writer = spawn('sh', ['-c', 'while :; do printf x; done >> "$0"', `${root}/var/log/growing`]);
    const ended = once(writer, 'exit');
    onTestFinished(async () => void (writer.kill('SIGKILL') && (await ended)));
    await once(writer, 'spawn');
    const deadline = Date.now() + 5000;
    let outcome = await files.read(at('/var/log/growing'), 64e6);
    while (outcome.state === 'seen' && Date.now() < deadline) outcome = await files.read(at('/var/log/growing'), 64e6);
    expect(outcome).toMatchObject({ state: 'hidden', why: 'changed-while-read' });
  });

  it('keeps every name as it is: newlines, byte order, bytes that are no UTF-8', async () => {
    const { files, at, root } = await lookAt({
      '/etc/d/a\nb': '1',
      '/etc/d/Z': '2',
      '/etc/d/é': '3',
      '/etc/d/\u{1f512}': '4',
      '/etc/d/\uffee': '5',
    });
    await promisify(execFile)('sh', ['-c', 'cd "$0" && printf 6 > "$(printf "x\\377y")"', `${root}/etc/d`]);
    const listed = await files.list(at('/etc/d'));
    if (listed.state !== 'seen') throw new Error(listed.state);
    const contents = await Promise.all(listed.value.map(({ path }) => files.read(path, 9)));
    expect(
      listed.value.map(({ path }, index) => {
        const content = contents[index];
        return [path, content?.state === 'seen' ? Buffer.from(content.value).toString() : content?.state];
      }),
    ).toEqual(
      [
        ['/etc/d/Z', '2'],
        ['/etc/d/a\nb', '1'],
        ['/etc/d/x\udcffy', '6'],
        ['/etc/d/é', '3'],
        ['/etc/d/\uffee', '5'],
        ['/etc/d/\u{1f512}', '4'],
      ].map(([path, content]) => [at(path ?? ''), content]),
    );
  });

  it('lists entries as find would print them', async () => {
    const { files, at } = await lookAt({
      '/etc/ssl/openssl.cnf': { content: 'abc', mode: 0o640 },
      '/etc/ssl/certs': { dir: true, mode: 0o2755 },
      '/etc/ssl/cert.pem': { link: '/etc/ssl/certs/ca.crt' },
    });
    const listed = await files.list(at('/etc/ssl'));
    expect(listed.state === 'seen' && listed.value.map((entry) => ({ ...entry, size: 0 }))).toEqual([
      { path: at('/etc/ssl/cert.pem'), type: 'link', size: 0, mode: 0o777, link: '/etc/ssl/certs/ca.crt' },
      { path: at('/etc/ssl/certs'), type: 'dir', size: 0, mode: 0o2755 },
      { path: at('/etc/ssl/openssl.cnf'), type: 'file', size: 0, mode: 0o640 },
    ]);
  });
});

function needsRoot(context: TestContext, why: string): void {
  if (process.getuid?.() !== 0) context.skip(why);
}

function needsPlainUser(context: TestContext): void {
  if (process.getuid?.() === 0) context.skip('root may read everything: this one runs as a plain user');
}

/** Makes 25 directories in each other, each entered by its own name alone. */
const DIG = `
  process.chdir(process.argv[1]);
  for (let depth = 0; depth < 25; depth += 1) {
    require('node:fs').mkdirSync(process.argv[2]);
    process.chdir(process.argv[2]);
  }`;
