/** An assignment of a shell-like settings file, with what its value came to. */
export interface ShellAssignment {
  readonly name: string;
  readonly value: string;
  /** From 1: where the name stands. */
  readonly line: number;
}

/**
 * Reads a file that is sourced by a shell or read as an environment file: `NAME=value`, `NAME+=value`, quotes, backslashes,
 * `$NAME` and `${NAME}` of assignments above. Everything else (commands, conditions) is passed over and never run; a command
 * substitution stays as it stands. Source: POSIX 2.2 and 2.6, for the part that /etc/default, /etc/sysconfig and dracut use.
 * @param known variables that are set before the file is read
 */
export function readShellAssignments(
  text: string,
  known: ReadonlyMap<string, string> = new Map(),
): readonly ShellAssignment[] {
  const source = text.slice(0, LONGEST);
  const variables = new Map(known);
  const assignments: ShellAssignment[] = [];
  let line = 1;
  let at = 0;
  while (at < source.length) {
    ASSIGNMENT.lastIndex = at;
    const match = ASSIGNMENT.exec(source);
    const end = match === null ? endOfLine(source, at) : ASSIGNMENT.lastIndex;
    if (match?.[1] !== undefined) {
      const word = readWord(source, end, variables);
      const value = capped(`${match[2] === '+=' ? (variables.get(match[1]) ?? '') : ''}${word.value}`);
      variables.set(match[1], value);
      assignments.push({ name: match[1], value, line });
      line += newlines(source, at, word.end);
      at = word.end;
    } else {
      line += newlines(source, at, end + 1);
      at = end + 1;
    }
  }
  return assignments;
}

/** What each name came to after the last line. */
export function finalValues(assignments: readonly ShellAssignment[]): ReadonlyMap<string, string> {
  return new Map(assignments.map(({ name, value }) => [name, value]));
}

interface Word {
  readonly value: string;
  readonly end: number;
}

function readWord(source: string, from: number, variables: ReadonlyMap<string, string>): Word {
  let value = '';
  let at = from;
  while (at < source.length && !WORD_END.test(source.charAt(at))) {
    const piece = readPiece(source, at, variables);
    value = capped(value + piece.value);
    at = piece.end;
  }
  return { value, end: at };
}

function readPiece(source: string, at: number, variables: ReadonlyMap<string, string>): Word {
  const character = source.charAt(at);
  if (character === "'") {
    const close = source.indexOf("'", at + 1);
    const end = close < 0 ? source.length : close;
    return { value: source.slice(at + 1, end), end: end + 1 };
  }
  if (character === '"') return readQuoted(source, at + 1, variables);
  if (character === '\\') return { value: source.charAt(at + 1).replace('\n', ''), end: at + 2 };
  if (character === '$') return readVariable(source, at, variables);
  return { value: character, end: at + 1 };
}

function readQuoted(source: string, from: number, variables: ReadonlyMap<string, string>): Word {
  let value = '';
  let at = from;
  while (at < source.length && source.charAt(at) !== '"') {
    const escaped = source.charAt(at) === '\\' && '$`"\\\n'.includes(source.charAt(at + 1));
    const plain = source.charAt(at) !== '$' && !escaped;
    const piece = plain ? { value: source.charAt(at), end: at + 1 } : readPiece(source, at, variables);
    value = capped(value + piece.value);
    at = piece.end;
  }
  return { value, end: at + 1 };
}

function readVariable(source: string, at: number, variables: ReadonlyMap<string, string>): Word {
  VARIABLE.lastIndex = at;
  const match = VARIABLE.exec(source);
  const name = match?.[1] ?? match?.[2];
  if (match === null || name === undefined) return { value: '$', end: at + 1 };
  return { value: variables.get(name) ?? '', end: VARIABLE.lastIndex };
}

function endOfLine(source: string, from: number): number {
  const end = source.indexOf('\n', from);
  return end < 0 ? source.length : end;
}

function newlines(source: string, from: number, to: number): number {
  let count = 0;
  for (let at = source.indexOf('\n', from); at >= 0 && at < to; at = source.indexOf('\n', at + 1)) count += 1;
  return count;
}

/** `A="$A$A"` again and again would double without end. */
function capped(value: string): string {
  return value.slice(0, LONGEST_VALUE);
}

const LONGEST = 256 * 1024;
const LONGEST_VALUE = 16 * 1024;
const ASSIGNMENT = /[ \t;]*(?:export[ \t]+)?([A-Za-z_]\w*)(\+?=)/y;
const VARIABLE = /\$(?:\{(\w+)\}|([A-Za-z_]\w*))/y;
const WORD_END = /[\s;&|]/;
