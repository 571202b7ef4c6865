import type { Argv, CommandModule } from 'yargs';
import type { KeygenArguments } from '../keygen-command.ts';

/** `pqready keygen` */
export const keygen: CommandModule<object, KeygenArguments> = {
  command: 'keygen',
  describe: 'Make a key pair for signing reports',
  // yargs has checked the choices.
  builder: (yargs) =>
    yargs.options({
      out: {
        type: 'string',
        requiresArg: true,
        demandOption: true,
        describe: 'File for the private key; the public key gets .pub behind its name',
      },
      algorithm: {
        choices: ['ml-dsa-65', 'ml-dsa-87', 'ecdsa-p384'] as const,
        default: 'ml-dsa-65' as const,
        describe: 'Signature algorithm: FIPS 204, or ECDSA to stand beside it',
      },
    }) as unknown as Argv<KeygenArguments>,
  async handler(given) {
    const { runKeygen } = await import('../keygen-command.ts');
    process.exitCode = await runKeygen(given);
  },
};
