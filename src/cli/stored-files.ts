import { createReadStream } from 'node:fs';
import { describeProblem } from '../codec/parsed.ts';
import { readStored, type StoredTarget } from '../report/read-stored.ts';
import { systemWords } from './system-words.ts';
import { UsageError } from './usage-error.ts';

/**
 * Reads stored facts or reports, target by target: a `pqready.report/1` document, or one a line (`jsonl`), of which one line at
 * a time is held; `@-` is standard input. @throws UsageError that names file, line and member, and for a file that holds no target
 */
export async function* storedTargets(file: string): AsyncGenerator<StoredTarget> {
  let isEmpty = true;
  for await (const target of targetsOf(file)) {
    isEmpty = false;
    yield target;
  }
  // Whoever judges nothing must not hear that nothing failed.
  if (isEmpty)
    throw new UsageError(`${nameOf(file)}: holds no target\nName what pqready collect or scan --output json wrote.`);
}

async function* targetsOf(file: string): AsyncGenerator<StoredTarget> {
  const pending: string[] = [];
  let first = 1;
  let lines = 0;
  let length = 0;
  // As long as no line was a document by itself, all of them may be one document together.
  let isOneALine = false;
  for await (const line of linesOf(file)) {
    lines += 1;
    if (pending.length === 0 && line.trim() === '') continue;
    isOneALine ||= pending.length === 0 && isDocument(line);
    if (isOneALine) {
      yield* targetsIn(line, file, lines);
      continue;
    }
    if (pending.length === 0) first = lines;
    pending.push(line);
    length += line.length + 1;
    if (length > LARGEST) throw tooLarge(file);
  }
  if (pending.length > 0) yield* targetsIn(pending.join('\n'), file, first);
}

function targetsIn(text: string, file: string, line: number): readonly StoredTarget[] {
  const stored = readStored(text, line);
  if (stored.ok) return stored.value;
  throw new UsageError(
    `${nameOf(file)}: ${describeProblem(stored)}\nName what pqready collect or scan --output json wrote.`,
  );
}

/** A line that opens and closes an object by itself. */
function isDocument(line: string): boolean {
  return /^\s*\{/.test(line) && /\}\s*$/.test(line);
}

async function* linesOf(file: string): AsyncGenerator<string> {
  const stream = file === STANDARD_INPUT ? process.stdin.setEncoding('utf8') : createReadStream(file, 'utf8');
  let pieces: string[] = [];
  let length = 0;
  try {
    for await (const chunk of stream) {
      const [head = '', ...rest] = `${chunk}`.split('\n');
      pieces.push(head);
      length += head.length;
      if (length > LARGEST) throw tooLarge(file);
      for (const next of rest) {
        yield pieces.join('');
        pieces = [next];
        length = next.length;
      }
    }
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${nameOf(file)}: ${systemWords(error)}\nName a file that this user can read.`);
  }
  yield pieces.join('');
}

function tooLarge(file: string): UsageError {
  return new UsageError(
    `${nameOf(file)}: one document is larger than ${LARGEST / MEBIBYTE} MiB\nStore one target a line (--output jsonl).`,
  );
}

function nameOf(file: string): string {
  return file === STANDARD_INPUT ? 'standard input' : file;
}

const STANDARD_INPUT = '@-';
const MEBIBYTE = 1024 * 1024;
const LARGEST = 256 * MEBIBYTE;
