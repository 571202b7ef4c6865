import { HEAD_BYTES, LARGEST_SHOWN, type OpenFile } from '../file-visitor.ts';
import type { Bytes } from '../views.ts';

/** Room for one content after the other, each valid until the next is asked for. Pages that nothing is written to take no memory. */
export function scratchRoom(): (size: Bytes) => Buffer {
  let room: Buffer | undefined;
  return (size) => {
    if (size > LARGEST_SHOWN) return Buffer.allocUnsafeSlow(size);
    room ??= Buffer.allocUnsafeSlow(LARGEST_SHOWN);
    return room.subarray(0, size);
  };
}

/** Gathers the data of one entry as they pass by: its first bytes, then, if they please, the whole. */
export class Gathering {
  readonly size: Bytes;
  readonly #wanted: (head: Uint8Array) => boolean;
  readonly #room: (size: Bytes) => Buffer;
  #isDecided: boolean;
  #held: Buffer;
  #filled = 0;

  /**
   * @param wanted asked with the first HEAD_BYTES; absent: the whole is gathered
   * @param room where the whole goes; absent: into memory of its own
   */
  constructor(size: Bytes, wanted?: (head: Uint8Array) => boolean, room: (size: Bytes) => Buffer = ownRoom) {
    this.size = size;
    this.#room = room;
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
    const whole = this.#room(this.size);
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

function ownRoom(size: Bytes): Buffer {
  return Buffer.allocUnsafeSlow(size);
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
