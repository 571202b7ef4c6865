import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { writeTree } from '../support/tree.ts';
import { debian13 } from '../trees/debian-13.ts';

// Several runs of the program each: on a busy machine every one takes ten seconds.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

/** A clock that stands still in 2035. */
const CLOCK_OF_2035 = `data:text/javascript,${encodeURIComponent(`
  const now = Date.parse('2035-03-04T05:06:07Z');
  globalThis.Date = class extends Date {
    constructor(...given) { given.length === 0 ? super(now) : super(...given); }
    static now() { return now; }
  };`)}`;

let place = '';
let target = '';
let usual: readonly unknown[] = [];
beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), 'pqready-odd-'));
  target = `dir:${join(place, 'tree')}`;
  await mkdir(join(place, 'tree'));
  await writeTree(join(place, 'tree'), await debian13());
  usual = await scan({});
});
afterAll(() => rm(place, { recursive: true }));

it.each<readonly [string, Circumstances]>([
  ['with an empty environment', { env: {} }],
  ['without HOME and TERM', { env: { PATH: process.env['PATH'] ?? '' } }],
  ['in the C locale', { env: { LANG: 'C', LC_ALL: 'C' } }],
  ['in Turkish, whose small I has no dot', { env: { LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' } }],
  ['where it is tomorrow already', { env: { TZ: 'Pacific/Kiritimati' } }],
  ['where it is still yesterday', { env: { TZ: 'Pacific/Pago_Pago' } }],
  ['with a home that is not there', { env: { HOME: '/nonexistent', TMPDIR: '/nonexistent' } }],
  ['in a directory where nobody can write', { cwd: '/proc' }],
  ['on a clock of 2035', { node: ['--import', CLOCK_OF_2035] }],
  ['in a terminal of one column', { env: { COLUMNS: '1', TERM: 'dumb' } }],
])('reports the same %s', async (_, circumstances) => {
  expect(await scan(circumstances)).toEqual(usual);
});

it('judges as on the day of the clock where no day is named', async () => {
  const { stdout } = await run({ node: ['--import', CLOCK_OF_2035] }, ['scan', target, '--output', 'json']);
  const { asOf, startedAt } = JSON.parse(stdout);
  expect([asOf, startedAt.slice(0, 10)]).toEqual(['2035-03-04', '2035-03-04']);
});

it('says where it cannot write', async () => {
  const { stderr, exitCode } = await run({ cwd: '/proc' }, ['scan', target, '--output', 'json=report.json']);
  expect([stderr.split('\n').at(-1), exitCode]).toEqual(['Name a file in a directory that this user can write.', 2]);
});

interface Circumstances {
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  readonly node?: readonly string[];
}

/** All that a run says, but the times at which it ran. */
async function scan(circumstances: Circumstances): Promise<readonly unknown[]> {
  const path = join(place, 'report.json');
  const outputs = ['--output', 'text', '--output', `json=${path}`];
  const { stdout, stderr, exitCode } = await run(circumstances, ['scan', target, '--as-of', '2026-11-22', ...outputs]);
  const json = (await readFile(path, 'utf8')).replaceAll(/"(startedAt|finishedAt)": "[^"]*"/g, '');
  await rm(path);
  return [json, stdout, stderr, exitCode];
}

function run({ env, cwd, node = [] }: Circumstances, args: readonly string[]) {
  return execa(process.execPath, ['--openssl-config=/dev/null', ...node, MAIN, ...args], {
    reject: false,
    stdin: 'ignore',
    timeout: 100_000,
    ...(cwd === undefined ? {} : { cwd }),
    ...(env === undefined ? {} : { env, extendEnv: false }),
  });
}

const MAIN = join(dirname(import.meta.dirname), '../src/cli/main.ts');
