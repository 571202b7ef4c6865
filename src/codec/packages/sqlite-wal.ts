import type { Oddity } from '../parsed.ts';

/** What a write-ahead log adds to its database: the newest committed content of each page. */
export interface Wal {
  readonly pageSize: number;
  /** By page number, from 1. Empty where nothing was committed. */
  readonly pages: ReadonlyMap<number, Uint8Array>;
  /** The size of the database in pages after the last commit. */
  readonly pagesInAll: number;
  readonly oddities: readonly Oddity[];
}

/**
 * Reads a log as SQLite does when it recovers: frames count while their salts are the header's and the running checksum
 * holds, and only up to the last frame that commits. Frames with other salts are what an earlier use left behind.
 * Source: sqlite.org/fileformat2.html section 4 and walformat.html.
 */
export function readWal(log: Uint8Array): Wal {
  const view = new DataView(log.buffer, log.byteOffset, log.byteLength);
  const magic = log.length < HEADER ? 0 : view.getUint32(0);
  const pageSize = log.length < HEADER ? 0 : view.getUint32(8);
  const isSize = pageSize >= 512 && pageSize <= 65536 && (pageSize & (pageSize - 1)) === 0;
  if ((magic & ~1) >>> 0 !== MAGIC || !isSize) return nothing('write-ahead log: its header is not one');
  const littleEndian = magic === MAGIC;
  const first = checksum(view, { from: 0, to: 24, littleEndian }, [0, 0]);
  if (!isChecksum(view, 24, first)) return nothing('write-ahead log: the checksum of its header is wrong');
  return readFrames(log, view, { pageSize, littleEndian, first });
}

type Sums = readonly [number, number];

function readFrames(
  log: Uint8Array,
  view: DataView,
  { pageSize, littleEndian, first }: { pageSize: number; littleEndian: boolean; first: Sums },
): Wal {
  const committed = new Map<number, Uint8Array>();
  const oddities: Oddity[] = [];
  let pending: [number, Uint8Array][] = [];
  let pagesInAll = 0;
  let sums = first;
  for (let at = HEADER; at + FRAME_HEADER + pageSize <= log.length; at += FRAME_HEADER + pageSize) {
    if (view.getUint32(at + 8) !== view.getUint32(16) || view.getUint32(at + 12) !== view.getUint32(20)) break;
    const content = at + FRAME_HEADER;
    sums = checksum(view, { from: at, to: at + 8, littleEndian }, sums);
    sums = checksum(view, { from: content, to: content + pageSize, littleEndian }, sums);
    if (!isChecksum(view, at + 16, sums)) {
      oddities.push({ what: 'write-ahead log: wrong checksum, so the rest of it does not count', at: { offset: at } });
      break;
    }
    pending.push([view.getUint32(at), log.subarray(content, content + pageSize)]);
    const sizeAfterCommit = view.getUint32(at + 4);
    if (sizeAfterCommit === 0) continue;
    for (const [page, bytes] of pending) committed.set(page, bytes);
    pending = [];
    pagesInAll = sizeAfterCommit;
  }
  return { pageSize, pages: committed, pagesInAll, oddities };
}

/** Two running sums over pairs of 32-bit words. */
function checksum(
  view: DataView,
  { from, to, littleEndian }: { from: number; to: number; littleEndian: boolean },
  [before0, before1]: Sums,
): Sums {
  let sum0 = before0;
  let sum1 = before1;
  for (let at = from; at < to; at += 8) {
    sum0 = (sum0 + view.getUint32(at, littleEndian) + sum1) >>> 0;
    sum1 = (sum1 + view.getUint32(at + 4, littleEndian) + sum0) >>> 0;
  }
  return [sum0, sum1];
}

function isChecksum(view: DataView, at: number, [sum0, sum1]: Sums): boolean {
  return view.getUint32(at) === sum0 && view.getUint32(at + 4) === sum1;
}

function nothing(what: string): Wal {
  return { pageSize: 0, pages: new Map(), pagesInAll: 0, oddities: [{ what, at: { offset: 0 } }] };
}

const HEADER = 32;
const FRAME_HEADER = 24;
/** The lowest bit says in which byte order the checksums were computed. */
const MAGIC = 0x377f0682;
