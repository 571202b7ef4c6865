import { createReadStream } from 'node:fs';
import { grouped, readAddressRange } from './address-range.ts';
import { nmapTargets } from './nmap-targets.ts';
import { UsageError } from './usage-error.ts';

/** What the user has allowed, and where to say what a list comes to. */
export interface ListOptions {
  /** Ranges of more than 256 addresses may be scanned. */
  readonly yes: boolean;
  /** One line for people, on standard error. */
  readonly say: (words: string) => void;
}

/**
 * The targets that were named, one at a time and as they are asked for: `@FILE` and `-` (standard input) hold one target a
 * line, `#` at the beginning or behind a blank begins a comment, or they are nmap's XML, told by its content; a range of
 * addresses becomes one target an address. @throws UsageError
 */
export async function* targetList(given: readonly string[], options: ListOptions): AsyncGenerator<string> {
  for (const argument of given.length === 0 ? ['host'] : given) {
    if (argument === '-' || argument === '@-')
      yield* fromText(textOf(process.stdin, 'standard input'), 'standard input', options);
    else if (argument.startsWith('@')) {
      const path = argument.slice(1);
      yield* fromText(textOf(createReadStream(path), path), path, options);
    } else yield* expand(argument, options);
  }
}

function* expand(argument: string, { yes, say }: ListOptions): Generator<string> {
  const range = readAddressRange(argument);
  if (range === undefined) {
    yield argument;
    return;
  }
  const words = `${argument}: ${grouped(range.count)} addresses`;
  if (range.count > WITHOUT_ASKING && !yes) throw new UsageError(`${words}\nSay --yes to connect to each of them.`);
  if (range.count > WITHOUT_ASKING) say(words);
  yield* range.each();
}

/** A list without a target is a mistake: nothing looked at must not look like nothing found. */
async function* fromText(text: AsyncIterable<string>, name: string, options: ListOptions): AsyncGenerator<string> {
  const { begins, whole } = await peek(text);
  const isXml = begins.trimStart().startsWith('<');
  let isEmpty = true;
  for await (const target of isXml ? fromNmap(whole, name, options) : fromLines(whole, name, options)) {
    isEmpty = false;
    yield target;
  }
  if (isEmpty)
    throw new UsageError(
      `${name}: names no target\nWrite one a line: tls:HOST, ssh:HOST, dir:PATH; or give nmap's XML.`,
    );
}

async function* fromLines(text: AsyncIterable<string>, name: string, options: ListOptions): AsyncGenerator<string> {
  for await (const line of linesOf(text, name)) yield* expand(line, options);
}

async function* fromNmap(text: AsyncIterable<string>, name: string, options: ListOptions): AsyncGenerator<string> {
  let passedOver = 0;
  for await (const host of nmapTargets(text, name, options.say)) {
    passedOver += host.passedOver;
    for (const target of host.targets) yield* expand(target, options);
  }
  if (passedOver > 0)
    options.say(
      `${name}: ${grouped(passedOver)} open ports were passed over, since nothing says that they speak TLS or SSH`,
    );
}

/** Enough of the beginning to tell XML from a list, and the whole text again from there. */
async function peek(
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

async function* linesOf(text: AsyncIterable<string>, name: string): AsyncGenerator<string> {
  let rest = '';
  let number = 0;
  for await (const chunk of text) {
    const lines = `${rest}${chunk}`.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      number += 1;
      const target = withoutComment(line);
      if (target !== '') yield target;
    }
    if (rest.length > LONGEST_LINE)
      throw new UsageError(
        `${name}:${number + 1}: a line of more than ${LONGEST_LINE} characters\nName a file with one target a line.`,
      );
  }
  const last = withoutComment(rest);
  if (last !== '') yield last;
}

function withoutComment(line: string): string {
  return line.replace(/(^|\s)#.*/, '').trim();
}

async function* textOf(input: NodeJS.ReadableStream, name: string): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  try {
    for await (const chunk of input) yield typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });
    yield decoder.decode();
  } catch (error) {
    throw new UsageError(
      `${name}: ${error instanceof Error ? error.message : error}\nName a file with one target a line.`,
    );
  }
}

const WITHOUT_ASKING = 256;
const LONGEST_LINE = 64 * 1024;
