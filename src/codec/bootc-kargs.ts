/** Kernel arguments that an image asks for. Source: bootc documentation, "Kernel arguments" (/usr/lib/bootc/kargs.d/*.toml). */
export interface BootcKargs {
  readonly kargs: readonly string[];
  /** Architectures, as Rust names them (`x86_64`, `aarch64`), for which it counts; empty: for all. */
  readonly architectures: readonly string[];
}

/**
 * Reads the two keys that such a file has, `kargs` and `match-architectures`, each an array of strings; anything else of TOML is
 * passed over.
 * @returns undefined where there is no `kargs` array: bootc refuses the file
 */
export function readBootcKargs(text: string): BootcKargs | undefined {
  const source = text.slice(0, LONGEST);
  const kargs = readStrings(source, 'kargs');
  if (kargs === undefined) return undefined;
  return { kargs, architectures: readStrings(source, 'match-architectures') ?? [] };
}

function readStrings(source: string, key: string): readonly string[] | undefined {
  const start = new RegExp(`^[ \\t]*${key}[ \\t]*=[ \\t]*\\[`, 'm').exec(source);
  if (start === null) return undefined;
  const strings: string[] = [];
  TOKEN.lastIndex = start.index + start[0].length;
  for (let token = TOKEN.exec(source); token !== null; token = TOKEN.exec(source)) {
    const [text, basic, literal] = token;
    if (text === ']') return strings;
    if (basic !== undefined) strings.push(basic.replace(/\\(["\\])/g, '$1'));
    if (literal !== undefined) strings.push(literal);
  }
  return undefined;
}

const LONGEST = 64 * 1024;
/** A string, a comment, white space with commas, or the end of the array. */
const TOKEN = /"((?:[^"\\\n]|\\.)*)"|'([^'\n]*)'|#[^\n]*|[\s,]+|\]/y;
