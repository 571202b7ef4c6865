import type { Hidden } from '../sighting.ts';
import type { Bytes } from '../views.ts';

/** One place of an image's tree. There may be a million of them, so what few have lies in `rare`. */
export interface Node {
  /** `implied`: a directory that no layer has described so far; `absent`: removed, or only the name of something removed. */
  type: 'file' | 'dir' | 'link' | 'other' | 'implied' | 'absent';
  size: Bytes;
  mode: number;
  /** What a symbolic link says. */
  link: string;
  /** The layer that brought it; 0 is the newest. */
  rank: number;
  children: Map<string, Node> | undefined;
  rare: Rare | undefined;
}

/** What few places have. */
export interface Rare {
  /** A whiteout of this layer: older layers say nothing of this place and of what is below. */
  removedBy?: number;
  /** An opaque directory of this layer: older layers say nothing of what is below. */
  emptiedBy?: number;
  /** A newer layer writes below what is a link in this older one: where the link leads. */
  through?: string;
  /** Content that was kept when it passed by. */
  content?: Uint8Array;
  /** Why the content cannot be told. */
  doubt?: Hidden;
  /** Under which path its layer has the content, where that is another: hard links, and what was written through links. */
  contentOf?: string;
}

/** A place of which nothing is known but that something lies below it. */
export function impliedNode(rank: number): Node {
  return { type: 'implied', size: 0, mode: 0o755, link: '', rank, children: undefined, rare: undefined };
}

/** The rare members of a place, to be written. */
export function rareOf(node: Node): Rare {
  node.rare ??= {};
  return node.rare;
}

/** The child of that name, made where it is missing. */
export function childOf(node: Node, name: string, rank: number): Node {
  node.children ??= new Map();
  const known = node.children.get(name);
  if (known !== undefined) return known;
  const child = impliedNode(rank);
  node.children.set(name, child);
  return child;
}

/** Whether it can have something below it. */
export function isDirectory({ type }: Node): boolean {
  return type === 'dir' || type === 'implied';
}
