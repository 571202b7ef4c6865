import { join } from 'node:path';
import { execa } from 'execa';

/** What the command line said and how it ended. */
export interface Ended {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number | undefined;
}

/** Runs the real command line from the sources, with the Node that runs the tests. */
export async function pqready(...args: readonly string[]): Promise<Ended> {
  const main = join(import.meta.dirname, '../../src/cli/main.ts');
  const { stdout, stderr, exitCode } = await execa(process.execPath, ['--openssl-config=/dev/null', main, ...args], {
    reject: false,
    stdin: 'ignore',
    // Of use against a hang alone: a busy machine takes ten seconds to begin.
    timeout: 100_000,
    env: { NO_COLOR: '1' },
  });
  return { stdout, stderr, exitCode };
}
