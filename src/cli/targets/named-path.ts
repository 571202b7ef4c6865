import { stat } from 'node:fs/promises';
import { UsageError } from '../usage-error.ts';

/** What stands at a path that the user named; what cannot be reached is absent. */
export async function kindOfPath(path: string): Promise<'directory' | 'other' | 'absent'> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) return 'absent';
  return found.isDirectory() ? 'directory' : 'other';
}

/** The error for a path at which nothing is. */
export function noSuchPath(argument: string, path: string): UsageError {
  return new UsageError(
    `${argument}: there is no ${path === '' ? 'path' : path}, or it cannot be reached\nName a directory that this user can enter, or an image.`,
  );
}
