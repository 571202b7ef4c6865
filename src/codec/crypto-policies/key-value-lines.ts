/** One `key = value` of a file with sections; the section before any header is ''. */
export interface KeyValueLine {
  readonly section: string;
  readonly key: string;
  readonly value: string;
  readonly line: number;
}

/** Reads `[section]` and `key = value` lines; `#` and `;` begin a comment line. Lines of another shape are left out. */
export function readKeyValueLines(text: string): readonly KeyValueLine[] {
  let section = '';
  return text.split('\n').flatMap((raw, index) => {
    const bare = raw.replace(/\s#.*$/, '').trim();
    const close = bare.indexOf(']');
    if (bare.startsWith('[') && close > 0) {
      section = bare.slice(1, close).trim();
      return [];
    }
    const at = bare.indexOf('=');
    if (at <= 0 || bare.startsWith('#') || bare.startsWith(';')) return [];
    const [key, value] = [bare.slice(0, at).trim(), bare.slice(at + 1).trim()];
    return [{ section, key, value, line: index + 1 }];
  });
}

/** The parts of a list, without empty ones. */
export function listOf(text: string, separator: string | RegExp): readonly string[] {
  return text
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
