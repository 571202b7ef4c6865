import { access, constants } from 'node:fs/promises';
import type { Hidden } from './sighting.ts';
import type { AllowedProgram, CommandOutput, CommandView, Milliseconds } from './views.ts';

/**
 * Programs of this machine, by full path from the system's own directories (never PATH), no shell, standard input closed,
 * a fixed environment: what they answer is what a service of this host would get, not what the caller's shell says.
 */
export function hostCommands(): CommandView {
  return {
    async run(argv, within, signal) {
      const at = { in: 'command', argv } as const;
      const path = await findProgram(argv[0]);
      if (path === undefined) return { state: 'absent', at };
      const outcome = await runToItsEnd([path, ...argv.slice(1)], within, signal);
      return typeof outcome === 'string'
        ? { state: 'hidden', at, why: outcome }
        : { state: 'seen', at, value: outcome };
    },
  };
}

async function runToItsEnd(
  [path, ...given]: readonly [string, ...string[]],
  within: Milliseconds,
  signal: AbortSignal,
): Promise<CommandOutput | Hidden> {
  const { execa } = await import('execa');
  const child = execa(path, given, { ...OPTIONS, env: { LANG: 'C', LC_ALL: 'C', PATH: SYSTEM_DIRECTORIES.join(':') } });
  let stopped = false;
  const stop = () => {
    stopped = true;
    killGroup(child.pid);
    // Whoever left the group in time could still hold the pipes open.
    child.stdout.destroy();
    child.stderr.destroy();
  };
  const timer = setTimeout(stop, within);
  signal.addEventListener('abort', stop);
  if (signal.aborted) stop();
  const outcome = await child;
  clearTimeout(timer);
  signal.removeEventListener('abort', stop);
  if (stopped) return 'timed-out';
  if (outcome.isMaxBuffer) return 'too-large';
  if (outcome.exitCode === undefined) return 'io-error';
  return { stdout: outcome.stdout, stderr: outcome.stderr, exitCode: outcome.exitCode };
}

/** The program leads a group of its own: what it started in turn ends with it, and nothing outlives the scan. */
function killGroup(leader: number | undefined): void {
  try {
    if (leader !== undefined) process.kill(-leader, 'SIGKILL');
  } catch {
    // It had ended already.
  }
}

/** The full path of a program in the system's own directories; undefined where it is in none of them. */
export async function findProgram(program: AllowedProgram): Promise<string | undefined> {
  for (const directory of SYSTEM_DIRECTORIES) {
    const path = `${directory}/${program}`;
    const executable = await access(path, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (executable) return path;
  }
  return undefined;
}

const SYSTEM_DIRECTORIES = ['/usr/sbin', '/usr/bin', '/sbin', '/bin'] as const;
const OPTIONS = {
  extendEnv: false,
  cwd: '/',
  stdin: 'ignore',
  detached: true,
  maxBuffer: 4 * 1024 * 1024,
  reject: false,
  stripFinalNewline: false,
} as const;
