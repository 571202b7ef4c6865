import { stat } from 'node:fs/promises';
import type { StoredTarget } from '../report/read-stored.ts';
import { admission } from '../target/admission.ts';
import { TargetError } from '../target/target-error.ts';
import { readAsOf } from './as-of.ts';
import { openTargets } from './open-targets.ts';
import { progressOn } from './progress.ts';
import { scanTarget } from './scan.ts';
import { storedTargets } from './stored-files.ts';
import { damaged } from './targets/image.ts';

/**
 * One side of a comparison: the targets of a report, or what a target holds now. `host`, `KIND:...` and a directory are targets; any
 * other path, and `-`, is a report. Of an image with several platforms that of this machine is read. @throws UsageError
 */
export async function readSide(argument: string, signal: AbortSignal): Promise<readonly StoredTarget[]> {
  if (await isTarget(argument)) return lookAt(argument, signal);
  const targets: StoredTarget[] = [];
  for await (const target of storedTargets(argument)) targets.push(target);
  return targets;
}

async function isTarget(argument: string): Promise<boolean> {
  if (argument === 'host' || /^[a-z][a-z+-]+:/.test(argument)) return true;
  return (await stat(argument).catch(() => undefined))?.isDirectory() ?? false;
}

async function lookAt(argument: string, signal: AbortSignal): Promise<readonly StoredTarget[]> {
  const progress = progressOn(process.stderr, { quiet: false, verbose: false });
  const gate = admission({ concurrency: CONNECTIONS, perHost: 3 });
  const targets = await openTargets(argument, {
    exec: true,
    listeners: false,
    admission: gate,
    platforms: [undefined],
  });
  const asOf = readAsOf(undefined, new Date());
  try {
    const seen: StoredTarget[] = [];
    for (const target of targets)
      seen.push({
        target: await scanTarget(target, undefined, { timeoutMs: WITHIN_MS, signal, progress, labels: {} }),
        asOf,
      });
    return seen;
  } catch (error) {
    throw error instanceof TargetError ? damaged(argument, error) : error;
  } finally {
    progress.end();
    for (const target of targets) await target.close();
  }
}

const CONNECTIONS = 8;
const WITHIN_MS = 30_000;
