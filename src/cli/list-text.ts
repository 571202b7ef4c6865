import { systemWords } from './system-words.ts';
import { UsageError } from './usage-error.ts';

/** A line of a list. */
export interface ListLine {
  readonly target: string;
  readonly number: number;
}

/** Enough of the beginning to tell XML from a list, and the whole text again from there. */
export async function peek(
  text: AsyncIterable<string>,
): Promise<{ readonly begins: string; readonly whole: AsyncIterable<string> }> {
  const chunks = text[Symbol.asyncIterator]();
  let begins = '';
  while (begins.trim() === '' && begins.length < LONGEST_LINE) {
    const chunk = await chunks.next();
    if (chunk.done === true) break;
    begins += chunk.value;
  }
  const whole = async function* (): AsyncGenerator<string> {
    yield begins;
    for (let chunk = await chunks.next(); chunk.done !== true; chunk = await chunks.next()) yield chunk.value;
  };
  return { begins, whole: whole() };
}

/** The lines that name a target, without comments, and their numbers from 1. @throws UsageError for an endless line */
export async function* linesOf(text: AsyncIterable<string>, name: string): AsyncGenerator<ListLine> {
  let rest = '';
  let number = 0;
  for await (const chunk of text) {
    const lines = `${rest}${chunk}`.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      number += 1;
      const target = withoutComment(line);
      if (target !== '') yield { target, number };
    }
    if (rest.length > LONGEST_LINE)
      throw new UsageError(
        `${name}:${number + 1}: a line of more than ${LONGEST_LINE} characters\nName a file with one target a line.`,
      );
  }
  const last = withoutComment(rest);
  if (last !== '') yield { target: last, number: number + 1 };
}

function withoutComment(line: string): string {
  return line.replace(/(^|\s)#.*/, '').trim();
}

/** A stream's text, piece by piece as it is asked for. @throws UsageError where it cannot be read */
export async function* textOf(input: NodeJS.ReadableStream, name: string): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  try {
    for await (const chunk of input) yield typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });
    yield decoder.decode();
  } catch (error) {
    throw new UsageError(`${name}: ${systemWords(error)}\nName a file with one target a line.`);
  }
}

const LONGEST_LINE = 64 * 1024;
