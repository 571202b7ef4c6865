import {
  type ConfigurationText,
  type ConfiguredGroups,
  type ListenerPlace,
  unknownGroups,
} from './configured-groups.ts';

/** A line of an Apache configuration; sections are lines like others. */
export interface ApacheLine {
  /** In lower case: `include`, `<virtualhost`, `</virtualhost`. */
  readonly name: string;
  readonly arguments: readonly string[];
  /** From 1. */
  readonly line: number;
}

/** Splits a file into lines; a backslash at the end goes on with the next. Source: Apache HTTP Server, Configuration Files. */
export function readApacheFile(text: string): readonly ApacheLine[] {
  const found: ApacheLine[] = [];
  let begun: { line: number; content: string } | undefined;
  for (const [index, line] of text.slice(0, LONGEST).split('\n').entries()) {
    const { line: first, content } = begun ?? { line: index + 1, content: '' };
    const whole = `${content}${line.replace(/\\$/, '')}`;
    begun = line.endsWith('\\') ? { line: first, content: whole } : undefined;
    const words = whole.trim().match(/"(?:[^"\\]|\\.)*"?|[^\s">]+/g) ?? [];
    if (begun !== undefined || words.length === 0 || words[0]?.startsWith('#')) continue;
    const [name = '', ...rest] = words.map((word) => word.replace(/^"|"$/g, ''));
    found.push({ name: name.toLowerCase(), arguments: rest, line: first });
  }
  return found;
}

/**
 * What Apache would use for a client that names no server: `SSLOpenSSLConfCmd Groups` (or Curves) of the first virtual host at the
 * port, else of the main server, the last of several; else OpenSSL's own list. Conditions on names leave it open.
 * @param texts main file first, then each at the place where it is included
 */
export function apacheGroups(
  lines: readonly (ApacheLine & Pick<ConfigurationText, 'file'>)[],
  { port, address }: ListenerPlace,
): ConfiguredGroups {
  let host: number | null = null;
  let hosts = 0;
  let chosen: number | undefined;
  const found: { readonly host: number | null; readonly groups: ConfiguredGroups }[] = [];
  for (const { name, arguments: words, file, line } of lines) {
    if (name === '<ifdefine') return unknownGroups(`${file}:${line}: what is defined on the command line decides it`);
    if (name === '<virtualhost') {
      hosts += 1;
      host = hosts;
      if (words.some((word) => isAt(word, { port, address }))) chosen ??= host;
    } else if (name === '</virtualhost') host = null;
    else if (name === 'sslopensslconfcmd' && /^(groups|curves)$/i.test(words[0] ?? '')) {
      const [what = '', written = ''] = words;
      found.push({
        host,
        groups: { told: 'set', setting: `SSLOpenSSLConfCmd ${what}`, written, place: { file, line } },
      });
    }
  }
  const own = found.findLast((each) => each.host === chosen && chosen !== undefined);
  return (own ?? found.findLast((each) => each.host === null))?.groups ?? { told: 'left', to: 'library' };
}

function isAt(word: string, { port, address }: ListenerPlace): boolean {
  const [, host = '', at] = /^(.*):(\d+|\*)$/.exec(word) ?? [];
  const bare = host.replace(/^\[|\]$/g, '');
  return (at === String(port) || at === '*') && (bare === '*' || bare === '_default_' || bare === address);
}

const LONGEST = 4 * 1024 * 1024;
