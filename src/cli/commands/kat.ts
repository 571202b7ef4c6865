import type { Argv, CommandModule } from 'yargs';
import type { KatArguments } from '../kat-command.ts';
import { outputOption } from '../options.ts';

/** `pqready kat` */
export const kat: CommandModule<object, KatArguments> = {
  command: 'kat',
  describe: "Known-answer tests: does the cryptography that is installed give the standard's answers?",
  // yargs gives the members in camel case as well; strict mode and the choices have checked them.
  builder: (yargs) =>
    yargs.options({
      engine: {
        choices: ['noble', 'node', 'openssl', 'openssl-fips', 'all'],
        array: true,
        requiresArg: true,
        nargs: 1,
        default: ['all'],
        describe: 'Implementation to test; repeatable. all: those that are there',
      },
      vectors: {
        type: 'string',
        array: true,
        requiresArg: true,
        nargs: 1,
        describe:
          'ACVP, Wycheproof or CCTV: a file, a directory or an ACVP-Server checkout; repeatable (default: own sets)',
      },
      full: { type: 'boolean', default: false, describe: 'Run cases that take seconds each as well' },
      openssl: { type: 'string', requiresArg: true, describe: "Another openssl program than the system's" },
      'openssl-conf': { type: 'string', requiresArg: true, describe: 'Configuration that openssl loads' },
      unknown: {
        choices: ['fail', 'pass'],
        default: 'fail',
        describe: 'Exit 3 where no case of a set could be run, or let it pass',
      },
      output: { ...outputOption(['json', 'junit', 'markdown', 'text']), default: ['text'] },
    }) as unknown as Argv<KatArguments>,
  async handler(given) {
    const { runKat } = await import('../kat-command.ts');
    process.exitCode = await runKat(given);
  },
};
