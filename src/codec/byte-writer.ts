/** Puts bytes in wire order (big-endian). A value that does not fit its field is our own bug and throws. */
export class ByteWriter {
  #bytes: Uint8Array;
  #length = 0;

  /** @param expected how many bytes are likely; a ClientHello as we send it fits unless said, so that it is written without growing */
  constructor(expected = 1024) {
    this.#bytes = new Uint8Array(expected);
  }

  u8(value: number): this {
    return this.#number(value, 1);
  }

  u16(value: number): this {
    return this.#number(value, 2);
  }

  u24(value: number): this {
    return this.#number(value, 3);
  }

  bytes(bytes: Uint8Array): this {
    this.#room(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
    return this;
  }

  /** A vector with a length in front, as `opaque x<0..2^8w-1>` of RFC 8446 3.4; `write` gives what is inside. */
  vector(widthOfLength: 1 | 2 | 3, write: (inside: ByteWriter) => void): this {
    const place = this.#length;
    this.#room(widthOfLength);
    this.#length += widthOfLength;
    write(this);
    this.#put(place, this.#length - place - widthOfLength, widthOfLength);
    return this;
  }

  /** All that was written; nothing may be written after it. */
  done(): Uint8Array {
    return this.#length === this.#bytes.length ? this.#bytes : this.#bytes.slice(0, this.#length);
  }

  #number(value: number, width: 1 | 2 | 3): this {
    this.#room(width);
    this.#put(this.#length, value, width);
    this.#length += width;
    return this;
  }

  #put(place: number, value: number, width: 1 | 2 | 3): void {
    if (!Number.isInteger(value) || value < 0 || value > LARGEST[width])
      throw new RangeError(`${value} does not fit ${width} bytes`);
    for (let rest = value, at = place + width - 1; at >= place; at -= 1, rest >>>= 8) this.#bytes[at] = rest & 0xff;
  }

  #room(more: number): void {
    if (this.#length + more <= this.#bytes.length) return;
    const larger = new Uint8Array(Math.max(this.#bytes.length * 2, this.#length + more));
    larger.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = larger;
  }
}

const LARGEST = { 1: 0xff, 2: 0xffff, 3: 0xffffff } as const;
