import { describeProblem } from '../parsed.ts';
import { BLOCK, readTarHeader, type TarHeader } from './header.ts';
import { readPaxRecords } from './pax-records.ts';
import { entryOf, type Pending, type Placeless, type TarEntry } from './tar-entry.ts';

/** Who is told what an archive holds. */
export interface TarVisitor {
  /** @returns true to be given the data */
  entry(entry: TarEntry): boolean;
  /** A piece of the entry's data, valid during the call only; false to be given no more. */
  data(piece: Uint8Array): boolean;
  /** All data that were asked for have been given. */
  end(): void;
}

/** Reads an archive as it comes, piece by piece, and holds no more of it than one header. Stops for good at the first problem. */
export class TarReader {
  readonly #visitor: TarVisitor;
  readonly #block = new Uint8Array(BLOCK);
  #held = 0;
  #state: State = { in: 'header' };
  #left = 0;
  #padding = 0;
  #offset = 0;
  #blockEnd = 0;
  #pending: Pending = {};
  #problem: string | undefined;

  constructor(visitor: TarVisitor) {
    this.#visitor = visitor;
  }

  /** Takes the next piece of the archive. */
  push(chunk: Uint8Array): void {
    for (let at = 0; at < chunk.length && this.#problem === undefined && this.#state.in !== 'behind'; ) {
      const taken =
        this.#left > 0
          ? this.#takeData(chunk, at)
          : this.#padding > 0
            ? this.#pass(chunk, at)
            : this.#takeBlock(chunk, at);
      at += taken;
      this.#offset += taken;
    }
  }

  /** How many of the next bytes are not looked at. */
  get unwanted(): number {
    if (this.#problem !== undefined) return 0;
    return this.#left > 0 ? (this.#state.in === 'skip' ? this.#left + this.#padding : 0) : this.#padding;
  }

  /** Leaves out so many of the unwanted bytes. */
  skip(count: number): void {
    const data = Math.min(count, this.#left);
    this.#left -= data;
    this.#padding -= count - data;
    this.#offset += count;
    if (this.#left === 0 && this.#state.in === 'skip') this.#state = { in: 'header' };
  }

  /** Says what is wrong with the archive, as far as it has come. */
  get problem(): string | undefined {
    return this.#problem;
  }

  /** Whether the end of the archive has been seen; what comes behind it does not count. */
  get isBehindEnd(): boolean {
    return this.#state.in === 'behind';
  }

  /** To be called when nothing more comes. @returns the problem, if there is one */
  finish(): string | undefined {
    // One that ends behind the data of an entry lacks what fills the block and two empty blocks at most: umoci writes such layers, and
    // Go's archive/tar reads them.
    const isWhole = this.#state.in === 'behind' || (this.#state.in === 'header' && this.#held === 0);
    if (this.#problem === undefined && !isWhole) this.#note('the archive is cut short', this.#offset);
    return this.#problem;
  }

  #takeData(chunk: Uint8Array, at: number): number {
    const count = Math.min(this.#left, chunk.length - at);
    if (this.#state.in === 'data' && !this.#visitor.data(chunk.subarray(at, at + count))) this.#state = { in: 'skip' };
    if (this.#state.in === 'special') this.#state.held.push(chunk.slice(at, at + count));
    this.#left -= count;
    if (this.#left === 0) this.#note(this.#endData());
    return count;
  }

  #endData(): string | undefined {
    const ended = this.#state;
    this.#state = { in: 'header' };
    if (ended.in === 'data') this.#visitor.end();
    return ended.in === 'special' ? this.#special(ended.flag, Buffer.concat(ended.held)) : undefined;
  }

  #pass(chunk: Uint8Array, at: number): number {
    const count = Math.min(this.#padding, chunk.length - at);
    this.#padding -= count;
    return count;
  }

  #takeBlock(chunk: Uint8Array, at: number): number {
    if (this.#held === 0 && chunk.length - at >= BLOCK) {
      this.#blockEnd = this.#offset + BLOCK;
      this.#note(this.#blockRead(chunk.subarray(at, at + BLOCK)));
      return BLOCK;
    }
    const count = Math.min(BLOCK - this.#held, chunk.length - at);
    this.#block.set(chunk.subarray(at, at + count), this.#held);
    this.#held += count;
    if (this.#held < BLOCK) return count;
    this.#held = 0;
    this.#blockEnd = this.#offset + count;
    this.#note(this.#blockRead(this.#block));
    return count;
  }

  /** @returns what is wrong with the block */
  #blockRead(block: Uint8Array): string | undefined {
    if (this.#state.in === 'sparse-map') return this.#sparseMap(block, this.#state);
    if (isEmpty(block)) {
      this.#state = { in: this.#state.in === 'one-empty' ? 'behind' : 'one-empty' };
      return undefined;
    }
    if (this.#state.in === 'one-empty') return 'an empty block stands between two entries';
    const header = readTarHeader(block);
    return header.ok ? this.#header(header.value) : describeProblem(header);
  }

  #header(header: TarHeader): string | undefined {
    if (SPECIAL.has(header.flag)) return this.#specialHeader(header);
    const pending = this.#pending;
    this.#pending = {};
    const entry = entryOf(header, pending);
    const data = HAS_NO_DATA.has(header.flag) ? 0 : (pending.pax?.size ?? header.size);
    if (header.sparse?.mapGoesOn) this.#state = { in: 'sparse-map', entry, data, blocks: 0 };
    else this.#entry(entry, data);
    return undefined;
  }

  #specialHeader({ flag, size }: TarHeader): string | undefined {
    if (size > LARGEST_SPECIAL) return `an extended header of ${size} bytes`;
    this.#begin(size, { in: 'special', flag, held: [] });
    // An empty one has no data that could end.
    return size === 0 ? this.#endData() : undefined;
  }

  #sparseMap(block: Uint8Array, state: Extract<State, { in: 'sparse-map' }>): string | undefined {
    if (state.blocks > MOST_MAP_BLOCKS) return 'the map of a sparse file has no end';
    if (block[504] === 1) this.#state = { ...state, blocks: state.blocks + 1 };
    else this.#entry(state.entry, state.data);
    return undefined;
  }

  #entry(entry: Placeless, data: number): void {
    const isWanted = this.#visitor.entry({ ...entry, offset: this.#blockEnd });
    this.#begin(data, { in: isWanted ? 'data' : 'skip' });
    if (data > 0) return;
    this.#state = { in: 'header' };
    if (isWanted) this.#visitor.end();
  }

  #begin(size: number, state: State): void {
    this.#state = state;
    this.#left = size;
    this.#padding = (BLOCK - (size % BLOCK)) % BLOCK;
  }

  #special(flag: string, content: Buffer): string | undefined {
    // A global header says nothing of names, and container engines pass over it.
    if (flag === 'g') return undefined;
    if (flag === 'L') this.#pending = { ...this.#pending, name: untilNul(content) };
    else if (flag === 'K') this.#pending = { ...this.#pending, link: untilNul(content) };
    else {
      const records = readPaxRecords(content);
      if (!records.ok) return describeProblem(records);
      this.#pending = { ...this.#pending, pax: { ...this.#pending.pax, ...records.value } };
    }
    return undefined;
  }

  /** The place is that of the last header. */
  #note(problem: string | undefined, at = this.#blockEnd - BLOCK): void {
    if (problem !== undefined) this.#problem ??= `${problem} (byte ${at} of the archive)`;
  }
}

type State =
  | { readonly in: 'header' | 'data' | 'skip' | 'one-empty' | 'behind' }
  | { readonly in: 'special'; readonly flag: string; readonly held: Uint8Array[] }
  | { readonly in: 'sparse-map'; readonly entry: Placeless; readonly data: number; readonly blocks: number };

function isEmpty(block: Uint8Array): boolean {
  return block.every((byte) => byte === 0);
}

function untilNul(content: Buffer): string {
  const end = content.indexOf(0);
  return content.toString('latin1', 0, end === -1 ? content.length : end);
}

/** Links, devices, directories and FIFOs: whatever their size field says, no data follow. Source: Go archive/tar, isHeaderOnlyType. */
const HAS_NO_DATA: ReadonlySet<string> = new Set(['1', '2', '3', '4', '5', '6']);
const SPECIAL: ReadonlySet<string> = new Set(['x', 'X', 'g', 'L', 'K']);
const LARGEST_SPECIAL = 1024 * 1024;
/** 21 pieces a block. */
const MOST_MAP_BLOCKS = 65_536;
