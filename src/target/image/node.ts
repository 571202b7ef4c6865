import type { Hidden } from '../sighting.ts';
import type { Bytes } from '../views.ts';

/**
 * One place of an image's tree. There may be a million of them: what few have lies in `rare`, and three small numbers in one.
 */
export class Node {
  readonly name: string;
  size: Bytes = 0;
  /** What a symbolic link says. */
  link = '';
  /** To be read and written by the functions below alone. */
  children: readonly Node[] | Map<string, Node> | undefined;
  rare: Rare | undefined;
  /** From the highest bit down: rank, type (4 bits), mode (12 bits). */
  #packed: number;

  /** A place of which nothing is known but that something lies below it. */
  constructor(name: string, rank: number) {
    this.name = name;
    this.children = undefined;
    this.rare = undefined;
    this.#packed = (rank << 16) | (TYPES.indexOf('implied') << 12) | 0o755;
  }

  get type(): NodeType {
    return TYPES[(this.#packed >> 12) & 0xf] ?? 'other';
  }

  set type(type: NodeType) {
    this.#packed = (this.#packed & ~0xf000) | (TYPES.indexOf(type) << 12);
  }

  get mode(): number {
    return this.#packed & 0o7777;
  }

  set mode(mode: number) {
    this.#packed = (this.#packed & ~0o7777) | (mode & 0o7777);
  }

  /** The layer that brought it; 0 is the newest. */
  get rank(): number {
    return this.#packed >> 16;
  }

  set rank(rank: number) {
    this.#packed = (rank << 16) | (this.#packed & 0xffff);
  }
}

/** `implied`: a directory that no layer has described so far; `absent`: removed, or only the name of something removed. */
export type NodeType = (typeof TYPES)[number];

const TYPES = ['file', 'dir', 'link', 'other', 'implied', 'absent'] as const;

/** A rank below all layers: an image has 1,000 at most. */
export const BELOW_ALL = 0x7fff;

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

/** The rare members of a place, to be written. */
export function rareOf(node: Node): Rare {
  node.rare ??= {};
  return node.rare;
}

/** The child of that name, made where it is missing. */
export function childOf(node: Node, name: string, rank: number): Node {
  const known = childNamed(node, name);
  if (known !== undefined) return known;
  const child = new Node(alone(name), rank);
  add(node, child);
  return child;
}

/** The child of that name, where there is one. */
export function childNamed({ children }: Node, name: string): Node | undefined {
  return children instanceof Map ? children.get(name) : children?.find((child) => child.name === name);
}

/** All children. */
export function childrenOf({ children = [] }: Node): Iterable<Node> {
  return children instanceof Map ? children.values() : children;
}

/** Puts a child in, in place of one of the same name. */
export function putChild(node: Node, child: Node): void {
  const { children = [] } = node;
  if (children instanceof Map) children.set(child.name, child);
  else {
    node.children = children.filter(({ name }) => name !== child.name);
    add(node, child);
  }
}

/** Most directories have few entries: an array of just their number, which `push` and spreading do not make, takes a tenth of a Map. */
function add(node: Node, child: Node): void {
  const { children = [] } = node;
  if (children instanceof Map) children.set(child.name, child);
  else if (children.length < MOST_IN_ARRAY) node.children = children.length === 0 ? [child] : children.concat([child]);
  else node.children = new Map([...children, child].map((each) => [each.name, each]));
}

/** A part of a string holds the whole of it in memory: a path where a name is meant. */
function alone(name: string): string {
  const isCopied = name.length < SHORTEST_PART || NOT_LATIN1.test(name);
  return isCopied ? name : Buffer.from(name, 'latin1').toString('latin1');
}

/** Whether it can have something below it. */
export function isDirectory({ type }: Node): boolean {
  return type === 'dir' || type === 'implied';
}

const MOST_IN_ARRAY = 16;
/** V8 copies shorter parts. Source: V8 src/objects/string.h, SlicedString::kMinLength. */
const SHORTEST_PART = 13;
const NOT_LATIN1 = /[^\u0000-\u00ff]/;
