import type { Argv, CommandModule } from 'yargs';
import { lookingOptions, outputOptions, TARGETS } from '../options.ts';
import type { CollectArguments } from '../scan-command.ts';

/** `pqready collect [TARGET...]` */
export const collect: CommandModule<object, CollectArguments> = {
  command: 'collect [targets..]',
  describe: 'Write down facts only, for hosts that must not judge themselves',
  // yargs gives the members in camel case as well; strict mode and the choices have checked them.
  builder: (yargs) =>
    yargs
      .positional('targets', { type: 'string', array: true, default: [], describe: TARGETS })
      .options({ ...outputOptions, ...lookingOptions }) as unknown as Argv<CollectArguments>,
  async handler(given) {
    const { runCollect } = await import('../scan-command.ts');
    process.exitCode = await runCollect(given);
  },
};
