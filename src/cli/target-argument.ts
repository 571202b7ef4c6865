import { stat } from 'node:fs/promises';
import type { Admission } from '../target/admission.ts';
import { openDir } from '../target/dir.ts';
import { openHost } from '../target/host.ts';
import type { Target } from '../target/views.ts';
import { looksLikeServer, readEndpoint } from './endpoint-argument.ts';
import { UsageError } from './usage-error.ts';

/** How to open what the user named. */
export interface OpenOptions {
  readonly exec: boolean;
  /** Talk to the host's own listeners. */
  readonly listeners: boolean;
  /** The gate of the run, through which every connection passes. */
  readonly admission: Admission;
}

/**
 * Opens a target as the command line names it: `host`, `dir:PATH`, a bare path to a directory, `tls:HOST`, `ssh:HOST`, a URL.
 * A server that cannot be reached is a target all the same.
 * @throws UsageError for a form that is not known, and for a path that does not exist or is no directory
 */
export async function openTarget(argument: string, options: OpenOptions): Promise<Target> {
  if (argument === 'host')
    return openHost({ exec: options.exec, listeners: options.listeners ? options.admission : null });
  const endpoint = readEndpoint(argument);
  if (endpoint !== undefined) {
    // Sockets and name resolution are loaded only where an endpoint is named.
    const { openEndpoint } = await import('../target/endpoint.ts');
    return openEndpoint({ ...endpoint, admission: options.admission });
  }
  const [, kind = '', rest = ''] = /^([a-z+-]+):(.*)$/s.exec(argument) ?? [];
  if (kind === 'dir') return openPath(rest, argument);
  if (RESERVED.includes(kind))
    throw new UsageError(`${argument}: targets of kind ${kind}: are not there yet\n${KINDS}`);
  return openPath(argument, argument);
}

async function openPath(path: string, argument: string): Promise<Target> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) throw new UsageError(`${argument}: ${missing(path, argument)}`);
  const target = found.isDirectory() ? await openDir(path) : undefined;
  if (target === undefined)
    throw new UsageError(`${argument}: ${path} is not a directory\nName the root directory of a tree.`);
  return { ...target, name: argument };
}

/** What is neither a path nor a known kind is most often a server whose protocol was left out. */
function missing(path: string, argument: string): string {
  if (path === argument && looksLikeServer(argument))
    return `does it speak TLS or SSH?\nSay tls:${argument} or ssh:${argument}; a mail server is tls+smtp:HOST.`;
  const [, kind] = /^([a-z+-]+):/.exec(argument) ?? [];
  if (path === argument && kind !== undefined) return `no kind of target is called ${kind}:\n${KINDS}`;
  return `there is no ${path === '' ? 'path' : path}, or it cannot be reached\nName a directory that this user can enter.`;
}

const KINDS = 'Use host, dir:PATH, tls:HOST[:PORT], tls+smtp:HOST, ssh:HOST or the path of a directory.';
const RESERVED = ['host', 'oci-dir', 'oci-archive', 'docker-archive'];
