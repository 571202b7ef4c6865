import { open } from 'node:fs/promises';
import { systemWords } from './system-words.ts';
import { UsageError } from './usage-error.ts';

/** Reads a text that the user named, of at most 256 MiB. @throws UsageError where it cannot be read */
export async function readUserFile(path: string): Promise<string> {
  try {
    const handle = await open(path);
    try {
      const { size } = await handle.stat();
      if (size > LARGEST) throw new Error(`larger than ${LARGEST / MEBIBYTE} MiB`);
      return await handle.readFile('utf8');
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw new UsageError(`${path}: ${systemWords(error)}\nName a file that this user can read.`);
  }
}

const MEBIBYTE = 1024 * 1024;
const LARGEST = 256 * MEBIBYTE;
