import type { Argv, CommandModule } from 'yargs';
import { judgingOptions, lookingOptions, outputOptions, TARGETS } from '../options.ts';
import type { ScanArguments } from '../scan-command.ts';

/** `pqready scan [TARGET...]` */
export const scan: CommandModule<object, ScanArguments> = {
  command: 'scan [targets..]',
  describe: 'Look at targets, judge them, report (default target: host)',
  // yargs gives the members in camel case as well; strict mode and the choices have checked them.
  builder: (yargs) =>
    yargs
      .positional('targets', { type: 'string', array: true, default: [], describe: TARGETS })
      .options({ ...judgingOptions, ...outputOptions, ...lookingOptions }) as unknown as Argv<ScanArguments>,
  async handler(given) {
    const { runScan } = await import('../scan-command.ts');
    process.exitCode = await runScan(given);
  },
};
