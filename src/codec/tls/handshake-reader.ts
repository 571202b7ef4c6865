import { accepted, type Parsed, refused } from '../parsed.ts';

/** One handshake message: `message` is header (4 bytes) and body, as it enters the transcript. Source: RFC 8446 4. */
export interface HandshakeMessage {
  readonly type: number;
  readonly message: Uint8Array;
}

/**
 * A cursor that joins handshake fragments of records into messages: several messages in a record and one message over many
 * records are both normal. A message longer than `longest`, or more bytes in all than `most`, is refused.
 */
export class HandshakeReader {
  #chunks: Uint8Array[] = [];
  #waiting = 0;
  #taken = 0;
  readonly #longest: number;
  readonly #most: number;

  constructor(limits: { readonly longest: number; readonly most: number }) {
    this.#longest = limits.longest;
    this.#most = limits.most;
  }

  feed(fragment: Uint8Array): void {
    if (fragment.length === 0) return;
    this.#chunks.push(fragment);
    this.#waiting += fragment.length;
    this.#taken += fragment.length;
  }

  /** The next whole message; undefined: feed more; refused: over a limit. */
  next(): Parsed<HandshakeMessage> | undefined {
    if (this.#taken > this.#most)
      return refused(`handshake: at most ${this.#most} bytes in all are read`, { offset: this.#most });
    if (this.#waiting < HEADER) return undefined;
    const [type = 0, high = 0, middle = 0, low = 0] = this.#peek(HEADER);
    const length = high * 65536 + middle * 256 + low;
    if (length > this.#longest) {
      return refused(`handshake message ${type}: at most ${this.#longest} bytes are read, has ${length}`, {
        offset: this.#taken - this.#waiting,
      });
    }
    if (this.#waiting < HEADER + length) return undefined;
    const joined = this.#peek(this.#waiting);
    this.#waiting -= HEADER + length;
    this.#chunks = this.#waiting === 0 ? [] : [joined.subarray(HEADER + length)];
    return accepted({ type, message: joined.subarray(0, HEADER + length) });
  }

  /** The first `length` waiting bytes; chunks are joined at most once a message, so a drip of single bytes stays linear. */
  #peek(length: number): Uint8Array {
    const [first] = this.#chunks;
    if (first !== undefined && first.length >= length) return first.subarray(0, length);
    const wanted: Uint8Array = new Uint8Array(length);
    let filled = 0;
    for (const chunk of this.#chunks) {
      if (filled === length) break;
      const part = chunk.subarray(0, length - filled);
      wanted.set(part, filled);
      filled += part.length;
    }
    return wanted;
  }
}

const HEADER = 4;
