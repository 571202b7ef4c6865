import type { Argv, CommandModule } from 'yargs';
import type { SignArguments } from '../sign-command.ts';

/** `pqready sign REPORT` */
export const sign: CommandModule<object, SignArguments> = {
  command: 'sign <report>',
  describe: 'Sign a report or an evidence bundle, in a file of its own',
  // yargs gives the members as they are declared here.
  builder: (yargs) =>
    yargs
      .positional('report', { type: 'string', demandOption: true, describe: 'Any file; what a bundle holds is listed' })
      .options({
        key: {
          type: 'string',
          array: true,
          requiresArg: true,
          nargs: 1,
          demandOption: true,
          describe: 'Private key; repeatable: ML-DSA, and ECDSA P-384 beside it',
        },
        out: { type: 'string', requiresArg: true, describe: 'File for the signature (default: REPORT.sig.json)' },
      }) as unknown as Argv<SignArguments>,
  async handler(given) {
    const { runSign } = await import('../sign-command.ts');
    process.exitCode = await runSign(given);
  },
};
