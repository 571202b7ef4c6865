import type { Argv, CommandModule } from 'yargs';
import type { VerifyArguments } from '../verify-command.ts';

/** `pqready verify REPORT` */
export const verify: CommandModule<object, VerifyArguments> = {
  command: 'verify <report>',
  describe: 'Check the signature of a report or an evidence bundle; exit 1 where a byte was changed',
  // yargs gives the members as they are declared here.
  builder: (yargs) =>
    yargs.positional('report', { type: 'string', demandOption: true, describe: 'The file that was signed' }).options({
      key: {
        type: 'string',
        array: true,
        requiresArg: true,
        nargs: 1,
        demandOption: true,
        describe: 'Public key; repeatable: each must have signed',
      },
      signature: { type: 'string', requiresArg: true, describe: 'The signature (default: REPORT.sig.json)' },
    }) as unknown as Argv<VerifyArguments>,
  async handler(given) {
    const { runVerify } = await import('../verify-command.ts');
    process.exitCode = await runVerify(given);
  },
};
