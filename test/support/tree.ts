import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

/** What stands at a path of a root tree. */
export type TreeEntry =
  | string
  | Uint8Array
  | { readonly link: string }
  | { readonly dir: true; readonly mode?: number }
  | { readonly content: string | Uint8Array; readonly mode: number };

/** A root tree as data: absolute paths inside it, and what stands there. */
export type Tree = Readonly<Record<string, TreeEntry>>;

/** Writes the tree into a fresh directory, which goes when the test ends. */
export async function buildTree(tree: Tree): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'pqready-tree-'));
  onTestFinished(() => removeTree(root));
  await writeTree(root, tree);
  return root;
}

/** Writes the tree below `root`. Modes of directories are set last, so that an unreadable one can be filled. */
export async function writeTree(root: string, tree: Tree): Promise<void> {
  const modes: [string, number][] = [];
  for (const [path, entry] of Object.entries(tree)) {
    const place = join(root, path);
    await mkdir(dirname(place), { recursive: true });
    if (typeof entry === 'string' || entry instanceof Uint8Array) await writeFile(place, entry);
    else if ('link' in entry) await symlink(entry.link, place);
    else if ('dir' in entry) {
      await mkdir(place, { recursive: true });
      if (entry.mode !== undefined) modes.push([place, entry.mode]);
    } else {
      await writeFile(place, entry.content);
      await chmod(place, entry.mode);
    }
  }
  for (const [place, mode] of modes) await chmod(place, mode);
}

async function removeTree(root: string): Promise<void> {
  await rm(root, { recursive: true, force: true, maxRetries: 2 }).catch(async () => {
    const { execa } = await import('execa');
    await execa('chmod', ['-R', 'u+rwx', root], { reject: false });
    await rm(root, { recursive: true, force: true });
  });
}
