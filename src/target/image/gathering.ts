import { HEAD_BYTES, type OpenFile } from '../file-visitor.ts';
import type { Bytes } from '../views.ts';

/** Gathers the data of one entry as they pass by: its first bytes, then, if they please, the whole. */
export class Gathering {
  readonly size: Bytes;
  readonly #wanted: (head: Uint8Array) => boolean;
  #isDecided: boolean;
  #held: Buffer;
  #filled = 0;

  /** @param wanted asked with the first HEAD_BYTES; absent: the whole is gathered */
  constructor(size: Bytes, wanted?: (head: Uint8Array) => boolean) {
    this.size = size;
    this.#wanted = wanted ?? (() => true);
    this.#isDecided = wanted === undefined;
    this.#held = Buffer.allocUnsafeSlow(this.#isDecided ? size : Math.min(size, HEAD_BYTES));
  }

  /** Takes the next piece; false when no more is wanted. */
  take(piece: Uint8Array): boolean {
    // Mostly a small file lies whole in one piece: then nothing is copied before it is known to be wanted.
    if (!this.#isDecided && this.#filled === 0 && piece.length >= Math.min(this.size, HEAD_BYTES))
      return this.#decide(piece.subarray(0, HEAD_BYTES)) && this.#append(piece);
    if (this.#isDecided) return this.#append(piece);
    const count = Math.min(piece.length, this.#held.length - this.#filled);
    this.#append(piece.subarray(0, count));
    if (this.#filled < this.#held.length) return true;
    return this.#decide(this.#held) && this.#append(piece.subarray(count));
  }

  /** To be called behind the last piece. @returns whether the whole was wanted, and is there */
  finish(): boolean {
    // An empty file has no piece by which it could be judged.
    if (!this.#isDecided && this.size === 0) this.#decide(this.#held);
    return this.#isDecided && this.#filled === this.size;
  }

  /** What has been gathered. */
  get content(): Uint8Array {
    return this.#held.subarray(0, this.#filled);
  }

  #decide(head: Uint8Array): boolean {
    if (!this.#wanted(head)) return false;
    this.#isDecided = true;
    const whole = Buffer.allocUnsafeSlow(this.size);
    whole.set(this.#held.subarray(0, this.#filled));
    this.#held = whole;
    return true;
  }

  #append(piece: Uint8Array): boolean {
    this.#held.set(piece, this.#filled);
    this.#filled += piece.length;
    return true;
  }
}

/** A file whose bytes are all in memory. */
export function openFileOf(content: Uint8Array): OpenFile {
  return {
    size: content.length,
    read(offset, length) {
      const from = Math.max(0, Math.min(offset, content.length));
      return content.subarray(from, from + Math.max(0, Math.min(length, content.length - from)));
    },
  };
}
