import { rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { UsageError } from './usage-error.ts';

/**
 * Writes a file of its owner alone, whole or not at all; a device or a pipe is written into, since a file in the place of /dev/null
 * would take it from the whole system.
 * @param named what the user said, for the message
 * @throws UsageError where it cannot be written
 */
export async function writeWhole(path: string, content: string | Uint8Array, named = path): Promise<void> {
  const draft = draftOf(path);
  try {
    if (await isWrittenInPlace(path)) {
      await writeFile(path, content);
      return;
    }
    await writeFile(draft, content, { flag: 'wx', mode: 0o600, flush: true });
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw new UsageError(
      `${named}: ${error instanceof Error ? error.message : error}\nName a file in a directory that this user can write.`,
    );
  }
}

/** Where a file lies until it is whole: hidden, beside its place, one a process. */
export function draftOf(path: string): string {
  return join(dirname(path), `.${basename(path)}.${process.pid}.part`);
}

/** Whether there is something at a path that no file may take the place of: a device, a pipe, a socket. */
export function isWrittenInPlace(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => !found.isFile() && !found.isDirectory(),
    () => false,
  );
}
