import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type RunningServer, startProgram } from './program.ts';

/** The Debian 13 tree with servers in it that .ci/run makes. */
export function serverTree(): string {
  const tree = process.env['PQREADY_LIVE_SERVERS'] ?? '';
  if (!existsSync(join(tree, 'usr/sbin/nginx')))
    throw new Error(
      `PQREADY_LIVE_SERVERS: wants a Debian 13 tree with the servers of .ci/servers, has "${tree}"\n` +
        'Run .ci/run, which makes one, or name yours.',
    );
  return tree;
}

/** Configuration of one server: a directory in the tree, which goes away with it. */
export interface PlaceInTree {
  /** As the server sees it. */
  readonly path: string;
  remove(): Promise<void>;
}

/** Writes files by name into a fresh directory of the tree, readable for whatever user the server drops to. */
export async function placeInTree(tree: string, files: Readonly<Record<string, string>>): Promise<PlaceInTree> {
  const outside = await mkdtemp(join(tree, 'srv/stack-'));
  await chmod(outside, 0o777);
  for (const [name, text] of Object.entries(files)) {
    await mkdir(join(outside, name, '..'), { recursive: true });
    await writeFile(join(outside, name), text);
  }
  return { path: `/srv/${basename(outside)}`, remove: () => rm(outside, { recursive: true, force: true }) };
}

/** How to run a program of the tree. */
export interface TreeRun {
  readonly tree: string;
  readonly argv: readonly [string, ...string[]];
  readonly port: number;
  readonly place?: PlaceInTree;
  /** A user of the tree; root unless said. */
  readonly user?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

/** Starts a program with the tree as its root, in a mount namespace of its own that has /proc: Java and Go look there for themselves. */
export function startInTree(run: TreeRun): Promise<RunningServer> {
  const { tree, argv, port, place, environment = {} } = run;
  const given = { port, environment, ...(place === undefined ? {} : { cleanUp: place.remove }) };
  return startProgram({ ...given, argv: argvInTree({ tree, argv, user: run.user }) });
}

/** The argument vector that runs a program with the tree as its root. */
export function argvInTree(run: {
  readonly tree: string;
  readonly argv: readonly string[];
  readonly user?: string | undefined;
}): readonly [string, ...string[]] {
  const script =
    'tree=$1 user=$2; shift 2; mount -t proc proc "$tree/proc" && exec chroot --userspec="$user" "$tree" "$@"';
  return [
    'unshare',
    '--mount',
    '--propagation',
    'private',
    'sh',
    '-c',
    script,
    'in-tree',
    run.tree,
    run.user ?? 'root:root',
    ...run.argv,
  ];
}
