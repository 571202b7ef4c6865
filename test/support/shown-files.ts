import { collectAll } from '../../src/collect/collect-all.ts';
import type { FileCollectorEntry } from '../../src/collect/file-collector.ts';
import type { Harvest } from '../../src/facts/fact.ts';
import { openDir } from '../../src/target/dir.ts';
import { buildTree, type Tree } from './tree.ts';

/** Shows the files of a tree to one file collector, through the runner's own walk. */
export async function shownFiles(collector: FileCollectorEntry, tree: Tree): Promise<Harvest> {
  return shownFilesOf(collector, await buildTree(tree));
}

/** The same of a tree that is there. */
export async function shownFilesOf(collector: FileCollectorEntry, root: string): Promise<Harvest> {
  const target = await openDir(root);
  if (target === undefined) throw new Error(`${root}: no such tree`);
  const listed = { id: collector.id, load: async () => collector };
  const plan = { collectors: [], fileCollectors: [listed], walks: true };
  const { facts, gaps } = await collectAll(target, plan, { withinMs: 60_000, signal: AbortSignal.timeout(120_000) });
  return { facts, gaps };
}
