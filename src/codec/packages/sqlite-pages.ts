import { accepted, type Oddity, type Parsed, refused } from '../parsed.ts';
import { readWal, type Wal } from './sqlite-wal.ts';

/** A database as its pages, with what its write-ahead log has committed put over them. Nothing is copied. */
export interface SqlitePages {
  readonly pageSize: number;
  /** Bytes of a page that are used: some databases keep some at the end of each for extensions. */
  readonly usable: number;
  /** Numbers go from 1 to this one. */
  readonly count: number;
  /** undefined where the file ends before it. */
  page(number: number): Uint8Array | undefined;
}

/**
 * Opens a database file and the log that may stand beside it.
 * Source: sqlite.org/fileformat2.html sections 1.3 and 4.
 */
export function openPages(database: Uint8Array, log: Uint8Array | undefined): Parsed<SqlitePages> {
  const read = log === undefined || log.length === 0 ? undefined : readWal(log);
  const oddities: Oddity[] = read === undefined ? [] : [...read.oddities];
  const header = readHeader(read?.pages.get(1) ?? database);
  if (header === undefined) return refused('wants an SQLite 3 database', { offset: 0 });
  const { pageSize, usable } = header;
  const wal = read === undefined || read.pages.size === 0 ? undefined : read;
  if (wal !== undefined && wal.pageSize !== pageSize)
    return refused(`write-ahead log: pages of ${wal.pageSize} bytes, the database has ${pageSize}`, { offset: 16 });
  const inFile = Math.floor(database.length / pageSize);
  const count = wal?.pagesInAll ?? (header.pages === 0 ? inFile : header.pages);
  const have = Math.min(count, inFile) + pagesAfter(wal, inFile, count);
  if (have < count)
    oddities.push({ what: `cut short: has ${have} of ${count} pages`, at: { offset: database.length } });
  const page = (number: number) => {
    if (number < 1 || number > count) return undefined;
    const found = wal?.pages.get(number) ?? database.subarray((number - 1) * pageSize, number * pageSize);
    return found.length === pageSize ? found : undefined;
  };
  return accepted({ pageSize, usable, count, page }, oddities);
}

/** Pages that only the log has. */
function pagesAfter(wal: Wal | undefined, last: number, count: number): number {
  return [...(wal?.pages.keys() ?? [])].filter((number) => number > last && number <= count).length;
}

interface Header {
  readonly pageSize: number;
  readonly usable: number;
  /** 0 where the header's own count is not to be trusted: it was last written by a version that did not keep it. */
  readonly pages: number;
}

function readHeader(bytes: Uint8Array): Header | undefined {
  if (bytes.length < 100 || !MAGIC.every((byte, at) => bytes[at] === byte)) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const size = view.getUint16(16);
  const pageSize = size === 1 ? 65536 : size;
  const usable = pageSize - view.getUint8(20);
  if (pageSize < 512 || (pageSize & (pageSize - 1)) !== 0 || usable < LEAST_USABLE) return undefined;
  const isCountValid = view.getUint32(24) === view.getUint32(92);
  return { pageSize, usable, pages: isCountValid ? view.getUint32(28) : 0 };
}

const MAGIC: Uint8Array = new TextEncoder().encode('SQLite format 3\0');
const LEAST_USABLE = 480;
