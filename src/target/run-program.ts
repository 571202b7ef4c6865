import type { Hidden } from './sighting.ts';
import type { CommandOutput, Milliseconds } from './views.ts';

/** How a program of this machine is run: no shell, standard input closed, and no variable but those that are given. */
export interface ProgramRun {
  /** The full path of the program, and its arguments. */
  readonly argv: readonly [string, ...string[]];
  readonly directory: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Of each stream, in bytes; one that gives more is stopped. */
  readonly mostOutput: number;
  readonly within: Milliseconds;
  readonly signal: AbortSignal;
}

/** Directories of system programs; a scan looks nowhere else, and gives nothing else as PATH. */
export const SYSTEM_DIRECTORIES = ['/usr/sbin', '/usr/bin', '/sbin', '/bin'] as const;

/** Runs a program to its end, or says why it had none of its own; nothing that it started outlives the run. */
export async function runProgram(run: ProgramRun): Promise<CommandOutput | ProgramFailure> {
  const { execa } = await import('execa');
  const [path, ...given] = run.argv;
  const child = execa(path, given, {
    ...OPTIONS,
    cwd: run.directory,
    env: { LC_ALL: 'C', PATH: SYSTEM_DIRECTORIES.join(':'), ...run.environment },
    maxBuffer: run.mostOutput,
  });
  let stopped = false;
  const stop = () => {
    stopped = true;
    killGroup(child.pid);
    // Whoever left the group in time could still hold the pipes open.
    child.stdout.destroy();
    child.stderr.destroy();
  };
  const timer = setTimeout(stop, run.within);
  run.signal.addEventListener('abort', stop);
  if (run.signal.aborted) stop();
  const outcome = await child;
  clearTimeout(timer);
  run.signal.removeEventListener('abort', stop);
  if (stopped) return 'timed-out';
  if (outcome.isMaxBuffer) return 'too-large';
  if (outcome.exitCode === undefined) return 'io-error';
  return { stdout: outcome.stdout, stderr: outcome.stderr, exitCode: outcome.exitCode };
}

/** Why a run gave nothing. */
export type ProgramFailure = Extract<Hidden, 'timed-out' | 'too-large' | 'io-error'>;

/** The program leads a group of its own, so that what it started in turn ends with it. */
function killGroup(leader: number | undefined): void {
  try {
    if (leader !== undefined) process.kill(-leader, 'SIGKILL');
  } catch {
    // It had ended already.
  }
}

const OPTIONS = {
  extendEnv: false,
  stdin: 'ignore',
  detached: true,
  reject: false,
  stripFinalNewline: false,
} as const;
