/**
 * A cursor over bytes that never reads past the end: each read gives `undefined` when fewer bytes are left than it wants,
 * and the cursor then stays where it was. `name` of the last failed read and the position make the error message.
 */
export class ByteReader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #littleEndian: boolean;
  #position: number;

  constructor(bytes: Uint8Array, options: { readonly littleEndian?: boolean; readonly from?: number } = {}) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#littleEndian = options.littleEndian ?? false;
    this.#position = options.from ?? 0;
  }

  get position(): number {
    return this.#position;
  }

  get left(): number {
    return Math.max(0, this.#bytes.length - this.#position);
  }

  u8(): number | undefined {
    return this.#take(1, (at) => this.#view.getUint8(at));
  }

  u16(): number | undefined {
    return this.#take(2, (at) => this.#view.getUint16(at, this.#littleEndian));
  }

  u24(): number | undefined {
    return this.#take(3, (at) =>
      this.#littleEndian
        ? this.#view.getUint16(at, true) + this.#view.getUint8(at + 2) * 0x10000
        : this.#view.getUint8(at) * 0x10000 + this.#view.getUint16(at + 1, false),
    );
  }

  u32(): number | undefined {
    return this.#take(4, (at) => this.#view.getUint32(at, this.#littleEndian));
  }

  /** A 64-bit number; past 2^53 - 1 (no file is that large) it is refused like a short read. */
  u64(): number | undefined {
    if (this.left < 8) return undefined;
    const [low, high] = this.#littleEndian ? [0, 4] : [4, 0];
    const upper = this.#view.getUint32(this.#position + high, this.#littleEndian);
    if (upper > LARGEST_UPPER_HALF) return undefined;
    const value = upper * 2 ** 32 + this.#view.getUint32(this.#position + low, this.#littleEndian);
    this.#position += 8;
    return value;
  }

  /** The next `length` bytes, as a view on the same memory. */
  bytes(length: number): Uint8Array | undefined {
    return this.#take(length, (at) => this.#bytes.subarray(at, at + length));
  }

  /** Moves on without looking; false when there are not that many bytes. */
  skip(length: number): boolean {
    return this.#take(length, () => true) ?? false;
  }

  #take<T>(length: number, read: (at: number) => T): T | undefined {
    if (length < 0 || !Number.isSafeInteger(length) || this.left < length) return undefined;
    const value = read(this.#position);
    this.#position += length;
    return value;
  }
}

/** Of 2^53 - 1. */
const LARGEST_UPPER_HALF = 2 ** 21 - 1;
