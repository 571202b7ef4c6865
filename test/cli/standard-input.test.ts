import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, it } from 'vitest';
import { buildTree } from '../support/tree.ts';

const MAIN = join(import.meta.dirname, '../../src/cli/main.ts');
const TREE = { '/etc/os-release': 'ID=debian\nVERSION_ID="13"\n' };

async function pqready(input: string, ...args: readonly string[]) {
  return execa(process.execPath, ['--openssl-config=/dev/null', MAIN, ...args], {
    input,
    reject: false,
    timeout: 100_000,
  });
}

async function namesOf(stdout: string): Promise<readonly string[]> {
  return (JSON.parse(stdout) as { targets: readonly { name: string }[] }).targets.map(({ name }) => name);
}

it('reads targets from standard input where a dash stands, before, between or behind others', async () => {
  const [first, second] = [await buildTree(TREE), await buildTree(TREE)];
  const list = `# what to look at\ndir:${first}\n`;
  const orders = [
    ['-', '--no-inventory'],
    ['--no-inventory', '-'],
    ['--no-inventory', '--', '-'],
    ['@-'],
    [`dir:${second}`, '-'],
  ];
  for (const args of orders) {
    const { stdout } = await pqready(list, 'collect', ...args);
    expect(await namesOf(stdout)).toEqual(
      args.includes(`dir:${second}`) ? [`dir:${second}`, `dir:${first}`] : [`dir:${first}`],
    );
  }
});

it('judges facts from standard input, and says so where they are none', async () => {
  const tree = await buildTree(TREE);
  const { stdout: facts } = await pqready('', 'collect', `dir:${tree}`);
  const judged = await pqready(facts, 'assess', '-', '--output', 'json');
  expect(await namesOf(judged.stdout)).toEqual([`dir:${tree}`]);
  expect(judged.exitCode).toBe(3);
  const wrong = await pqready('{}', 'assess', '-');
  expect([wrong.exitCode, wrong.stderr]).toEqual([2, expect.stringMatching(/^pqready: standard input: /)]);
});

it('never ends with 0 where nothing was judged', async () => {
  const place = await buildTree({});
  const file = join(place, 'empty');
  await writeFile(file, '');
  for (const args of [
    ['assess', file],
    ['assess', '-'],
    ['scan', '-'],
    ['scan', `@${file}`],
    ['collect', '-'],
  ]) {
    const { exitCode, stderr, stdout } = await pqready('', ...args);
    expect([args[1], exitCode, stdout]).toEqual([args[1], 2, '']);
    expect(stderr).toMatch(/(empty|standard input): (holds|names) no target/);
  }
});
