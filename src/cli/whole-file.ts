import { randomBytes } from 'node:crypto';
import { rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { systemWords } from './system-words.ts';
import { UsageError } from './usage-error.ts';

/**
 * Writes a file of its owner alone, whole or not at all; a device or a pipe is written into, since a file in the place of /dev/null
 * would take it from the whole system.
 * @param named what the user said, for the message
 * @throws UsageError where it cannot be written
 */
export async function writeWhole(path: string, content: string | Uint8Array, named = path): Promise<void> {
  await (await writeDraft(path, content, named)).publish();
}

/** A file that is whole on the disk and has not yet taken its name. */
export interface Draft {
  /** @throws UsageError */
  publish(): Promise<void>;
  discard(): Promise<void>;
}

/** The first half of `writeWhole`, where a file is to take its name together with others. @throws UsageError */
export async function writeDraft(path: string, content: string | Uint8Array, named = path): Promise<Draft> {
  const isInPlace = await isWrittenInPlace(path);
  const draft = draftOf(path);
  const discard = () => rm(draft, { force: true });
  try {
    if (isInPlace) await writeFile(path, content);
    else await writeFile(draft, content, { flag: 'wx', mode: 0o600, flush: true });
  } catch (error) {
    await discard();
    throw unwritable(named, error);
  }
  return { publish: isInPlace ? async () => {} : () => publish(draft, path, named), discard };
}

/** Gives a draft its name, or takes it away. @throws UsageError */
export async function publish(draft: string, path: string, named: string): Promise<void> {
  try {
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw unwritable(named, error);
  }
}

/** Where a file lies until it is whole: hidden, beside its place. What a killed run leaves there is in nobody's way. */
export function draftOf(path: string): string {
  return join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}.part`);
}

/** Says why something could not be written, and what to do about it. */
export function unwritable(named: string, error: unknown): UsageError {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const isFull = code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG';
  const advice = isFull
    ? 'Make room there, or write elsewhere.'
    : 'Name a file in a directory that this user can write.';
  return new UsageError(`${named}: ${systemWords(error)}\n${advice}`);
}

/** Whether there is something at a path that no file may take the place of: a device, a pipe, a socket. */
export function isWrittenInPlace(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => !found.isFile() && !found.isDirectory(),
    () => false,
  );
}
