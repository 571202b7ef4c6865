import { execFileSync } from 'node:child_process';
import { lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openOutputs } from '../../src/cli/outputs.ts';
import { buildTree } from '../support/tree.ts';

it('writes into what is no regular file, and does not take its place', async () => {
  const path = join(await buildTree({}), 'pipe');
  execFileSync('mkfifo', [path]);
  const reader = execFileSync('sh', ['-c', `cat '${path}' > '${path}.read' & echo $!`], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  expect(Number(reader)).toBeGreaterThan(0);
  const [output] = await openOutputs([`json=${path}`]);
  await output?.write('report');
  await output?.finish();
  expect(lstatSync(path).isFIFO()).toBe(true);
  await expect.poll(() => readFileSync(`${path}.read`, 'utf8')).toBe('report');
});
