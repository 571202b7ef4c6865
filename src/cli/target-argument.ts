import { stat } from 'node:fs/promises';
import { openDir } from '../target/dir.ts';
import { openHost } from '../target/host.ts';
import type { Target } from '../target/views.ts';
import { UsageError } from './usage-error.ts';

/** How to open what the user named. */
export interface OpenOptions {
  readonly exec: boolean;
}

/**
 * Opens a target as the command line names it: `host`, `dir:PATH`, or a bare path to a directory.
 * @throws UsageError for a form that is not known, and for a path that does not exist or is no directory
 */
export async function openTarget(argument: string, options: OpenOptions): Promise<Target> {
  if (argument === 'host') return openHost(options);
  const scheme = /^([a-z+-]+):(.*)$/s.exec(argument);
  if (scheme === null) return openPath(argument, argument);
  const [, kind = '', rest = ''] = scheme;
  if (kind === 'dir') return openPath(rest, argument);
  if (RESERVED.includes(kind))
    throw new UsageError(`${argument}: targets of kind ${kind}: are not there yet\nUse host, dir:PATH.`);
  throw new UsageError(
    `${argument}: no kind of target is called ${kind}:\nUse host, dir:PATH or the path of a directory.`,
  );
}

async function openPath(path: string, argument: string): Promise<Target> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined)
    throw new UsageError(
      `${argument}: there is no ${path === '' ? 'path' : path}, or it cannot be reached\nName a directory that this user can enter.`,
    );
  const target = found.isDirectory() ? await openDir(path) : undefined;
  if (target === undefined)
    throw new UsageError(`${argument}: ${path} is not a directory\nName the root directory of a tree.`);
  return { ...target, name: argument };
}

const RESERVED = ['host', 'oci-dir', 'oci-archive', 'docker-archive', 'tls', 'ssh'];
