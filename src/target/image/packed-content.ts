import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import type { OpenFile } from '../file-visitor.ts';
import type { Bytes } from '../views.ts';

/**
 * A large content, held in blocks that are compressed each: machine code takes a third of its size so, and nothing of it has to be left
 * out by a guess at what will be read. Reading on and on opens each block once.
 */
export class PackedContent implements OpenFile {
  readonly #blocks: Uint8Array<ArrayBuffer>[] = [];
  readonly #filling = Buffer.allocUnsafeSlow(BLOCK);
  #filled: Bytes = 0;
  #opened: { readonly index: number; readonly bytes: Uint8Array<ArrayBuffer> } | undefined;

  /** What has been appended so far. */
  get size(): Bytes {
    return this.#blocks.length * BLOCK + this.#filled;
  }

  /** Takes the next bytes; they are copied. */
  append(piece: Uint8Array): void {
    for (let at = 0; at < piece.length; ) {
      const part = piece.subarray(at, at + BLOCK - this.#filled);
      this.#filling.set(part, this.#filled);
      this.#filled += part.length;
      at += part.length;
      if (this.#filled === BLOCK) this.#pack();
    }
  }

  read(offset: Bytes, length: Bytes, into?: Uint8Array): Uint8Array {
    const from = Math.max(0, Math.min(offset, this.size));
    const count = Math.max(0, Math.min(length, this.size - from));
    const answer = into !== undefined && into.length >= count ? into.subarray(0, count) : Buffer.allocUnsafe(count);
    for (let done = 0; done < count; ) {
      const [index, start] = [Math.floor((from + done) / BLOCK), (from + done) % BLOCK];
      const part = this.#block(index).subarray(start, start + count - done);
      answer.set(part, done);
      done += part.length;
    }
    return answer;
  }

  /** Forgets all, and gives the memory back at once: as garbage it would lie about by the hundred megabytes. */
  clear(): void {
    for (const block of this.#blocks) block.buffer.transfer(0);
    this.#opened?.bytes.buffer.transfer(0);
    this.#blocks.length = 0;
    this.#filled = 0;
    this.#opened = undefined;
  }

  #pack(): void {
    const packed = zstdCompressSync(this.#filling, FAST);
    // It lies in memory for the worst case: the rest of that is given back.
    this.#blocks.push(new Uint8Array(packed.buffer.transfer(packed.length)));
    this.#filled = 0;
  }

  #block(index: number): Uint8Array {
    const block = this.#blocks[index];
    if (block === undefined) return this.#filling.subarray(0, this.#filled);
    if (this.#opened?.index === index) return this.#opened.bytes;
    this.#opened?.bytes.buffer.transfer(0);
    const bytes = zstdDecompressSync(block, IN_ONE_PIECE);
    this.#opened = { index, bytes };
    return bytes;
  }
}

const BLOCK: Bytes = 1024 * 1024;
/** zstd's own bound for what does not compress: a block in one piece. Source: zstd.h, ZSTD_COMPRESSBOUND. */
const FAST = { chunkSize: BLOCK + BLOCK / 128, params: { [constants.ZSTD_c_compressionLevel]: 1 } };
/** Room for one byte more, since a piece that is full makes Node.js ask for another. */
const IN_ONE_PIECE = { chunkSize: BLOCK + 1 };
