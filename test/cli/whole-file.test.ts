import { execFileSync } from 'node:child_process';
import { lstat, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { writeWhole } from '../../src/cli/whole-file.ts';

let place: string;
beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'pqready-whole-'));
});
afterEach(() => rm(place, { recursive: true, force: true }));

it('puts a whole file of its owner alone in the place of an older one, and leaves nothing beside it', async () => {
  const path = join(place, 'report');
  await writeFile(path, 'old', { mode: 0o644 });
  await writeWhole(path, 'new');
  expect(await readFile(path, 'utf8')).toBe('new');
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect(await readdir(place)).toEqual(['report']);
});

it('writes into a pipe instead of taking its place', async () => {
  const path = join(place, 'pipe');
  execFileSync('mkfifo', [path]);
  const [text] = await Promise.all([readFile(path, 'utf8'), writeWhole(path, 'through')]);
  expect(text).toBe('through');
  expect((await lstat(path)).isFIFO()).toBe(true);
  expect(await readdir(place)).toEqual(['pipe']);
});

it('says what the user named where it cannot write', async () => {
  await expect(writeWhole(join(place, 'no/such'), 'x', '--output no/such')).rejects.toThrow(
    '--output no/such: there is no such file',
  );
});
