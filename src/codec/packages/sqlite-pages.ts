import { ByteReader } from '../byte-reader.ts';
import { accepted, type Oddity, type Parsed, refused } from '../parsed.ts';
import { readWal, type Wal } from './sqlite-wal.ts';

/**
 * Makes of a database file, and the write-ahead log beside it, one file that stands alone and can be opened from memory:
 * committed pages of the log are put in place, the header no longer asks for a log, and where the file is shorter than its
 * header says, the lost pages are filled with 0xff (SQLite then opens it, and finds damage only in them) and an oddity says so.
 * The input is never written to. Source: sqlite.org/fileformat2.html sections 1.3 and 4.
 */
export function standAlone(database: Uint8Array, log: Uint8Array | undefined): Parsed<Uint8Array> {
  const wal = log === undefined || log.length === 0 ? undefined : readWal(log);
  const oddities: Oddity[] = wal === undefined ? [] : [...wal.oddities];
  const merged = wal === undefined || wal.pages.size === 0 ? database : replay(database, wal);
  const header = readHeader(merged);
  if (header === undefined) return refused('wants an SQLite 3 database', { offset: 0 });
  const pages = Math.floor(merged.length / header.pageSize);
  const isShort = header.pages > pages;
  if (isShort)
    oddities.push({ what: `cut short: has ${pages} of ${header.pages} pages`, at: { offset: merged.length } });
  if (!header.wantsLog && !isShort) return accepted(merged, oddities);
  const size = isShort ? header.pages * header.pageSize : merged.length;
  if (size > LARGEST) return refused(`header: ${header.pages} pages are absurd`, { offset: 28 });
  const whole = merged === database || isShort ? extended(merged, size) : merged;
  whole.fill(ROLLBACK_JOURNAL, 18, 20);
  return accepted(whole, oddities);
}

function extended(bytes: Uint8Array, size: number): Uint8Array {
  const copy = new Uint8Array(size).fill(0xff, bytes.length);
  copy.set(bytes);
  return copy;
}

function replay(database: Uint8Array, wal: Wal): Uint8Array {
  // The log says how large the database is after its last commit; a larger one than its pages can make up is a lie.
  const most = Math.ceil(database.length / wal.pageSize) + wal.pages.size;
  const whole = new Uint8Array(Math.min(wal.pagesInAll, most) * wal.pageSize);
  whole.set(database.subarray(0, whole.length));
  for (const [page, content] of wal.pages) {
    const at = (page - 1) * wal.pageSize;
    if (at + content.length <= whole.length) whole.set(content, at);
  }
  return whole;
}

interface Header {
  readonly pageSize: number;
  readonly wantsLog: boolean;
  /** 0 where the header's own count is not to be trusted: it was last written by a version that did not keep it. */
  readonly pages: number;
}

function readHeader(bytes: Uint8Array): Header | undefined {
  if (bytes.length < 100 || !MAGIC.every((byte, at) => bytes[at] === byte)) return undefined;
  const reader = new ByteReader(bytes, { from: 16 });
  const size = reader.u16() ?? 0;
  const pageSize = size === 1 ? 65536 : size;
  if (pageSize < 512 || (pageSize & (pageSize - 1)) !== 0) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isCountValid = view.getUint32(24) === view.getUint32(92);
  return {
    pageSize,
    wantsLog: bytes[18] === WRITE_AHEAD_LOG || bytes[19] === WRITE_AHEAD_LOG,
    pages: isCountValid ? view.getUint32(28) : 0,
  };
}

const MAGIC: Uint8Array = new TextEncoder().encode('SQLite format 3\0');
const ROLLBACK_JOURNAL = 1;
const WRITE_AHEAD_LOG = 2;
const LARGEST = 512 * 1024 * 1024;
