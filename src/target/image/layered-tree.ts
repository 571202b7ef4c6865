import { TargetError } from '../target-error.ts';
import type { Bytes } from '../views.ts';
import { graftThrough } from './graft.ts';
import { BELOW_ALL, childNamed, childOf, childrenOf, isDirectory, Node, rareOf } from './node.ts';

/** What an entry of a layer puts into the tree. */
export interface Placed {
  readonly type: 'file' | 'dir' | 'link' | 'other';
  readonly size: Bytes;
  readonly mode: number;
  readonly link: string;
}

/** Where an entry has gone. `path` differs from its own where a link of the same layer was followed. */
export interface Place {
  readonly node: Node;
  readonly path: string;
  /** The same path has come before in this layer. */
  readonly isAgain: boolean;
}

/**
 * The tree of an image, put together from its newest layer (rank 0) to its oldest, so that what a newer layer replaces or removes
 * is known before it comes. Source: OCI image specification, layer.md.
 */
export class LayeredTree {
  readonly root = new Node('', BELOW_ALL);
  readonly #through: { readonly node: Node; readonly segments: readonly string[] }[] = [];
  #count = 0;

  /** Puts an entry into the tree; undefined where a newer layer has replaced or removed the place. @throws TargetError */
  place(segments: readonly string[], entry: Placed, rank: number): Place | undefined {
    const reached = this.#reach(segments, rank, 0);
    if (reached === undefined) return undefined;
    const { node } = reached;
    if (node === this.root) return undefined;
    const isAgain = node.rank === rank && !isUnwritten(node);
    if (isUnwritten(node) ? !this.#fits(node, { segments, entry, rank }) : node.rank < rank) return undefined;
    if (isAgain && isDirectory(node) !== (entry.type === 'dir'))
      throw new TargetError(`${reached.path} is a directory and something else in one layer`);
    Object.assign(node, { type: entry.type, size: entry.size, mode: entry.mode, link: entry.link, rank });
    return { ...reached, isAgain };
  }

  /** A whiteout: older layers say nothing of the place. */
  remove(segments: readonly string[], rank: number): void {
    const node = this.#reach(segments, rank, 0)?.node;
    if (node === undefined || node === this.root) return;
    rareOf(node).removedBy ??= rank;
    if (node.type === 'implied' && node.children === undefined) node.type = 'absent';
  }

  /** An opaque directory: older layers say nothing of what is below. */
  empty(segments: readonly string[], rank: number): void {
    const node = this.#reach(segments, rank, 0)?.node;
    if (node !== undefined) rareOf(node).emptiedBy ??= rank;
  }

  /** The node of a path without links, as far as the layers have told. */
  find(segments: readonly string[]): Node | undefined {
    let node: Node | undefined = this.root;
    for (const segment of segments) node = node && childNamed(node, segment);
    return node?.type === 'absent' ? undefined : node;
  }

  /**
   * To be called when all layers are in: what was written through links of older layers goes where they lead.
   * @returns the paths of files that are gone by that, although they were taken for files of the image
   */
  finish(): readonly string[] {
    return this.#through.flatMap(({ node, segments }) => graftThrough(this.root, node, segments));
  }

  /** Walks down to the place; undefined where a newer layer hides it. */
  #reach(segments: readonly string[], rank: number, links: number): { node: Node; path: string } | undefined {
    let node = this.root;
    for (const [index, segment] of segments.entries()) {
      if ((node.rare?.emptiedBy ?? rank) < rank) return undefined;
      if (node.type === 'link' && node.rank === rank)
        return this.#follow(segments, index, { link: node.link, rank, links });
      if (!isDirectory(node) && node.type !== 'absent') {
        if (node.rank < rank) return undefined;
        throw new TargetError(`/${segments.join('/')} lies below something that is no directory`);
      }
      if (node.type === 'absent') node.type = 'implied';
      if (childNamed(node, segment) === undefined) this.#grow();
      node = childOf(node, segment, rank);
      if ((node.rare?.removedBy ?? rank) < rank) return undefined;
    }
    return { node, path: `/${segments.join('/')}` };
  }

  /** Unpacked in order, the link is there when something is written below it. */
  #follow(
    segments: readonly string[],
    index: number,
    { link, rank, links }: { readonly link: string; readonly rank: number; readonly links: number },
  ): { node: Node; path: string } | undefined {
    if (links >= MOST_LINKS) throw new TargetError(`/${segments.join('/')}: symbolic links form a loop`);
    const target = link.startsWith('/') ? [] : segments.slice(0, index - 1);
    for (const part of link.split('/'))
      if (part === '..') target.pop();
      else if (part !== '' && part !== '.') target.push(part);
    return this.#reach([...target, ...segments.slice(index)], rank, links + 1);
  }

  /** Whether an entry may describe a place of which only what is below was known. */
  #fits(
    node: Node,
    { segments, entry, rank }: { readonly segments: readonly string[]; readonly entry: Placed; readonly rank: number },
  ): boolean {
    if (node.type === 'absent' || entry.type === 'dir' || node.children === undefined) return true;
    const isNewer = [...childrenOf(node)].some((child) => child.rank < rank);
    if (!isNewer) throw new TargetError('something that is no directory follows what lies below it');
    if (entry.type === 'link' && node.rare?.through === undefined) {
      rareOf(node).through = entry.link;
      rareOf(node).emptiedBy ??= rank;
      this.#through.push({ node, segments });
    }
    return false;
  }

  #grow(): void {
    this.#count += 1;
    if (this.#count > MOST_PLACES) throw new TargetError(`more than ${MOST_PLACES} files and directories`);
  }
}

function isUnwritten({ type }: Node): boolean {
  return type === 'implied' || type === 'absent';
}

const MOST_LINKS = 40;
/** Large images have 200,000 files; this many fit into 300 MB. */
const MOST_PLACES = 1_000_000;
