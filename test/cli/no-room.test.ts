import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, it, vi } from 'vitest';
import { buildTree } from '../support/tree.ts';
import { workspace } from '../support/workspace.ts';
import { debian13 } from '../trees/debian-13.ts';

// Several runs of the program each: on a busy machine every one takes ten seconds.
vi.setConfig({ testTimeout: 120_000 });

const ROOM = 'Make room there, or write elsewhere.';

it.each([
  ['scan', 'text', 'standard output'],
  ['scan', 'json', 'standard output'],
  ['scan', 'json=/dev/full', '--output json=/dev/full'],
  ['kat', 'text', 'standard output'],
] as const)('says that a full device took nothing: %s --output %s', async (command, output, named) => {
  const target = command === 'scan' ? [`dir:${await tree()}`] : [];
  const { stderr, exitCode } = await inShell('exec "$0" "$@" >/dev/full', [command, ...target, '--output', output]);
  expect([stderr, exitCode]).toEqual([`pqready: ${named}: no space is left on the device\n${ROOM}`, 2]);
});

it.each(['text', 'csv', 'markdown'])('says that only a part of the %s fitted behind a redirection', async (output) => {
  const path = join(await workspace(), 'report');
  const ran = await inShell(`${FOUR_KIB}exec "$0" "$@" >'${path}'`, [
    'scan',
    `dir:${await tree()}`,
    '--output',
    output,
  ]);
  expect([ran.stderr, ran.exitCode]).toEqual([`pqready: standard output: EFBIG: file too large, write\n${ROOM}`, 2]);
});

it.each([
  [['--output', 'json=a.json', '--output', 'markdown=b.md'], '--output json=a.json'],
  [['--output', 'junit=a.xml', '--bundle', 'b.tar.gz'], '--output junit=a.xml'],
  [['--quiet', '--bundle', 'b.tar.gz'], '--bundle b.tar.gz'],
])('leaves nothing of a run that did not fit: %j', async (outputs, named) => {
  const place = await workspace();
  const ran = await inShell(`${FOUR_KIB}cd '${place}' && exec "$0" "$@"`, ['scan', `dir:${await tree()}`, ...outputs]);
  expect([ran.stderr, ran.exitCode]).toEqual([`pqready: ${named}: EFBIG: file too large, write\n${ROOM}`, 2]);
  expect(await readdir(place)).toEqual([]);
});

it('keeps the whole lines of a list that did not fit, from which it goes on', async () => {
  const path = join(await workspace(), 'list.jsonl');
  const targets = Array.from({ length: 9 }, (_, index) => `ssh:127.0.0.1:${index + 1}`);
  const args = ['collect', ...targets, '--resume', '--output', `jsonl=${path}`];
  const ran = await inShell(`${FOUR_KIB}exec "$0" "$@"`, args);
  expect([ran.stderr, ran.exitCode]).toEqual([
    `pqready: --output jsonl=${path}: EFBIG: file too large, write\n${ROOM}`,
    2,
  ]);
  const lines = (await readFile(path, 'utf8')).split('\n');
  expect([lines.length > 1, lines.at(-1)]).toEqual([true, '']);
  await inShell('exec "$0" "$@"', args);
  const names = (await readFile(path, 'utf8')).trimEnd().split('\n');
  expect(names.map((line) => JSON.parse(line).targets[0].name)).toEqual(targets);
});

it('leaves no half of a key', async () => {
  const place = await workspace();
  const ran = await inShell(`${ONE_KIB}cd '${place}' && exec "$0" "$@"`, [
    'keygen',
    '--out',
    'key',
    '--algorithm',
    'ml-dsa-87',
  ]);
  expect([ran.exitCode, await readdir(place)]).toEqual([2, []]);
});

it('makes no key where there is no place for both halves', async () => {
  const place = await workspace();
  await mkdir(join(place, 'key.pub'));
  const ran = await inShell(`cd '${place}' && exec "$0" "$@"`, ['keygen', '--out', 'key']);
  expect([ran.exitCode, await readdir(place)]).toEqual([2, ['key.pub']]);
});

it('ends as was found where the reader of a pipe goes away', async () => {
  const target = `dir:${await tree()}`;
  const whole = await inShell('exec "$0" "$@" >/dev/null', ['scan', target]);
  const piped = await inShell('set -o pipefail; "$0" "$@" | head -c 1', ['scan', target]);
  expect([whole.exitCode, piped.exitCode, piped.stderr]).toEqual([1, 1, '']);
});

/** Runs a line of bash in which `"$0" "$@"` is the command line from the sources. */
async function inShell(line: string, args: readonly string[]) {
  return execa('bash', ['-c', line, process.execPath, '--openssl-config=/dev/null', MAIN, ...args], {
    reject: false,
    stdin: 'ignore',
    timeout: 100_000,
  });
}

async function tree(): Promise<string> {
  return buildTree(await debian13());
}

/** The largest file that the shell's children may write: beyond it a write ends early, then fails, as on a full disk. */
const FOUR_KIB = 'ulimit -f 4; ';
const ONE_KIB = 'ulimit -f 1; ';
const MAIN = join(import.meta.dirname, '../../src/cli/main.ts');
