import yargs from 'yargs';
import packageJson from '../../package.json' with { type: 'json' };
import { commands } from './commands/index.ts';
import { givenArguments } from './given-arguments.ts';
import { reportError } from './report-error.ts';

const OLDEST_NODE = 24;

const argv = process.argv.slice(2);

run(argv)
  .catch((error: unknown) => {
    process.exitCode = reportError(error, argv);
  })
  // What was written has been waited for; a collector that hangs with an open handle must not hold the process.
  .then(() => process.exit());

// Who writes is told as well, and says it (standard-output.ts); a help text that nobody reads is no loss.
process.stdout.on('error', () => {});

async function run(given: readonly string[]): Promise<void> {
  if (Number.parseInt(process.versions.node, 10) < OLDEST_NODE) {
    const words = `Node.js ${process.versions.node} is too old, ${OLDEST_NODE} or newer is wanted\nPut a newer node first on PATH.`;
    throw Object.assign(new Error(words), { name: 'UsageError' });
  }
  const parser = yargs(givenArguments(given))
    .scriptName('pqready')
    .version(packageJson.version)
    .strict()
    .demandCommand(1, 'a command is missing')
    .recommendCommands()
    .completion('completion', 'Print a completion script for bash or zsh')
    .wrap(Math.min(100, process.stdout.columns || 80))
    .epilogue(
      'Exit: 0 nothing failed; 1 a finding failed; 2 usage, or a damaged image; 3 something required is unknown; 70 a bug of pqready.',
    )
    .exitProcess(false)
    .fail((message, error) => {
      throw error ?? Object.assign(new Error(`${message}\nSee pqready --help.`), { name: 'UsageError' });
    });
  for (const command of commands) parser.command(command as (typeof commands)[0]);
  await parser.parseAsync();
}
