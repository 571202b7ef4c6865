import type { Argv, CommandModule } from 'yargs';
import type { AssessArguments } from '../assess-command.ts';
import { judgingOptions, outputOptions } from '../options.ts';

/** `pqready assess FACTS...` */
export const assess: CommandModule<object, AssessArguments> = {
  command: 'assess <files..>',
  describe: 'Judge stored facts or reports again',
  // yargs gives the members in camel case as well; strict mode and the choices have checked them.
  builder: (yargs) =>
    yargs
      .positional('files', {
        type: 'string',
        array: true,
        demandOption: true,
        describe: 'What collect or scan --output json wrote',
      })
      .options({ ...judgingOptions, ...outputOptions }) as unknown as Argv<AssessArguments>,
  async handler(given) {
    const { runAssess } = await import('../assess-command.ts');
    process.exitCode = await runAssess(given);
  },
};
