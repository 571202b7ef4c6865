/** White space of a configuration: space, tab, CR, LF. Source: crypto/conf/keysets.pl. */
function isBlank(character: string | undefined): boolean {
  return character === ' ' || character === '\t' || character === '\r' || character === '\n';
}

/** The first place at or after `from` that is no white space. */
export function skipBlanks(text: string, from: number): number {
  let at = from;
  while (isBlank(text[at])) at += 1;
  return at;
}

/** The text without white space at its end. */
export function trimEnd(text: string): string {
  let end = text.length;
  while (isBlank(text[end - 1])) end -= 1;
  return text.slice(0, end);
}

/** The end of a name: letters, digits, `_` and punctuation, `\` with what it protects, `$` where `.pragma dollarid:on` stands. */
export function endOfName(text: string, from: number, dollarId: boolean): number {
  let at = from;
  for (;;) {
    const character = text[at];
    if (character === '\\') at = Math.min(at + 2, text.length);
    else if (character !== undefined && (NAME.test(character) || (dollarId && character === '$'))) at += 1;
    else return at;
  }
}

/** The end of a variable's name: letters, digits and `_`. */
export function endOfVariable(text: string, from: number, dollarId: boolean): number {
  let at = from;
  for (;;) {
    const character = text[at];
    if (character === undefined || !(VARIABLE.test(character) || (dollarId && character === '$'))) return at;
    at += 1;
  }
}

/** Whether a quote opens or closes here: `"`, `'` and the grave accent are alike. */
export function isQuote(character: string | undefined): boolean {
  return character === '"' || character === "'" || character === '`';
}

/** The line up to the first `#` that is neither quoted nor behind a backslash. */
export function withoutComment(line: string): string {
  let at = 0;
  while (at < line.length) {
    const character = line[at];
    if (character === '#') return line.slice(0, at);
    if (isQuote(character)) at = endOfQuoted(line, at);
    else if (character === '\\') at += 2;
    else at += 1;
  }
  return line;
}

function endOfQuoted(text: string, opening: number): number {
  const quote = text[opening];
  let at = opening + 1;
  while (at < text.length && text[at] !== quote) at += text[at] === '\\' ? 2 : 1;
  return Math.min(at + 1, text.length);
}

const NAME = /[A-Za-z0-9_!.%&*+,/;?@^~|-]/;
const VARIABLE = /[A-Za-z0-9_]/;
