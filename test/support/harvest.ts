import type { Collector } from '../../src/collect/collector.ts';
import type { Harvest } from '../../src/facts/fact.ts';
import { rootTree } from '../../src/target/root-tree.ts';
import type { Views } from '../../src/target/views.ts';
import { buildTree, type Tree } from './tree.ts';

/** Runs one collector on a tree that is written to disk and read through the real file view. */
export async function harvestOf<N extends keyof Views, W extends keyof Views>(
  collector: Collector<N, W>,
  tree: Tree,
  more: Partial<Views> = {},
): Promise<Harvest> {
  const views: Partial<Views> = { ...more, files: rootTree(await buildTree(tree)) };
  // The caller names in `more` every further view that the collector needs.
  return collector.collect(views as Pick<Views, N> & Partial<Pick<Views, W>>, AbortSignal.timeout(10_000));
}

/** Kind, subject and value of each fact: what a test compares, without ids and evidence. */
export function statements(harvest: Harvest): readonly unknown[] {
  return harvest.facts.map(({ kind, subject, value }) => ({ kind, subject, value }));
}
