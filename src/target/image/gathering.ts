import { HEAD_BYTES, type OpenFile } from '../file-visitor.ts';
import type { Bytes } from '../views.ts';
import { PackedContent } from './packed-content.ts';

/** Where a content is gathered. */
export interface Room {
  append(piece: Uint8Array): void;
  /** What has been appended; of a room that is used again, valid until then. */
  readonly file: OpenFile;
}

/** A room for contents of that size. */
export type RoomFor = (size: Bytes) => Room;

/** Room for one content after the other, each valid until the next is asked for; a large one is held compressed. */
export function scratchRoom(): RoomFor {
  let plain: Buffer | undefined;
  const packed = new PackedContent();
  return (size) => {
    packed.clear();
    if (size > LARGEST_PLAIN) return packedRoom(packed);
    plain ??= Buffer.allocUnsafeSlow(LARGEST_PLAIN);
    return plainRoom(plain.subarray(0, size));
  };
}

/** Room for a content that is only shown, beside others. */
export function passingRoom(size: Bytes): Room {
  return size > LARGEST_PLAIN ? packedRoom(new PackedContent()) : ownRoom(size);
}

/** Memory of its own for a content that is kept: `file.read` of the whole is then no copy. */
export function ownRoom(size: Bytes): Room {
  return plainRoom(Buffer.allocUnsafeSlow(size));
}

function plainRoom(held: Buffer): Room {
  let filled = 0;
  return {
    append(piece) {
      held.set(piece, filled);
      filled += piece.length;
    },
    get file() {
      return openFileOf(held.subarray(0, filled));
    },
  };
}

function packedRoom(file: PackedContent): Room {
  return { append: (piece) => file.append(piece), file };
}

/** Gathers the data of one entry as they pass by: its first bytes, then, if they please, the whole. */
export class Gathering {
  readonly #size: Bytes;
  readonly #wanted: (head: Uint8Array) => boolean;
  readonly #roomFor: RoomFor;
  readonly #head: Buffer;
  #headFilled = 0;
  #room: Room | undefined;

  /**
   * @param roomFor where the whole goes
   * @param wanted asked with the first HEAD_BYTES; absent: the whole is gathered
   */
  constructor(size: Bytes, roomFor: RoomFor, wanted?: (head: Uint8Array) => boolean) {
    this.#size = size;
    this.#roomFor = roomFor;
    this.#wanted = wanted ?? (() => true);
    this.#room = wanted === undefined ? roomFor(size) : undefined;
    this.#head = Buffer.allocUnsafe(wanted === undefined ? 0 : Math.min(size, HEAD_BYTES));
  }

  /** Takes the next piece; false when no more is wanted. */
  take(piece: Uint8Array): boolean {
    if (this.#room !== undefined) return append(this.#room, piece);
    // Mostly a small file lies whole in one piece: then nothing is copied before it is known to be wanted.
    if (this.#headFilled === 0 && piece.length >= this.#head.length)
      return append(this.#decide(piece.subarray(0, HEAD_BYTES)), piece);
    const part = piece.subarray(0, this.#head.length - this.#headFilled);
    this.#head.set(part, this.#headFilled);
    this.#headFilled += part.length;
    if (this.#headFilled < this.#head.length) return true;
    const room = this.#decide(this.#head);
    return append(room, this.#head) && append(room, piece.subarray(part.length));
  }

  /** To be called behind the last piece. @returns the content, where the whole was wanted and is there */
  finish(): OpenFile | undefined {
    // An empty file has no piece by which it could be judged.
    const room = this.#room ?? (this.#size === 0 ? this.#decide(this.#head) : undefined);
    return room?.file.size === this.#size ? room.file : undefined;
  }

  #decide(head: Uint8Array): Room | undefined {
    this.#room = this.#wanted(head) ? this.#roomFor(this.#size) : undefined;
    return this.#room;
  }
}

function append(room: Room | undefined, piece: Uint8Array): boolean {
  room?.append(piece);
  return room !== undefined;
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

/** Most programs and libraries are smaller, and compressing them would take its time. */
const LARGEST_PLAIN: Bytes = 32 * 1024 * 1024;
