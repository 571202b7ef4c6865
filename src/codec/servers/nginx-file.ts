import { accepted, type Parsed, refused } from '../parsed.ts';

/** A directive of nginx: `ssl_ecdh_curve X25519:prime256v1;`, or a block `server { ... }`. */
export interface NginxDirective {
  readonly name: string;
  readonly parameters: readonly string[];
  /** From 1. */
  readonly line: number;
  /** What stands between braces; null: it ends with a semicolon. */
  readonly block: readonly NginxDirective[] | null;
}

/**
 * Reads a configuration file of nginx; includes are directives like others. A file with a block of Lua
 * (`..._by_lua_block`) is refused: where such code ends only Lua can tell. Source: nginx ngx_conf_file.c ngx_conf_read_token; openresty lua-nginx-module (blocks).
 */
export function readNginxFile(text: string): Parsed<readonly NginxDirective[]> {
  if (text.length > LONGEST) return refused(`wants at most ${LONGEST} characters, has more`, { line: 1 });
  const root: NginxDirective[] = [];
  const open: { readonly members: NginxDirective[]; readonly line: number }[] = [{ members: root, line: 1 }];
  let words: Token[] = [];
  for (const token of tokens(text)) {
    if (token.problem !== undefined) return refused(token.problem, { line: token.line });
    const [name, ...parameters] = words;
    const within = open.at(-1);
    if (token.mark === null) words.push(token);
    else if (token.mark === '}') {
      if (name !== undefined) return refused(`wants ";" behind ${name.text}, has "}"`, { line: token.line });
      if (open.length === 1) return refused('wants a directive, has "}"', { line: token.line });
      open.pop();
    } else {
      if (name === undefined || within === undefined)
        return refused(`wants a directive before "${token.mark}"`, { line: token.line });
      const block: NginxDirective[] | null = token.mark === '{' ? [] : null;
      within.members.push({
        name: name.text,
        parameters: parameters.map(({ text: word }) => word),
        line: name.line,
        block,
      });
      if (block !== null) open.push({ members: block, line: name.line });
      if (open.length > DEEPEST) return refused(`wants at most ${DEEPEST} blocks in each other`, { line: token.line });
      words = [];
    }
  }
  const [rest, unclosed] = [words[0], open.length > 1 ? open.at(-1) : undefined];
  if (rest !== undefined) return refused(`wants ";" behind ${rest.text}, has the end`, { line: rest.line });
  if (unclosed !== undefined) return refused('wants "}" for this block, has the end', { line: unclosed.line });
  return accepted(root);
}

interface Token {
  readonly text: string;
  readonly line: number;
  /** `;`, `{`, `}`; null: a word. */
  readonly mark: string | null;
  readonly problem?: string;
}

function* tokens(text: string): Generator<Token> {
  let line = 1;
  let last = '';
  for (const { 0: found } of text.matchAll(TOKEN)) {
    const at = line;
    line += found.split('\n').length - 1;
    if (/^[\s#]/.test(found)) continue;
    if (/^(["'])(?:(?!\1)[^\\]|\\[\s\S])*$/.test(found) && !isClosed(found)) {
      yield { text: found, line: at, mark: null, problem: 'a quote that does not end' };
      return;
    }
    if (found === '{' && last.endsWith(LUA)) {
      yield { text: '', line: at, mark: null, problem: 'a block of Lua, which is not read' };
      return;
    }
    const mark = /^[;{}]$/.test(found) ? found : null;
    last = found;
    yield { text: mark === null ? unquoted(found) : found, line: at, mark };
  }
}

function isClosed(found: string): boolean {
  return found.length > 1 && found.endsWith(found[0] ?? '');
}

/** In quotes or not, a backslash keeps the next character, and of `\t`, `\r`, `\n` makes what they stand for. */
function unquoted(found: string): string {
  const inner = /^(["'])[\s\S]*\1$/.test(found) ? found.slice(1, -1) : found;
  return inner.replace(/\\([\s\S])/g, (_, character: string) => ESCAPES[character] ?? character);
}

/** White space, a comment, a mark, a quoted word, a word, in which `${` begins no block and `}` ends none. */
const TOKEN = /\s+|#[^\n]*|[;{}]|"(?:[^"\\]|\\[\s\S])*"?|'(?:[^'\\]|\\[\s\S])*'?|(?:\$\{|\\[\s\S]|[^\s;{\\])+|\\/g;
const ESCAPES: Readonly<Record<string, string>> = { t: '\t', r: '\r', n: '\n' };
const LUA = '_by_lua_block';
const LONGEST = 4 * 1024 * 1024;
const DEEPEST = 64;
