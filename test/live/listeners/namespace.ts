import { execFile } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { writeTree } from '../../support/tree.ts';
import { configurationFiles, startScript } from './servers.ts';

const run = promisify(execFile);
const PROJECT = join(import.meta.dirname, '../../..');

/** One target of a JSON report, as far as it is looked at here. */
export interface ScannedHost {
  readonly facts: readonly {
    readonly kind: string;
    readonly subject: string;
    readonly value: Readonly<Record<string, unknown>>;
  }[];
  readonly gaps: readonly { readonly kind?: string; readonly subject: string; readonly why: string }[];
  readonly assessments: readonly {
    readonly findings: readonly {
      readonly requirement: string;
      readonly subject: string;
      readonly weight: string;
      readonly shortfall?: string;
    }[];
  }[];
}

/**
 * Starts servers of a Debian 13 tree in a network namespace in which nothing else listens, and runs `scan host` there: the whole
 * program, as a user would. Paths of the run's own directory are shown as PLACE.
 */
export async function scanHostAmongServers(tree: string): Promise<ScannedHost> {
  const outside = await mkdtemp(join(tree, 'srv/listeners-'));
  const place = `/srv/${basename(outside)}`;
  try {
    await chmod(outside, 0o755);
    await writeTree(outside, configurationFiles(place));
    const script = startScript({ tree, place, outside, project: PROJECT });
    await run('unshare', ['--net', 'bash', '-c', script], { timeout: 120_000, maxBuffer: 1 << 24 });
    const text = await readFile(join(outside, 'report.json'), 'utf8');
    // The program's own report of the one target that was named.
    const report = JSON.parse(text.replaceAll(outside, 'PLACE')) as { readonly targets: readonly ScannedHost[] };
    const [host] = report.targets;
    if (host === undefined) throw new Error('the report has no target');
    return host;
  } finally {
    await rm(outside, { recursive: true, force: true });
  }
}
