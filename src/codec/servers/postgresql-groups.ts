import { type ConfigurationText, type ConfiguredGroups, unknownGroups } from './configured-groups.ts';

/** A line of postgresql.conf. */
export interface PostgresqlSetting {
  /** In lower case. */
  readonly name: string;
  readonly value: string;
  /** From 1. */
  readonly line: number;
}

/**
 * Reads `name = value` or `name value`, values in quotes or not; `#` begins a comment. Source: PostgreSQL documentation, 19.1.2;
 * src/backend/utils/misc/guc-file.l.
 */
export function readPostgresqlFile(text: string): readonly PostgresqlSetting[] {
  return text
    .slice(0, LONGEST)
    .split('\n')
    .flatMap((content, index) => {
      const [, name, quoted, plain = ''] = LINE.exec(content) ?? [];
      if (name === undefined) return [];
      const value = quoted === undefined ? plain : quoted.replace(/''/g, "'").replace(/\\(.)/g, '$1');
      return [{ name: name.toLowerCase(), value, line: index + 1 }];
    });
}

/**
 * What PostgreSQL would use: `ssl_groups` (from 18), before that `ssl_ecdh_curve`, which is one curve; the last line of several
 * counts, and the command line before all files. Else what is built in: prime256v1, from 18 X25519 as well.
 * @param texts main file first, then as they are included, postgresql.auto.conf last
 * @param argv the command line of the server
 */
export function postgresqlGroups(texts: readonly ConfigurationText[], argv: readonly string[]): ConfiguredGroups {
  const given = argumentOf(argv);
  if (given !== undefined) return { told: 'set', ...given, place: { file: null, line: 1 } };
  const found = texts.flatMap(({ file, text }) =>
    readPostgresqlFile(text)
      .filter(({ name }) => NAMES.includes(name))
      .map(({ name, value, line }) => ({ setting: name, written: value, place: { file, line } })),
  );
  const last = found.at(-1);
  if (last === undefined) return { told: 'left', to: 'server' };
  return last.written === '' ? unknownGroups(`${last.setting} is empty`) : { told: 'set', ...last };
}

/** `-c name=value`, `--name=value`; the last counts, and `-` and `_` are one. */
function argumentOf(argv: readonly string[]): { readonly setting: string; readonly written: string } | undefined {
  const settings = argv.flatMap((word, index) => {
    const pair =
      word === '-c' ? argv[index + 1] : /^(?:-c|--)(?=.)/.test(word) ? word.replace(/^-c|^--/, '') : undefined;
    const [, name = '', written = ''] = /^([^=]+)=(.*)$/s.exec(pair ?? '') ?? [];
    const setting = name.toLowerCase().replaceAll('-', '_');
    return NAMES.includes(setting) ? [{ setting, written }] : [];
  });
  return settings.at(-1);
}

const NAMES = ['ssl_ecdh_curve', 'ssl_groups'];
const LINE = /^\s*([A-Za-z_][\w.$]*)\s*(?:=\s*|\s)(?:'((?:[^'\\]|''|\\.)*)'|([^\s#']+))\s*(?:#.*)?$/;
const LONGEST = 4 * 1024 * 1024;
