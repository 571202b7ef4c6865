import { realpath, stat } from 'node:fs/promises';
import { rootTree } from './root-tree.ts';
import type { Target } from './views.ts';

/**
 * A root tree: a mounted image, a build root, a snapshot.
 * @param path a directory of this machine; a link to one is followed, since the user named it
 * @returns undefined where there is no such directory or it cannot be entered
 */
export async function openDir(path: string): Promise<Target | undefined> {
  const root = await realpath(path).catch(() => undefined);
  const isDirectory = root !== undefined && (await stat(root).catch(() => undefined))?.isDirectory();
  if (root === undefined || isDirectory !== true) return undefined;
  return {
    kind: 'dir',
    name: `dir:${path}`,
    identity: { by: 'path', value: root },
    views: { files: rootTree(root) },
    close: async () => {},
  };
}
