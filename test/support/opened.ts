import type { Collector } from '../../src/collect/collector.ts';
import { rootTree } from '../../src/target/root-tree.ts';
import type { Views } from '../../src/target/views.ts';
import { buildTree, type Tree } from './tree.ts';

/** The paths that a collector reads on a tree without having declared them in `opens`. */
export async function undeclaredReads<N extends 'files', W extends keyof Views>(
  collector: Collector<N, W>,
  tree: Tree,
): Promise<readonly string[]> {
  const files = rootTree(await buildTree(tree));
  const read: string[] = [];
  const recording = {
    ...files,
    read: (path: Parameters<typeof files.read>[0], limit: number) => {
      read.push(path);
      return files.read(path, limit);
    },
  };
  // Only collectors whose one need is `files` are taken.
  await collector.collect(
    { files: recording } as unknown as Pick<Views, N> & Partial<Pick<Views, W>>,
    AbortSignal.timeout(10_000),
  );
  const declared = collector.opens.map(
    (pattern) => new RegExp(`^${pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&').replaceAll('*', '[^/]*')}$`),
  );
  return read.filter((path) => !declared.some((pattern) => pattern.test(path)));
}
