import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Tree, writeTree } from '../support/tree.ts';

/** Writes a tree into a fresh directory, hands the directory over, and takes it away again. */
export async function withTree<T>(tree: Tree, use: (root: string) => Promise<T>): Promise<T> {
  const root = await mkdtemp(join(tmpdir(), 'pqready-golden-'));
  try {
    await writeTree(root, tree);
    return await use(root);
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}
