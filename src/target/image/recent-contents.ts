import type { Bytes } from '../views.ts';

/** A content that came by not long ago. */
export interface RecentContent {
  /** Valid until the next is added. */
  readonly content: Uint8Array;
  /** False: the first bytes only. */
  readonly isWhole: boolean;
}

/**
 * The contents that came by last, copied into one ring of memory: copies of their own would be garbage by the gigabyte, and lie
 * about for a while each.
 */
export class RecentContents {
  readonly #size: Bytes;
  /** The oldest first, which is the order of their places from `#next` on around the ring. */
  readonly #places = new Map<string, Place>();
  #ring: Buffer | undefined;
  #next: Bytes = 0;

  /** @param size of the ring */
  constructor(size: Bytes) {
    this.#size = size;
  }

  /** Copies a content into the ring, over the oldest ones. One that is larger than the ring is not held. */
  add(path: string, content: Uint8Array, isWhole: boolean): void {
    // An empty one takes a byte, so that each has a place of its own.
    const taken = Math.max(1, content.length);
    this.#places.delete(path);
    if (taken > this.#size) return;
    this.#ring ??= Buffer.allocUnsafeSlow(this.#size);
    if (this.#next + taken > this.#size) {
      this.#forget(this.#next, this.#size);
      this.#next = 0;
    }
    const [from, to] = [this.#next, this.#next + taken];
    this.#forget(from, to);
    this.#ring.set(content, from);
    this.#places.set(path, { from, to, length: content.length, isWhole });
    this.#next = to;
  }

  /** What came by at the path, if it is still held. */
  get(path: string): RecentContent | undefined {
    const place = this.#places.get(path);
    if (place === undefined || this.#ring === undefined) return undefined;
    return { content: this.#ring.subarray(place.from, place.from + place.length), isWhole: place.isWhole };
  }

  /** Forgets all. */
  clear(): void {
    this.#places.clear();
    this.#next = 0;
  }

  /** Those that have something between the two places; they are the oldest. */
  #forget(from: Bytes, to: Bytes): void {
    for (const [path, place] of this.#places) {
      if (place.to <= from || place.from >= to) return;
      this.#places.delete(path);
    }
  }
}

interface Place {
  readonly from: Bytes;
  readonly to: Bytes;
  readonly length: Bytes;
  readonly isWhole: boolean;
}
