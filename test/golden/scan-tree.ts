import { type Collected, collectAll } from '../../src/collect/collect-all.ts';
import { collectors, fileCollectors } from '../../src/collect/index.ts';
import { openDir } from '../../src/target/dir.ts';

/** Looks at a root tree on disk with every collector, as `pqready collect dir:PATH` does, in this process. */
export async function collectTree(root: string): Promise<Collected> {
  const target = await openDir(root);
  if (target === undefined) throw new Error(`${root}: no such tree`);
  return collectAll(
    target,
    { collectors, fileCollectors, walks: true },
    { withinMs: 20_000, signal: AbortSignal.timeout(30_000) },
  );
}
