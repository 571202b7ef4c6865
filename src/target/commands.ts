import { access, constants } from 'node:fs/promises';
import { runProgram, SYSTEM_DIRECTORIES } from './run-program.ts';
import type { AllowedProgram, CommandView } from './views.ts';

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
      const outcome = await runProgram({
        argv: [path, ...argv.slice(1)],
        directory: '/',
        environment: { LANG: 'C' },
        mostOutput: MOST_OUTPUT,
        within,
        signal,
      });
      return typeof outcome === 'string'
        ? { state: 'hidden', at, why: outcome }
        : { state: 'seen', at, value: outcome };
    },
  };
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

const MOST_OUTPUT = 4 * 1024 * 1024;
