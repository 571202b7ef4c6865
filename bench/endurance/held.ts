import { readdirSync, readFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** What this process holds: mebibytes, open descriptors, child processes, and what keeps its event loop busy. */
export interface Held {
  readonly heap: number;
  readonly resident: number;
  readonly descriptors: number;
  readonly children: number;
  readonly active: readonly string[];
}

/** Collects garbage, waits for what is being closed, and counts. */
export async function heldNow(): Promise<Held> {
  collectGarbage();
  await new Promise((resolve) => setTimeout(resolve, SETTLE_MILLISECONDS));
  collectGarbage();
  const { heapUsed, rss } = process.memoryUsage();
  const tasks = readdirSync('/proc/self/task');
  const children = tasks.flatMap((task) => readFileSync(`/proc/self/task/${task}/children`, 'utf8').trim().split(' '));
  return {
    heap: heapUsed / MEBIBYTE,
    resident: rss / MEBIBYTE,
    // One of them is the listing itself.
    descriptors: readdirSync('/proc/self/fd').length - 1,
    children: children.filter((child) => child !== '').length,
    active: process.getActiveResourcesInfo().toSorted(),
  };
}

setFlagsFromString('--expose-gc');
// The flag has just put a function of that name into new contexts.
const collectGarbage = runInNewContext('gc') as () => void;
const SETTLE_MILLISECONDS = 300;
const MEBIBYTE = 1024 * 1024;
