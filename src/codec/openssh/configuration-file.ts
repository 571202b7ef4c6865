/** One line of sshd_config or ssh_config: a keyword and its arguments. */
export interface SshDirective {
  /** In lower case; names that OpenSSH has given up are replaced by the present ones. */
  readonly keyword: string;
  readonly arguments: readonly string[];
  /** From 1. */
  readonly line: number;
}

/**
 * Splits a file into directives: a keyword, white space or one `=`, arguments parted by white space, quotes, and `#` at the
 * beginning of an argument for a comment. Source: sshd_config(5), ssh_config(5); misc.c strdelim(), argv_split().
 */
export function readSshConfigurationFile(text: string): readonly SshDirective[] {
  return text
    .slice(0, LONGEST)
    .split('\n')
    .flatMap((line, index) => readDirective(line.slice(0, LONGEST_LINE).trim(), index + 1) ?? []);
}

/**
 * Reads the `-o Keyword=value` of a command line, as a service's environment file holds it: RHEL 8's CRYPTO_POLICY, Debian's
 * SSHD_OPTS. They count before the configuration file.
 * @param line where the options stand
 */
export function readSshOptions(commandLine: string, line: number): readonly SshDirective[] {
  const options = commandLine.slice(0, LONGEST_LINE).matchAll(/(?:^|\s)-o\s*(\S+)/g);
  return [...options].flatMap(([, option]) => readDirective(option ?? '', line) ?? []);
}

function readDirective(line: string, number: number): SshDirective | undefined {
  const match = /^([^\s=#"]+)(?:[ \t]*=[ \t]*|[ \t]+|$)/.exec(line);
  if (match?.[1] === undefined) return undefined;
  const keyword = match[1].toLowerCase();
  return {
    keyword: RENAMED.get(keyword) ?? keyword,
    arguments: splitArguments(line.slice(match[0].length)),
    line: number,
  };
}

function splitArguments(text: string): readonly string[] {
  const words: string[] = [];
  for (const [word] of text.matchAll(ARGUMENT)) {
    if (word.startsWith('#')) break;
    words.push(word.replace(/"([^"]*)"?|'([^']*)'?/g, (_, double?: string, single?: string) => double ?? single ?? ''));
  }
  return words;
}

const LONGEST = 1024 * 1024;
const LONGEST_LINE = 16 * 1024;
const ARGUMENT = /(?:"[^"]*(?:"|$)|'[^']*(?:'|$)|[^\s"'])+/g;

/** Source: servconf.c and readconf.c keywords[]; RSAMinSize is Red Hat's name before OpenSSH 9.1 had the option. */
const RENAMED: ReadonlyMap<string, string> = new Map([
  ['hostbasedacceptedkeytypes', 'hostbasedacceptedalgorithms'],
  ['hostbasedkeytypes', 'hostbasedacceptedalgorithms'],
  ['pubkeyacceptedkeytypes', 'pubkeyacceptedalgorithms'],
  ['rsaminsize', 'requiredrsasize'],
]);
