import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { UsageError } from './usage-error.ts';

/** The targets that were named, one at a time: `@FILE` is read line by line, `-` is standard input; `#` begins a comment. */
export async function* targetList(given: readonly string[]): AsyncGenerator<string> {
  for (const argument of given.length === 0 ? ['host'] : given) {
    if (argument === '-') yield* lines(process.stdin, 'standard input');
    else if (argument.startsWith('@')) yield* lines(createReadStream(argument.slice(1)), argument.slice(1));
    else yield argument;
  }
}

async function* lines(input: NodeJS.ReadableStream, name: string): AsyncGenerator<string> {
  const failed = new Promise<never>((_, reject) => {
    input.once('error', (error) =>
      reject(new UsageError(`${name}: ${error.message}\nName a file with one target a line.`)),
    );
  });
  failed.catch(() => undefined);
  const reader = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })[Symbol.asyncIterator]();
  for (;;) {
    const line = await Promise.race([reader.next(), failed]);
    if (line.done === true) return;
    const target = line.value.replace(/#.*/, '').trim();
    if (target !== '') yield target;
  }
}
