import { targetPath } from '../../facts/locator.ts';
import type { FileVisitor } from '../file-visitor.ts';
import { entryOf } from './file-in-layer.ts';
import { LayerPass, type Passing, pleases } from './first-pass.ts';
import { Gathering, passingRoom, scratchRoom } from './gathering.ts';
import { HardLinks, type OpenLink } from './hard-links.ts';
import { type Layer, readLayer } from './layer.ts';
import { LayeredTree } from './layered-tree.ts';
import { rareOf } from './node.ts';
import { SecondLook, type Sought } from './second-look.ts';

/**
 * Reads an image from its newest layer to its oldest, each once: so what a newer layer hides is never looked at. A layer comes by
 * again only where a hard link needs a content that is gone by then.
 * @param layers the newest first
 * @throws TargetError
 */
export async function readImage(
  layers: readonly Layer[],
  visitor: FileVisitor,
  signal: AbortSignal,
): Promise<LayeredTree> {
  const passing: Passing = {
    tree: new LayeredTree(),
    visitor,
    links: new HardLinks(),
    roomFor: scratchRoom(),
    kept: 0,
  };
  for (const [rank, layer] of layers.entries()) {
    await readLayer(ticking(layer, visitor), new LayerPass(passing, layer, rank), signal);
    passing.links.forgetAll();
  }
  for (const path of passing.tree.finish())
    visitor.miss({ state: 'hidden', at: { in: 'file', path: targetPath(path) }, why: 'replaced-through-link' });
  for (const [rank, links] of Map.groupBy(passing.links.open, ({ file }) => file.rank)) {
    const layer = layers[rank];
    if (layer !== undefined) await lookForLinks(layer, { links, visitor }, signal);
  }
  return passing.tree;
}

/** A large file that nobody wants takes its time too: the walk gets on with every piece. */
function ticking(layer: Layer, visitor: FileVisitor): Layer {
  return {
    ...layer,
    async *open() {
      for await (const piece of layer.open()) {
        visitor.getsOn();
        yield piece;
      }
    },
  };
}

async function lookForLinks(
  layer: Layer,
  { links, visitor }: { readonly links: readonly OpenLink[]; readonly visitor: FileVisitor },
  signal: AbortSignal,
): Promise<void> {
  const sought = links.map((link) => ({ link, ...seekingFor(link, visitor) }));
  const byTarget = Map.groupBy(sought, ({ link }) => link.target);
  await readLayer(ticking(layer, visitor), new SecondLook(byTarget), signal);
  for (const { link, isFound } of sought) {
    if (isFound()) continue;
    const interest = link.interest ?? visitor.enter(entryOf(link.file));
    interest?.miss(link.file.at, 'link-without-target');
  }
}

function seekingFor({ file, interest: known }: OpenLink, visitor: FileVisitor): Sought & { isFound(): boolean } {
  let isFound = false;
  let interest = known;
  return {
    isFound: () => isFound,
    found({ size, mode, isSparse }) {
      // A path that stands twice is told by the first.
      if (isFound) return undefined;
      isFound = true;
      delete rareOf(file.node).doubt;
      Object.assign(file.node, { size, mode });
      interest ??= visitor.enter(entryOf(file));
      if (isSparse) rareOf(file.node).doubt = 'sparse';
      if (isSparse) interest?.miss(file.at, 'sparse');
      const wanting = isSparse ? undefined : interest;
      return wanting === undefined
        ? undefined
        : new Gathering(size, passingRoom, (head) => pleases(wanting, head, file));
    },
    content: (content) => interest?.see(content, file.at),
  };
}
