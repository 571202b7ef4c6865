import type { TarEntry } from '../../codec/tar/tar-entry.ts';
import type { TarVisitor } from '../../codec/tar/tar-reader.ts';
import { targetPath } from '../../facts/locator.ts';
import { type FileInterest, type FileVisitor, HEAD_BYTES, LARGEST_SHOWN } from '../file-visitor.ts';
import type { Hidden } from '../sighting.ts';
import type { Bytes } from '../views.ts';
import { segmentsOfEntry, textOfLink } from './entry-path.ts';
import { entryOf, type FileInLayer } from './file-in-layer.ts';
import { Gathering, ownRoom, type RoomFor } from './gathering.ts';
import type { HardLinks } from './hard-links.ts';
import type { Layer } from './layer.ts';
import type { LayeredTree } from './layered-tree.ts';
import { rareOf } from './node.ts';

/** What a walk over an image fills: the tree, and what is left to be looked at again. */
export interface Passing {
  readonly tree: LayeredTree;
  readonly visitor: FileVisitor;
  readonly links: HardLinks;
  /** Where what is only shown is gathered. */
  readonly roomFor: RoomFor;
  /** Bytes of content that are kept for later. */
  kept: Bytes;
}

/** Takes in one layer: what newer ones have not hidden goes into the tree, what is wanted is shown or kept as it passes by. */
export class LayerPass implements TarVisitor {
  readonly #passing: Passing;
  readonly #layer: Layer;
  readonly #rank: number;
  #current: Current | undefined;

  constructor(passing: Passing, layer: Layer, rank: number) {
    this.#passing = passing;
    this.#layer = layer;
    this.#rank = rank;
  }

  entry(entry: TarEntry): boolean {
    const segments = segmentsOfEntry(entry.name);
    const name = segments.at(-1) ?? '';
    if (name.startsWith(WHITEOUT)) return this.#whiteout(segments.slice(0, -1), name);
    const file = this.#place(segments, entry);
    if (file === undefined || file === 'again') return false;
    if (entry.type !== 'hard-link') return entry.isSparse ? this.#doubted(file, 'sparse') : this.#begin(file);
    this.#passing.links.add(file, segmentsOfEntry(entry.link), this.#passing);
    return false;
  }

  data(piece: Uint8Array): boolean {
    return this.#current?.gathering.take(piece) ?? false;
  }

  end(): void {
    const current = this.#current;
    this.#current = undefined;
    const content = current?.gathering.finish();
    if (current === undefined || content === undefined) return;
    const { file, interest, isKept } = current;
    if (isKept) {
      rareOf(file.node).content = content.read(0, content.size);
      this.#passing.kept += content.size;
    }
    // The room is used again for the next; the beginning of a large one is enough to judge a link by.
    const isWhole = content.size <= LARGEST_REMEMBERED;
    this.#passing.links.remember(file.path, content.read(0, isWhole ? content.size : HEAD_BYTES), isWhole);
    if (interest !== undefined && (!isKept || interest.begins(content.read(0, HEAD_BYTES))))
      interest.see(content, file.at);
  }

  /** Puts the entry into the tree. @returns the file, where it is one and counts */
  #place(segments: readonly string[], entry: TarEntry): FileInLayer | 'again' | undefined {
    const type = entry.type === 'hard-link' ? 'file' : entry.type;
    const link = type === 'link' ? textOfLink(entry.link) : '';
    const size = type === 'link' ? entry.link.length : entry.size;
    const place = this.#passing.tree.place(segments, { type, size, mode: entry.mode, link }, this.#rank);
    if (place === undefined || type !== 'file') return undefined;
    const path = targetPath(place.path);
    const at = { in: 'file', path, layer: this.#layer.diffId } as const;
    const file = { node: place.node, path, rank: this.#rank, at };
    const own = `/${segments.join('/')}`;
    if (own !== path) rareOf(place.node).contentOf = own;
    if (!place.isAgain) return file;
    this.#doubted(file, 'twice-in-layer');
    return 'again';
  }

  #whiteout(directory: readonly string[], name: string): boolean {
    if (name === OPAQUE) this.#passing.tree.empty(directory, this.#rank);
    // Names of AUFS's own say nothing of the image.
    else if (!name.startsWith(`${WHITEOUT}${WHITEOUT}`))
      this.#passing.tree.remove([...directory, name.slice(WHITEOUT.length)], this.#rank);
    return false;
  }

  #begin(file: FileInLayer): boolean {
    const { visitor, links, kept, roomFor } = this.#passing;
    const entry = entryOf(file);
    const interest = visitor.enter(entry);
    const isKept = entry.size <= LARGEST_KEPT && kept + entry.size <= MOST_KEPT && visitor.keeps(entry);
    if (interest === undefined && !isKept) return false;
    const judge = (head: Uint8Array): boolean => {
      const isWanted = interest !== undefined && pleases(interest, head, file);
      // A hard link to it may come, and be wanted all the same.
      if (!isWanted) links.remember(file.path, head, false);
      return isWanted;
    };
    this.#current = {
      file,
      interest,
      isKept,
      gathering: isKept ? new Gathering(entry.size, ownRoom) : new Gathering(entry.size, roomFor, judge),
    };
    return true;
  }

  #doubted(file: FileInLayer, why: Hidden): boolean {
    const rare = rareOf(file.node);
    rare.doubt = why;
    delete rare.content;
    this.#passing.visitor.enter(entryOf(file))?.miss(file.at, why);
    return false;
  }
}

interface Current {
  readonly file: FileInLayer;
  readonly interest: FileInterest | undefined;
  readonly isKept: boolean;
  readonly gathering: Gathering;
}

/** Asks whether the rest is wanted, and misses what is too large to be held. */
export function pleases(interest: FileInterest, head: Uint8Array, { node, at }: FileInLayer): boolean {
  if (!interest.begins(head)) return false;
  if (node.size > LARGEST_SHOWN) interest.miss(at, 'too-large');
  return node.size <= LARGEST_SHOWN;
}

const WHITEOUT = '.wh.';
const OPAQUE = '.wh..wh..opq';
const LARGEST_REMEMBERED: Bytes = 8 * 1024 * 1024;
const LARGEST_KEPT: Bytes = 128 * 1024 * 1024;
const MOST_KEPT: Bytes = 128 * 1024 * 1024;
