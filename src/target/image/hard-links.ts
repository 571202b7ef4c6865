import type { TargetPath } from '../../facts/locator.ts';
import { type FileInterest, HEAD_BYTES } from '../file-visitor.ts';
import type { Bytes } from '../views.ts';
import { entryOf, type FileInLayer } from './file-in-layer.ts';
import type { Passing } from './first-pass.ts';
import { openFileOf } from './gathering.ts';
import { rareOf } from './node.ts';
import { RecentContents } from './recent-contents.ts';

/** A hard link whose content has gone by, or is hidden by a newer layer: it needs a second look at its layer. */
export interface OpenLink {
  readonly file: FileInLayer;
  /** Under which path its layer has the content. */
  readonly target: string;
  /** Who wants to be shown it; undefined: not asked yet, since its size is not known. */
  readonly interest: FileInterest | undefined;
}

/**
 * The hard links of an image. Most stand close behind the entry that has their content, so the contents shown last are held for a
 * while; what is not among them is left open.
 */
export class HardLinks {
  readonly open: OpenLink[] = [];
  readonly #recent = new RecentContents(MOST_HELD);

  /** Notes what has just passed by, whole or its first bytes, and forgets the oldest. */
  remember(path: TargetPath, content: Uint8Array, isWhole: boolean): void {
    this.#recent.add(path, content, isWhole);
  }

  /** To be called between layers: the next has other contents at the same paths. */
  forgetAll(): void {
    this.#recent.clear();
  }

  /** Takes in a hard link: its size is that of its target, and so is what it shows. */
  add(file: FileInLayer, segments: readonly string[], { tree, visitor }: Passing): void {
    const original = tree.find(segments);
    const own = `/${segments.join('/')}`;
    const isHere = original?.type === 'file' && original.rank === file.rank && original !== file.node;
    const target = isHere ? (original.rare?.contentOf ?? own) : own;
    rareOf(file.node).contentOf = target;
    if (!isHere || original.rare?.doubt === 'link-without-target') {
      // Until it is found.
      rareOf(file.node).doubt = 'link-without-target';
      this.open.push({ file, target, interest: undefined });
      return;
    }
    Object.assign(file.node, { size: original.size, mode: original.mode });
    const doubt = original.rare?.doubt;
    if (doubt !== undefined) rareOf(file.node).doubt = doubt;
    const interest = visitor.enter(entryOf(file));
    if (interest !== undefined && doubt !== undefined) interest.miss(file.at, doubt);
    else if (interest !== undefined) this.#show({ file, target, interest });
  }

  #show({ file, target, interest }: OpenLink & { readonly interest: FileInterest }): void {
    const recent = this.#recent.get(target);
    const isWanted = recent === undefined || interest.begins(recent.content.subarray(0, HEAD_BYTES));
    if (!isWanted) return;
    if (recent?.isWhole === true) interest.see(openFileOf(recent.content), file.at);
    else this.open.push({ file, target, interest });
  }
}

const MOST_HELD: Bytes = 16 * 1024 * 1024;
