import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { watch } from 'node:fs';
import { join } from 'node:path';

/** When a run is killed: so long after its start, its first write into the directory, or the first file there that has its name. */
export interface Moment {
  readonly after: 'start' | 'first write' | 'first name';
  readonly milliseconds: number;
}

/** Moments spread over a run, two of three close behind what it writes, where a file could be half there. */
export function momentOf(index: number, random: () => number, longest: number): Moment {
  const share = random() / 2 ** 32;
  if (index % 3 === 0) return { after: 'start', milliseconds: share * longest };
  return index % 3 === 1
    ? { after: 'first write', milliseconds: share * longest }
    : { after: 'first name', milliseconds: share * 10 };
}

/** Runs the command line from the sources in a directory and kills it with SIGKILL. @returns whether it was still at work */
export async function killedRun(place: string, args: readonly string[], moment: Moment): Promise<boolean> {
  const child = spawn(process.execPath, ['--openssl-config=/dev/null', MAIN, ...args], { cwd: place, stdio: 'ignore' });
  const ended = once(child, 'exit');
  const watcher = watch(place);
  let timer: NodeJS.Timeout | undefined;
  const arm = () => {
    timer ??= setTimeout(() => child.kill('SIGKILL'), moment.milliseconds);
  };
  if (moment.after === 'start') arm();
  else
    watcher.on('change', (_, name) => {
      if (moment.after === 'first write' || !`${name}`.startsWith('.')) arm();
    });
  const [, signal] = await ended;
  watcher.close();
  clearTimeout(timer);
  return signal === 'SIGKILL';
}

const MAIN = join(import.meta.dirname, '../../src/cli/main.ts');
