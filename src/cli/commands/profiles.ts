import type { Argv, CommandModule } from 'yargs';
import type { ProfilesArguments } from '../profiles-command.ts';

/** `pqready profiles [list|show|check]` */
export const profiles: CommandModule<object, ProfilesArguments> = {
  command: 'profiles [action] [named]',
  describe: 'List the profiles, show one, or check a file of your own',
  // yargs has checked the choices.
  builder: (yargs) =>
    yargs
      .positional('action', {
        choices: ['list', 'show', 'check'] as const,
        default: 'list' as const,
        describe: 'What to do',
      })
      .positional('named', { type: 'string', describe: 'An id, or a YAML file' }) as unknown as Argv<ProfilesArguments>,
  async handler(given) {
    const { runProfiles } = await import('../profiles-command.ts');
    process.exitCode = await runProfiles(given);
  },
};
