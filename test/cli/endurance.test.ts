import { join } from 'node:path';
import { execa } from 'execa';
import { expect, it } from 'vitest';

it('holds no more after 300 scans of a tree than after 150', async () => {
  const { stdout, exitCode } = await endurance('300');
  expect([exitCode, stdout.split('\n').filter((line) => line.startsWith('MISSED'))]).toEqual([0, []]);
  expect(stdout.match(/^after +\d+: heap .* 0 children$/gm)).toHaveLength(3);
}, 120_000);

it('holds no descriptor, socket, timer or child after hostile servers and images, and programs of the host', async () => {
  const { stdout, exitCode } = await endurance('hostile', '2');
  expect([exitCode, stdout.split('\n').filter((line) => line.startsWith('MISSED'))]).toEqual([0, []]);
  expect(stdout.split('\n').at(-1)).toBe('66 endpoints, 26 images of which 19 were refused');
}, 120_000);

/** `npm run bench -- endurance`, with counts small enough for every run of the tests. */
function endurance(...args: readonly string[]) {
  const program = join(import.meta.dirname, '../../bench/endurance.ts');
  return execa(process.execPath, [program, ...args], { reject: false, stdin: 'ignore' });
}
