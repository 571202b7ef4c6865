import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { pqready } from '../support/command-line.ts';

let tree: string;
beforeAll(async () => {
  tree = await mkdtemp(join(tmpdir(), 'pqready-empty-'));
});
afterAll(() => rm(tree, { recursive: true, force: true }));

it('says nothing with --quiet: the exit code tells', async () => {
  expect(await pqready('scan', tree, '--quiet')).toEqual({ stdout: '', stderr: '', exitCode: 3 });
});

it('says each hop with --verbose, on standard error alone', async () => {
  const { stdout, stderr } = await pqready('scan', tree, '--verbose', '--name', 'tree', '--output', 'jsonl');
  expect(stdout.split('\n')).toHaveLength(1);
  const hops = stderr.split('\n').map((line) => line.replace(/^pqready: +\d+ ms {2}/, ''));
  expect(hops[0]).toBe(`${tree}: target.open`);
  expect(hops).toContain(
    'tree: collected os-release (1 of 1)'.replace('1 of 1', /os-release \((.*?)\)/.exec(stderr)?.[1] ?? ''),
  );
  expect(hops.at(-1)).toMatch(/^tree: judge \d+ facts, \d+ gaps$/);
});

it.each([
  [['scan', 'dir:/nowhere', '--output', 'json'], 'dir:/nowhere: there is no /nowhere, or it cannot be reached'],
  [['scan', 'dir:/nowhere', '--output=jsonl'], 'dir:/nowhere: there is no /nowhere, or it cannot be reached'],
  [['assess', '/nowhere', '--output', 'json'], '/nowhere: there is no such file or directory'],
  [['scan', '--profile', 'no-such', '--output', 'json'], '--profile no-such: no such profile'],
  [['scan', '--no-such-option', '--output', 'json'], 'Unknown arguments: such-option, suchOption'],
])('tells scripts in JSON what is wrong: %j', async (args, message) => {
  const { stdout, exitCode } = await pqready(...args);
  const told = JSON.parse(stdout);
  expect({ exitCode, told }).toMatchObject({
    exitCode: 2,
    told: {
      schema: 'pqready.error/1',
      exitCode: 2,
      error: { kind: 'usage', message: expect.stringContaining(message) },
    },
  });
});

it('keeps standard output empty where JSON goes to a file', async () => {
  const { stdout, exitCode } = await pqready('scan', 'dir:/nowhere', '--output', `json=${join(tree, 'report.json')}`);
  expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 2 });
});

it('completes what is typed, in bash', async () => {
  const script = (await pqready('completion')).stdout;
  execFileSync('bash', ['-n'], { input: script });
  expect(script).toContain('complete -o');
  expect((await pqready('--get-yargs-completions', 'pqready', 'scan', '--bas')).stdout.split('\n')).toContain(
    '--baseline',
  );
});
