import {
  type ConfigurationText,
  type ConfiguredGroups,
  type ListenerPlace,
  unknownGroups,
} from './configured-groups.ts';

/**
 * What HAProxy would use: `curves` (or `ecdhe`) of the bind line, else `ssl-default-bind-curves` of the global section, the last
 * of several; else HAProxy decides: 3.0 leaves it to the library, older releases had P-256 alone. Conditions and variables leave it open.
 * Source: HAProxy configuration manual, 2.2 quoting and escaping, 3.1 global, 5.1 bind options; reg-tests/ssl/ssl_curves.vtc.
 * @param texts in the order of the command line
 */
export function haproxyGroups(texts: readonly ConfigurationText[], place: ListenerPlace): ConfiguredGroups {
  const lines = texts.flatMap(linesOf);
  const bind = lines.find(({ section, words }) => BINDING.includes(section) && bindsAt(words, place));
  if (bind === undefined) return unknownGroups(`no bind line of HAProxy is for port ${place.port}`);
  const lists = bind.words.find((word) => word === 'crt-list' || word === 'ssl-f-use');
  if (lists !== undefined)
    return unknownGroups(`${bind.file}:${bind.line}: ${lists} may set curves for each certificate`);
  const own = setBy(bind.words, (word) => word === 'curves' || word === 'ecdhe');
  const global = lines.findLast(({ section, words }) => section === 'global' && words[0] === DEFAULT_CURVES);
  const open = lines.find(({ words }) => /^\.(if|elif|else)$/.test(words[0] ?? ''));
  const written = own?.written ?? global?.words[1];
  if (open !== undefined || written?.includes('$'))
    return unknownGroups('conditions or variables of the HAProxy configuration decide it');
  if (own !== undefined) return { told: 'set', ...own, place: { file: bind.file, line: bind.line } };
  if (global === undefined || written === undefined) return { told: 'left', to: 'server' };
  return { told: 'set', setting: DEFAULT_CURVES, written, place: { file: global.file, line: global.line } };
}

interface Line {
  readonly file: string;
  readonly line: number;
  readonly section: string;
  readonly words: readonly string[];
}

function linesOf({ file, text }: ConfigurationText): readonly Line[] {
  let section = '';
  return text
    .slice(0, LONGEST)
    .split('\n')
    .flatMap((line, index) => {
      const words = wordsOf(line);
      const [first] = words;
      if (first === undefined) return [];
      if (SECTIONS.has(first)) section = first;
      return [{ file, line: index + 1, section, words }];
    });
}

/** Words, with quotes and backslashes taken away; `#` begins a comment. */
function wordsOf(line: string): readonly string[] {
  const words: string[] = [];
  for (const { 0: found } of line.matchAll(WORD)) {
    if (found.startsWith('#')) break;
    words.push(
      found.replace(/"((?:[^"\\]|\\.)*)"?|'([^']*)'?|\\(.)/g, (_, double?: string, single?: string, kept?: string) =>
        (double ?? single ?? kept ?? '').replace(/\\(.)/g, '$1'),
      ),
    );
  }
  return words;
}

function setBy(
  words: readonly string[],
  isSetting: (word: string) => boolean,
): { readonly setting: string; readonly written: string } | undefined {
  const at = words.findLastIndex((word, index) => index > 1 && isSetting(word));
  const [setting, written] = [words[at], words[at + 1]];
  return at < 0 || setting === undefined || written === undefined
    ? undefined
    : { setting: `bind ... ${setting}`, written };
}

/** `bind :443,[::]:443 ssl ...`: an address and port among several, or a range of ports. */
function bindsAt([word, addresses = '', ...options]: readonly string[], { port, address }: ListenerPlace): boolean {
  if (word !== 'bind' || !options.includes('ssl')) return false;
  return addresses.split(',').some((each) => {
    const [, host = '', from, to] = /^(?:[a-z0-9]+@)?(.*?):(\d+)(?:-(\d+))?$/.exec(each) ?? [];
    if (from === undefined || port < Number(from) || port > Number(to ?? from)) return false;
    const bare = host.replace(/^\[|\]$/g, '');
    return ANY.includes(bare) || bare === address;
  });
}

const WORD = /(?:"(?:[^"\\]|\\.)*"?|'[^']*'?|\\.|[^\s"'\\#])+|#|\\/g;
const SECTIONS = new Set([
  'backend',
  'cache',
  'crt-store',
  'defaults',
  'frontend',
  'global',
  'http-errors',
  'listen',
  'log-forward',
  'log-profile',
  'mailers',
  'peers',
  'program',
  'resolvers',
  'ring',
  'traces',
  'userlist',
]);
const BINDING = ['frontend', 'listen', 'peers', 'log-forward'];
const ANY = ['', '*', '::', '0.0.0.0'];
const DEFAULT_CURVES = 'ssl-default-bind-curves';
const LONGEST = 4 * 1024 * 1024;
