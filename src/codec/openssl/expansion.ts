import { accepted, type Parsed, refused } from '../parsed.ts';
import { endOfVariable, isQuote } from './characters.ts';

/** What a value may refer to: `$name` is looked up in the current section, then in `default`. */
export interface Expansion {
  readonly section: string | null;
  readonly dollarId: boolean;
  readonly lookUp: (section: string | null, name: string) => string | undefined;
}

/**
 * The value that a piece of a line stands for: quotes taken off, `\n \r \t \b` translated, variables filled in (`$v`, `${v}`,
 * `$(v)`, `$section::v`, `$ENV::v`). An undefined variable or an expansion past 64 KiB is refused: the library then drops the whole file.
 * Source: str_copy in crypto/conf/conf_def.c.
 */
export function expand(text: string, line: number, context: Expansion): Parsed<string> {
  let value = '';
  let at = 0;
  // The library counts from the unexpanded length, and counts every expansion, kept or not.
  let size = Buffer.byteLength(text) + 1;
  while (at < text.length) {
    const character = text[at] ?? '';
    if (isQuote(character)) {
      const quoted = readQuoted(text, at);
      value += quoted.value;
      at = quoted.end;
    } else if (character === '\\') {
      const protectedOne = text[at + 1];
      if (protectedOne === undefined) break;
      value += TRANSLATED[protectedOne] ?? protectedOne;
      at += 2;
    } else if (character === '$' && (!context.dollarId || text[at + 1] === '{' || text[at + 1] === '(')) {
      const reference = readReference(text, at, context);
      if (typeof reference === 'string') return refused(reference, { line });
      size += Buffer.byteLength(reference.value) - (reference.end - at);
      if (size > LARGEST_VALUE) return refused('variable expansion: wants at most 65536 bytes', { line });
      value += reference.value;
      at = reference.end;
    } else {
      value += character;
      at += 1;
    }
  }
  return accepted(value);
}

function readQuoted(text: string, opening: number): { readonly value: string; readonly end: number } {
  const quote = text[opening];
  let value = '';
  let at = opening + 1;
  while (at < text.length && text[at] !== quote) {
    if (text[at] === '\\') at += 1;
    value += text[at] ?? '';
    at += 1;
  }
  return { value, end: at + 1 };
}

function readReference(
  text: string,
  dollar: number,
  context: Expansion,
): string | { readonly value: string; readonly end: number } {
  const close = text[dollar + 1] === '{' ? '}' : text[dollar + 1] === '(' ? ')' : '';
  const start = dollar + 1 + close.length;
  const first = endOfVariable(text, start, context.dollarId);
  const named = text.startsWith('::', first);
  const end = named ? endOfVariable(text, first + 2, context.dollarId) : first;
  if (close !== '' && text[end] !== close) return `variable: wants a closing ${close}`;
  const section = named ? text.slice(start, first) : context.section;
  const name = text.slice(named ? first + 2 : start, end);
  const value = context.lookUp(section, name);
  if (value === undefined) return `variable has no value: ${named ? `${section}::` : ''}${name}`;
  return { value, end: end + close.length };
}

const LARGEST_VALUE = 65536;
const TRANSLATED: Readonly<Record<string, string>> = { r: '\r', n: '\n', b: '\b', t: '\t' };
