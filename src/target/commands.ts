import { access, constants } from 'node:fs/promises';
import { isAbsolute } from 'node:path';
import type { Sighting } from './sighting.ts';
import type { AllowedProgram, CommandOutput, CommandView } from './views.ts';

/**
 * Programs of this machine, by full path from the system's own directories (never PATH), no shell, standard input closed,
 * a fixed environment: what they answer is what a service of this host would get, not what the caller's shell says.
 */
export function hostCommands(): CommandView {
  return {
    async run(argv, within, signal) {
      const [program, ...given] = argv;
      const at = { in: 'command', argv } as const;
      const path = await findProgram(program);
      if (path === undefined) return { state: 'absent', at };
      const { execa } = await import('execa');
      const outcome = await execa(path, given, {
        env: { LANG: 'C', LC_ALL: 'C', PATH: SYSTEM_DIRECTORIES.join(':') },
        extendEnv: false,
        cwd: '/',
        stdin: 'ignore',
        timeout: within,
        forceKillAfterDelay: 500,
        maxBuffer: LARGEST_OUTPUT,
        cancelSignal: signal,
        reject: false,
        stripFinalNewline: false,
      });
      if (outcome.timedOut || outcome.isCanceled) return { state: 'hidden', at, why: 'timed-out' };
      if (outcome.isMaxBuffer) return { state: 'hidden', at, why: 'too-large' };
      if (outcome.exitCode === undefined) return { state: 'hidden', at, why: 'io-error' };
      return seen(at, { stdout: outcome.stdout, stderr: outcome.stderr, exitCode: outcome.exitCode });
    },
  };
}

function seen(
  at: { readonly in: 'command'; readonly argv: readonly string[] },
  value: CommandOutput,
): Sighting<CommandOutput> {
  return { state: 'seen', value, at };
}

async function findProgram(program: AllowedProgram): Promise<string | undefined> {
  for (const directory of SYSTEM_DIRECTORIES.filter(isAbsolute)) {
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
const LARGEST_OUTPUT = 4 * 1024 * 1024;
