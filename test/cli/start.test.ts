import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, it } from 'vitest';
import { collectors, fileCollectors } from '../../src/collect/index.ts';

it('loads for a help text what a help text is made of', async () => {
  for (const args of [['--help'], ['scan', '--help']])
    expect(roomsOf(await loadedBy(...args)), args.join(' ')).toEqual([
      'cli',
      'facts',
      'report',
      'target',
      'vocabulary',
    ]);
});

it('loads for an endpoint the collectors that talk to endpoints', async () => {
  const loaded = await loadedBy('scan', 'tls:127.0.0.1:1', '--output', 'json=/dev/null');
  expect(collectorsOf(loaded)).toEqual(['ssh-endpoint', 'tls-endpoint']);
  expect(loaded.filter((each) => /yaml-tree|rules\/expression\//.test(each))).toEqual([]);
});

it('connects to an endpoint before it loads what judges the answers', async () => {
  const loaded = await loadedBy('scan', 'tls:127.0.0.1:1', '--output', 'json=/dev/null');
  const before = loaded.slice(0, loaded.indexOf('connect'));
  expect(before).toContain('collect/tls-endpoint.ts');
  expect(
    before.filter((each) => /^(rules\/|policy\/(plain|read|register)|assess\/assess\.|cli\/judge\.)/.test(each)),
  ).toEqual([]);
  expect(loaded.slice(before.length)).toContain('rules/index.ts');
});

it.each([
  [['--profile', 'no-such']],
  [['--profile', '/nowhere/house.yaml']],
  [['--profile', join(import.meta.dirname, 'start.test.ts')]],
  [['--profile', 'fedramp-2026:no-such']],
  [['--output', 'no-such']],
  [['--output', 'json=/nowhere/report.json']],
  [['--waivers', '/nowhere/waivers.yaml']],
  [['--cmvp', '/nowhere/cmvp.yaml']],
  [['--baseline', '/nowhere/report.json']],
  [['--label', 'no-such']],
])('connects to nobody where the command line is wrong: %j', async (wrong) => {
  expect(await loadedBy('scan', 'tls:127.0.0.1:1', ...wrong)).not.toContain('connect');
});

it('loads for a tree no collector that a tree cannot serve', async () => {
  const tree = await mkdtemp(join(tmpdir(), 'pqready-empty-'));
  const loaded = await loadedBy('scan', `dir:${tree}`, '--output', 'json=/dev/null');
  await rm(tree, { recursive: true });
  const ofTrees = collectors.filter(({ needs }) => needs.every((view) => view === 'files'));
  expect(collectorsOf(loaded)).toEqual([...ofTrees, ...fileCollectors].map(({ id }) => id).sort());
  expect(loaded.filter((each) => /\/(tls|ssh-wire|starttls)\//.test(each))).toEqual([]);
});

/** The sources that a command loads, and `connect` where it opens its first connection, in order. */
async function loadedBy(...args: readonly string[]): Promise<readonly string[]> {
  const main = join(SRC, 'cli/main.ts');
  const watch = `data:text/javascript,${encodeURIComponent(WATCH)}`;
  const { stderr } = await execa(process.execPath, ['--openssl-config=/dev/null', '--import', watch, main, ...args], {
    reject: false,
    stdin: 'ignore',
    timeout: 100_000,
  });
  return stderr
    .split('\n')
    .map((each) => (each.includes(`${SRC}/`) ? each.slice(each.indexOf(SRC) + SRC.length + 1) : each));
}

function roomsOf(loaded: readonly string[]): readonly string[] {
  return [...new Set(loaded.map((each) => each.split('/')[0] ?? ''))].sort();
}

function collectorsOf(loaded: readonly string[]): readonly string[] {
  const ids = [...collectors, ...fileCollectors].map(({ id }) => id);
  return ids.filter((id) => loaded.includes(`collect/${id}.ts`)).sort();
}

const SRC = join(import.meta.dirname, '../../src');
const WATCH = `
import { registerHooks } from 'node:module';
import { Socket } from 'node:net';
const seen = [];
registerHooks({
  load(url, context, next) {
    if (url.includes('/src/')) seen.push(url);
    return next(url, context);
  },
});
const { connect } = Socket.prototype;
Socket.prototype.connect = function (...given) {
  if (!seen.includes('connect')) seen.push('connect');
  return connect.apply(this, given);
};
process.on('exit', () => console.error(seen.join('\\n')));`;
