import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** An empty directory that is gone when the test has ended. */
export async function workspace(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'pqready-'));
  onTestFinished(() => rm(path, { recursive: true, force: true }));
  return path;
}
