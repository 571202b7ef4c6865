import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import packageJson from '../package.json' with { type: 'json' };
import { commands } from '../src/cli/commands/index.ts';

const MAIN = join(import.meta.dirname, '../src/cli/main.ts');

/** docs/pqready.1: the manual page, made of what the commands say of themselves. Source of the macros: man(7). */
export function manPage(): string {
  return [
    `.TH PQREADY 1 "" "pqready ${packageJson.version}" "User Commands"`,
    '.SH NAME',
    'pqready \\- gaps of a system to FIPS 140\\-3 and to the post\\-quantum deadlines',
    '.SH SYNOPSIS',
    ...commands.flatMap(({ command }) => [`.B pqready ${escaped(`${command}`)}`, '[options]', '.br']),
    '.SH DESCRIPTION',
    escaped(`${packageJson.description}.`),
    '.SH COMMANDS',
    ...commands.flatMap(section),
    '.SH EXIT STATUS',
    ...EXITS.flatMap(([status, words]) => ['.TP', `.B ${status}`, escaped(words)]),
    '.SH FILES',
    'Nothing is written but what the options name, and nothing is sent anywhere.',
    '',
  ].join('\n');
}

function section({ command, describe }: (typeof commands)[number]): readonly string[] {
  const [name = ''] = `${command}`.split(' ');
  const help = execFileSync(process.execPath, [MAIN, name, '--help'], {
    encoding: 'utf8',
    env: { ...process.env, COLUMNS: '80' },
  });
  const [, options = ''] = /\n((?:Positionals|Options):[\s\S]*)/.exec(help.trimEnd()) ?? [];
  const lines = options.split('\n').filter((line) => !/^ {2}--(help|version) /.test(line));
  return [
    `.SS pqready ${escaped(`${command}`)}`,
    escaped(`${describe}`.replace(/(?<![?.])$/, '.')),
    '.PP',
    '.nf',
    ...lines.map(escaped),
    '.fi',
  ];
}

/** A backslash, a dash and a dot or quote at the beginning of a line mean something to troff. */
function escaped(line: string): string {
  return line
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replace(/^(?=[.'])/, '\\&');
}

const EXITS = [
  ['0', 'Nothing failed.'],
  ['1', 'A finding at or above --fail-on failed.'],
  ['2', 'The command line, a profile or a file is wrong.'],
  ['3', 'Nothing failed, but something required is unknown.'],
  ['70', 'A bug of pqready.'],
] as const;
