import { fstatSync, writeSync } from 'node:fs';
import { unwritable } from './whole-file.ts';

/**
 * Writes to standard output, and comes back when all of it is written. A reader that has seen enough (`head`) closes the pipe:
 * that is no error of anybody's, and the command goes on, so that its exit code says what was found.
 * @throws UsageError where not all of it can be written, as on a full disk
 */
export async function writeOut(text: string): Promise<void> {
  try {
    if (fstatSync(STANDARD_OUTPUT).isFile()) writeAll(Buffer.from(text));
    else if (!isClosed)
      await new Promise<void>((resolve, reject) => {
        process.stdout.write(text, (error) => (error == null ? resolve() : reject(error)));
      });
  } catch (error) {
    if (!isPipeClosed(error)) throw unwritable('standard output', error);
    isClosed = true;
  }
}

/** Whether a reader has closed the pipe. */
function isPipeClosed(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EPIPE';
}

/** On a disk that gets full a write ends early without an error, which process.stdout does not notice. */
function writeAll(bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(STANDARD_OUTPUT, bytes, at);
}

/** Of this process there is one. */
let isClosed = false;
const STANDARD_OUTPUT = 1;
