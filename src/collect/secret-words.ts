/**
 * The words of a command line without what looks like a secret: values behind names like `--password`, `TOKEN=`, `-Dkey.pass=`,
 * user and password of an address, and private keys as `quote()` knows them.
 */
export function withoutSecretWords(words: readonly string[]): readonly string[] {
  return words.map((word, index) => {
    const before = words[index - 1] ?? '';
    const isValue = /^-/.test(before) && !before.includes('=') && NAME.test(before);
    return isValue && !word.startsWith('-') ? REMOVED : withoutSecrets(word);
  });
}

function withoutSecrets(word: string): string {
  return word
    .slice(0, LONGEST)
    .replace(ASSIGNED, (_, name: string, sign: string) => `${name}${sign}${REMOVED}`)
    .replace(IN_OPTION, (_, name: string) => `${name} ${REMOVED}`)
    .replace(/(:\/\/)[^/@\s]+@/g, `$1${REMOVED}@`);
}

const SECRET = '(?:pass(?:word|wd|phrase)?|pwd|secret|token|credential|private|api[-_.]?key|access[-_.]?key|auth)';
const NAME = new RegExp(SECRET, 'i');
/** `name=value` and `name: value`; the value ends at a blank. */
const ASSIGNED = new RegExp(`([^\\s=:"']{0,100}${SECRET}[^\\s=:"']{0,100})(=|: ?)("[^"]*"|'[^']*'|[^\\s"']+)`, 'gi');
/** `--password value` inside one text, as a shell gets it. */
const IN_OPTION = new RegExp(`(--?[\\w.-]{0,100}${SECRET}[\\w.-]{0,100}) +[^\\s-]\\S*`, 'gi');
const REMOVED = '[removed]';
const LONGEST = 1000;
