import type { Argv, CommandModule } from 'yargs';
import type { ProfilesArguments } from '../profiles-command.ts';

/** `pqready profiles [list|show|check|conflicts]` */
export const profiles: CommandModule<object, ProfilesArguments> = {
  command: 'profiles [action] [named..]',
  describe: 'List the profiles, show one, check a file of your own, or find where some conflict',
  // yargs has checked the choices.
  builder: (yargs) =>
    yargs
      .positional('action', {
        choices: ['list', 'show', 'check', 'conflicts'] as const,
        default: 'list' as const,
        describe: 'What to do',
      })
      .positional('named', { type: 'string', array: true, default: [] as string[], describe: 'Ids, or YAML files' })
      .option('as-of', {
        type: 'string',
        requiresArg: true,
        describe: 'Conflicts as on that day, YYYY-MM-DD (default: today)',
      }) as unknown as Argv<ProfilesArguments>,
  async handler(given) {
    const { runProfiles } = await import('../profiles-command.ts');
    process.exitCode = await runProfiles(given);
  },
};
