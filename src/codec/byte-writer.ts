/** Puts bytes in wire order (big-endian). A value that does not fit its field is our own bug and throws. */
export class ByteWriter {
  #bytes = new Uint8Array(512);
  #length = 0;

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
    const inside = new ByteWriter();
    write(inside);
    return this.#number(inside.#length, widthOfLength).bytes(inside.#bytes.subarray(0, inside.#length));
  }

  done(): Uint8Array {
    return this.#bytes.slice(0, this.#length);
  }

  #number(value: number, width: number): this {
    if (!Number.isInteger(value) || value < 0 || value >= 256 ** width)
      throw new RangeError(`${value} does not fit ${width} bytes`);
    this.#room(width);
    for (let place = width - 1; place >= 0; place -= 1) {
      this.#bytes[this.#length] = Math.floor(value / 256 ** place) & 0xff;
      this.#length += 1;
    }
    return this;
  }

  #room(more: number): void {
    if (this.#length + more <= this.#bytes.length) return;
    const larger = new Uint8Array(Math.max(this.#bytes.length * 2, this.#length + more));
    larger.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = larger;
  }
}
