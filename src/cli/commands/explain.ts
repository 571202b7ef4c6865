import type { Argv, CommandModule } from 'yargs';
import type { ExplainArguments } from '../explain-command.ts';
import { outputOption } from '../options.ts';

/** `pqready explain ID` */
export const explain: CommandModule<object, ExplainArguments> = {
  command: 'explain [id]',
  describe: 'What a rule, requirement, group, algorithm, OID, code point or certificate is, and how it is judged',
  // yargs gives the members in camel case as well; strict mode has checked them.
  builder: (yargs) =>
    yargs
      .positional('id', {
        type: 'string',
        describe: 'tls.key-establishment, X25519MLKEM768, 0x11ec, 4857 ...',
      })
      .options({
        conflicts: {
          type: 'string',
          array: true,
          requiresArg: true,
          describe: 'Profiles to hold against each other: what no configuration satisfies, and what comes nearest',
        },
        profile: {
          type: 'string',
          array: true,
          requiresArg: true,
          nargs: 1,
          describe: 'Profile to look in: an id or a YAML file; repeatable (default: all that come with pqready)',
        },
        'as-of': { type: 'string', requiresArg: true, describe: 'As on that day, YYYY-MM-DD (default: today)' },
        cmvp: {
          type: 'string',
          requiresArg: true,
          describe: 'File that extends or replaces the register of certificates',
        },
        output: { ...outputOption(['json', 'text']), default: ['text'] },
      }) as unknown as Argv<ExplainArguments>,
  async handler(given) {
    const { runExplain } = await import('../explain-command.ts');
    process.exitCode = await runExplain(given);
  },
};
