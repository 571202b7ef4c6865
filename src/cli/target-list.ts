import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { grouped, readAddressRange } from './address-range.ts';
import { linesOf, peek, textOf } from './list-text.ts';
import { nmapTargets } from './nmap-targets.ts';
import { readEndpoint } from './targets/endpoint-name.ts';
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
    if (argument === '@-') yield* fromText(textOf(process.stdin, 'standard input'), 'standard input', options);
    else if (argument.startsWith('@')) {
      const path = argument.slice(1);
      yield* fromText(textOf(createReadStream(path), path), path, options);
    } else yield* expand(argument, options);
  }
}

/**
 * Looks through all that can be looked through twice (arguments, lists in regular files) for what no target can be called, so
 * that a mistake in the last line does not end a long run. @throws UsageError with file and line
 */
export async function checkTargets(given: readonly string[], options: ListOptions): Promise<void> {
  const quiet = { yes: options.yes, say: () => {} };
  for (const argument of given) {
    const path = argument.startsWith('@') ? argument.slice(1) : undefined;
    if (path === undefined) check(argument, quiet);
    else if ((await stat(path).catch(() => undefined))?.isFile()) await checkList(path, quiet);
  }
}

async function checkList(path: string, options: ListOptions): Promise<void> {
  const { begins, whole } = await peek(textOf(createReadStream(path), path));
  if (begins.trimStart().startsWith('<')) return;
  for await (const { target, number } of linesOf(whole, path))
    located(`${path}:${number}`, () => check(target, options));
}

function check(argument: string, options: ListOptions): void {
  for (const first of expand(argument, options)) {
    readEndpoint(first);
    return;
  }
}

/** Puts the place in front of a mistake. */
function located<T>(place: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    throw error instanceof UsageError ? new UsageError(`${place}: ${error.message}`) : error;
  }
}

function expand(argument: string, { yes, say }: ListOptions): Iterable<string> {
  const range = readAddressRange(argument);
  if (range === undefined) return [argument];
  const words = `${argument}: ${grouped(range.count)} addresses`;
  if (range.count > WITHOUT_ASKING && !yes) throw new UsageError(`${words}\nSay --yes to connect to each of them.`);
  if (range.count > WITHOUT_ASKING) say(words);
  return range.each();
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
  for await (const { target, number } of linesOf(text, name))
    yield* located(`${name}:${number}`, () => expand(target, options));
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

const WITHOUT_ASKING = 256;
