import type { Argv, CommandModule } from 'yargs';
import type { DiffArguments } from '../diff-command.ts';
import { outputOption } from '../options.ts';

/** `pqready diff OLD NEW` */
export const diff: CommandModule<object, DiffArguments> = {
  command: 'diff <old> <new>',
  describe: 'What became better or worse between two reports or targets, and why; exit 1 on a regression',
  // yargs gives the members in camel case as well; strict mode and the choices have checked them.
  builder: (yargs) =>
    yargs
      .positional('old', {
        type: 'string',
        demandOption: true,
        describe: 'What scan or collect wrote before, or a target: oci-archive:a.tar',
      })
      .positional('new', {
        type: 'string',
        demandOption: true,
        describe: 'What scan or collect wrote after, or a target: oci-archive:b.tar',
      })
      .options({
        pair: {
          type: 'string',
          array: true,
          requiresArg: true,
          nargs: 1,
          default: [] as string[],
          describe: 'OLDNAME=NEWNAME: which target is which, where identities differ; repeatable',
        },
        profile: {
          type: 'string',
          array: true,
          requiresArg: true,
          nargs: 1,
          describe: 'Judge both again by this profile; repeatable (default: as the reports were judged)',
        },
        'as-of': { type: 'string', requiresArg: true, describe: 'Judge both again as on that day, YYYY-MM-DD' },
        'fail-on': {
          choices: ['high', 'medium', 'low', 'none'] as const,
          default: 'low' as const,
          describe: 'Exit 1 where a finding of this severity or above became worse',
        },
        unknown: {
          choices: ['fail', 'pass'] as const,
          default: 'fail' as const,
          describe: 'Exit 3 where something can no longer be told, or let it pass',
        },
        output: { ...outputOption(['json', 'text']), default: ['text'] },
      }) as unknown as Argv<DiffArguments>,
  async handler(given) {
    const { runDiff } = await import('../diff-command.ts');
    process.exitCode = await runDiff(given);
  },
};
