import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { jsonl } from '../report/jsonl.ts';
import type { Output } from './outputs.ts';
import { systemWords } from './system-words.ts';
import { UsageError } from './usage-error.ts';
import { unwritable } from './whole-file.ts';

/** A file of JSON lines that is continued at its end. */
export interface BegunFile {
  readonly path: string;
  readonly output: Output;
  /** The whole lines that were there when it was opened, read as they are asked for. */
  lines(): AsyncGenerator<string>;
}

/**
 * Opens a file to append whole lines to it, or begins it, readable by this user alone. What stands behind the last line break
 * was torn off by an interruption, and is cut. @throws UsageError where the file is anything but lines of ours; it is left as it is
 */
export async function appendTo(path: string): Promise<BegunFile> {
  const handle = await open(path, FLAGS, 0o600).catch((error: unknown) => {
    throw refusal(path, systemWords(error));
  });
  try {
    const stat = await handle.stat();
    if (!stat.isFile()) throw refusal(path, 'is no regular file');
    if (!(await beginsAsOurs(handle))) throw refusal(path, 'is no report of pqready in JSON lines');
    const end = await endOfLines(handle, stat.size);
    if (end < stat.size) await handle.truncate(end);
    return { path, output: appending(handle, path, end), lines: () => linesOf(handle, path, end) };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

function appending(handle: FileHandle, path: string, end: number): Output {
  let size = end;
  return {
    format: jsonl,
    look: { colour: false, width: 80 },
    async write(text) {
      if (text === '') return;
      // Two runs on one file would mix their targets.
      if ((await handle.stat()).size !== size) throw refusal(path, 'another program writes to it');
      const line = Buffer.from(text);
      await append(handle, line).catch(async (error: unknown) => {
        // Half a line is of no use to anybody.
        await handle.truncate(size).catch(() => undefined);
        throw unwritable(`--output jsonl=${path}`, error);
      });
      size += line.length;
    },
    settle: () => handle.sync(),
    finish: () => handle.close(),
    abandon: () => handle.close(),
  };
}

async function append(handle: FileHandle, line: Uint8Array): Promise<void> {
  for (let at = 0; at < line.length; ) at += (await handle.write(line, at)).bytesWritten;
}

/** An empty file, or one whose beginning is that of a line: a file of somebody else must not lose its end. */
async function beginsAsOurs(handle: FileHandle): Promise<boolean> {
  const { bytesRead, buffer } = await handle.read(Buffer.alloc(BEGINNING.length), 0, BEGINNING.length, 0);
  return BEGINNING.startsWith(buffer.toString('latin1', 0, bytesRead));
}

/** The offset behind the last line break. */
async function endOfLines(handle: FileHandle, size: number): Promise<number> {
  const block = Buffer.alloc(BLOCK);
  for (let end = size; end > 0; ) {
    const from = Math.max(0, end - BLOCK);
    const { bytesRead } = await handle.read(block, 0, end - from, from);
    const at = block.subarray(0, bytesRead).lastIndexOf(LINE_BREAK);
    if (at >= 0) return from + at + 1;
    end = from;
  }
  return 0;
}

async function* linesOf(handle: FileHandle, path: string, end: number): AsyncGenerator<string> {
  let rest: Buffer[] = [];
  let length = 0;
  for (let from = 0; from < end; ) {
    const block = Buffer.allocUnsafe(Math.min(BLOCK, end - from));
    const { bytesRead } = await handle.read(block, 0, block.length, from);
    if (bytesRead === 0) throw refusal(path, 'has become shorter');
    from += bytesRead;
    let begin = 0;
    for (let at = block.indexOf(LINE_BREAK); at >= 0 && at < bytesRead; at = block.indexOf(LINE_BREAK, begin)) {
      yield Buffer.concat([...rest, block.subarray(begin, at)]).toString();
      rest = [];
      length = 0;
      begin = at + 1;
    }
    rest.push(block.subarray(begin, bytesRead));
    length += bytesRead - begin;
    if (length > LONGEST_LINE) throw refusal(path, `has a line of more than ${LONGEST_LINE} bytes`);
  }
}

function refusal(path: string, why: string): UsageError {
  return new UsageError(
    `--output jsonl=${path}: ${why}\nName a file that a run with --resume has begun, or one that is not there yet.`,
  );
}

const { O_APPEND, O_CREAT, O_RDWR, O_NONBLOCK } = constants;
const FLAGS = O_APPEND | O_CREAT | O_RDWR | O_NONBLOCK;
const BEGINNING = '{"schema":"pqready.report/1",';
const LINE_BREAK = 0x0a;
const BLOCK = 64 * 1024;
const LONGEST_LINE = 256 * 1024 * 1024;
