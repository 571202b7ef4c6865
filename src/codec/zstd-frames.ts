/**
 * Cuts a Zstandard stream where its frames end, as it comes, and leaves out those that are to be skipped (podman writes both):
 * the decoder of Node takes what stands behind a frame within one piece for the end of everything. Source: RFC 8878 3.1.
 */
export class ZstdFrames {
  #state: State = { in: 'magic' };
  readonly #head: number[] = [];
  #left = 0;
  #hasChecksum = false;
  #problem: string | undefined;

  /** What the decoder is to be given of this chunk, piece by piece. */
  pieces(chunk: Uint8Array): readonly Uint8Array[] {
    const pieces: Uint8Array[] = [];
    let start = 0;
    let at = 0;
    while (at < chunk.length && this.#problem === undefined) {
      const before = this.#state.in;
      const taken = this.#left > 0 ? Math.min(this.#left, chunk.length - at) : 1;
      if (this.#left > 0) this.#left -= taken;
      else this.#head.push(chunk[at] ?? 0);
      at += taken;
      if (this.#left === 0) this.#step();
      const isFrame = before !== 'magic' && before !== 'skip';
      if (before === 'magic' && this.#state.in === 'descriptor') pieces.push(Uint8Array.from(MAGIC));
      if (isFrame && this.#state.in === 'magic') pieces.push(chunk.subarray(start, at));
      if (!isFrame || this.#state.in === 'magic') start = at;
    }
    if (this.#state.in !== 'magic' && this.#state.in !== 'skip' && start < at) pieces.push(chunk.subarray(start, at));
    return pieces;
  }

  /** What is wrong with the stream, as far as it has come. */
  get problem(): string | undefined {
    return this.#problem;
  }

  /** To be called when nothing more comes. */
  finish(): string | undefined {
    const isWhole = this.#state.in === 'magic' && this.#head.length === 0;
    return this.#problem ?? (isWhole ? undefined : 'zstd: the last frame is cut short');
  }

  /** Called when a byte has come in, or when the bytes that were counted off have passed. */
  #step(): void {
    const state = this.#state;
    if (state.in === 'magic' && this.#head.length === 4) this.#magic();
    else if (state.in === 'skip' && state.counted) this.#enter({ in: 'magic' });
    else if (state.in === 'skip' && this.#head.length === 4) this.#skip(this.#little());
    else if (state.in === 'descriptor' && this.#head.length === 1) this.#descriptor(this.#head[0] ?? 0);
    else if (state.in === 'header') this.#enter({ in: 'block' });
    else if (state.in === 'block' && this.#head.length === 3) this.#block(this.#little());
    else if (state.in === 'content') this.#contentEnds(state.isLast);
    else if (state.in === 'checksum') this.#enter({ in: 'magic' });
  }

  #magic(): void {
    if (MAGIC.every((byte, index) => this.#head[index] === byte)) this.#enter({ in: 'descriptor' });
    else if ((this.#little() & 0xfffffff0) >>> 0 === 0x184d2a50) this.#enter({ in: 'skip', counted: false });
    else this.#problem = 'zstd: something else stands where a frame should begin';
  }

  #skip(length: number): void {
    this.#enter(length === 0 ? { in: 'magic' } : { in: 'skip', counted: true }, length);
  }

  #descriptor(byte: number): void {
    const isSingle = (byte & 0x20) !== 0;
    this.#hasChecksum = (byte & 0x04) !== 0;
    const sizeFlag = byte >> 6;
    const contentSize = sizeFlag === 0 ? (isSingle ? 1 : 0) : 1 << sizeFlag;
    const dictionary = [0, 1, 2, 4][byte & 0x03] ?? 0;
    // At least the window or a size of one byte is there.
    this.#enter({ in: 'header' }, (isSingle ? 0 : 1) + contentSize + dictionary);
  }

  #block(header: number): void {
    const type = (header >> 1) & 3;
    const isLast = (header & 1) === 1;
    if (type === 3) this.#problem = 'zstd: a block of a reserved type';
    const size = type === 1 ? 1 : header >> 3;
    if (size === 0) this.#contentEnds(isLast);
    else this.#enter({ in: 'content', isLast }, size);
  }

  #contentEnds(isLast: boolean): void {
    if (!isLast) this.#enter({ in: 'block' });
    else if (this.#hasChecksum) this.#enter({ in: 'checksum' }, 4);
    else this.#enter({ in: 'magic' });
  }

  #enter(state: State, left = 0): void {
    this.#state = state;
    this.#left = left;
    this.#head.length = 0;
  }

  #little(): number {
    return this.#head.reduceRight((value, byte) => value * 256 + byte, 0);
  }
}

type State =
  | { readonly in: 'magic' | 'descriptor' | 'header' | 'block' | 'checksum' }
  | { readonly in: 'skip'; readonly counted: boolean }
  | { readonly in: 'content'; readonly isLast: boolean };

const MAGIC: readonly number[] = [0x28, 0xb5, 0x2f, 0xfd];
