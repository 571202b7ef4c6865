import { type Locator, type TargetPath, targetPath } from '../../facts/locator.ts';
import { absent, hidden } from '../failed-look.ts';
import type { FileVisitor } from '../file-visitor.ts';
import { bytesOfPath } from '../path-bytes.ts';
import { resolvePath } from '../resolve-path.ts';
import type { Sighting } from '../sighting.ts';
import type { DirEntry, FileView } from '../views.ts';
import { ContentAgain } from './content-again.ts';
import type { Layer } from './layer.ts';
import type { LayeredTree } from './layered-tree.ts';
import { childrenOf, type Node } from './node.ts';
import { readImage } from './read-image.ts';

/**
 * The files of an image, as a container would see them. The walk is the one pass over its layers; without one before, the first
 * question makes it. What was not kept then costs another pass over the layer that has it.
 * @param layers the newest first
 */
export function imageFiles(layers: readonly Layer[]): FileView {
  let read: Promise<LayeredTree> | undefined;
  const tree = (): Promise<LayeredTree> => {
    read ??= readImage(layers, NOBODY, NEVER);
    return read;
  };
  const again = new ContentAgain(layers);
  const placeOf = async (path: TargetPath, followLast: boolean): Promise<Sighting<DirEntry>> => {
    const found = await tree();
    return resolvePath((each) => examine(found, layers, each), path, followLast);
  };
  return {
    streamed: true,
    look: (path) => placeOf(path, false),
    follow: (path) => placeOf(path, true),
    async list(dir) {
      const place = await placeOf(dir, true);
      if (place.state !== 'seen') return place;
      if (place.value.type !== 'dir') return hidden(place.value.path, 'not-a-directory');
      return listed(await tree(), layers, place.value.path);
    },
    async read(path, limit) {
      const place = await placeOf(path, true);
      if (place.state !== 'seen') return place;
      const node = (await tree()).find(segmentsOf(place.value.path));
      if (node?.type !== 'file') return hidden(place.value.path, 'not-a-file');
      if (node.rare?.doubt !== undefined) return { state: 'hidden', at: place.at, why: node.rare.doubt };
      if (node.size > limit) return { state: 'hidden', at: place.at, why: 'too-large' };
      const content = await again.contentOf(node, place.value.path);
      return content === undefined
        ? { state: 'hidden', at: place.at, why: 'not-kept' }
        : { state: 'seen', value: content, at: place.at };
    },
    async walk(visitor, signal) {
      const walked = readImage(layers, visitor, signal);
      read = walked;
      await walked;
    },
    async layerOf(path) {
      // Where the walk has failed, that is said elsewhere.
      const node = (await tree().catch(() => undefined))?.find(segmentsOf(path));
      return node === undefined || node.type === 'implied' ? undefined : layers[node.rank]?.diffId;
    },
  };
}

function examine(tree: LayeredTree, layers: readonly Layer[], path: TargetPath): Sighting<DirEntry> {
  const node = tree.find(segmentsOf(path));
  if (node === undefined) return absent(path);
  return { state: 'seen', value: entryOf(node, path), at: placeIn(layers, node, path) };
}

function listed(tree: LayeredTree, layers: readonly Layer[], dir: TargetPath): Sighting<readonly DirEntry[]> {
  const node = tree.find(segmentsOf(dir));
  if (node === undefined) return absent(dir);
  const children = [...childrenOf(node)].filter(({ type }) => type !== 'absent');
  if (children.length > MOST_ENTRIES) return hidden(dir, 'too-large');
  const value = children
    .sort((left, right) => Buffer.compare(Buffer.from(bytesOfPath(left.name)), Buffer.from(bytesOfPath(right.name))))
    .map((child) => entryOf(child, targetPath(`${dir}/${child.name}`)));
  return { state: 'seen', value, at: placeIn(layers, node, dir) };
}

function entryOf(node: Node, path: TargetPath): DirEntry {
  // A name that is only removed is never asked for; what is only implied is a directory.
  const type = node.type === 'implied' || node.type === 'absent' ? 'dir' : node.type;
  const entry = { path, type, size: node.size, mode: node.mode };
  return type === 'link' ? { ...entry, link: node.link } : entry;
}

function placeIn(layers: readonly Layer[], node: Node, path: TargetPath): Locator {
  const layer = layers[node.rank];
  return layer === undefined || node.type !== 'file' ? { in: 'file', path } : { in: 'file', path, layer: layer.diffId };
}

function segmentsOf(path: TargetPath): readonly string[] {
  return path === '/' ? [] : path.slice(1).split('/');
}

const NOBODY: FileVisitor = { keeps: () => false, enter: () => undefined, miss: () => {}, getsOn: () => {} };
const NEVER = new AbortController().signal;
/** The same as in a tree. */
const MOST_ENTRIES = 65_536;
