import { accepted, type Oddity, type Parsed, refused } from '../parsed.ts';
import { type BlobVisit, noteOddity } from './blob-visit.ts';

/**
 * Shows the header of each package of a Berkeley DB hash database (`Packages` of rpm before 4.16), in the order of its pages.
 * Such a file has the byte order of the machine that wrote it. A page belongs to one value: a chain that comes back to itself,
 * or meets another, ends with an oddity.
 * @returns the number of packages that the hash pages name. Source: Berkeley DB src/dbinc/db_page.h; rpm lib/backend/bdb_ro.cc
 */
export function readBdb(database: Uint8Array, visit: BlobVisit): Parsed<number> {
  const meta = readMeta(database);
  if (typeof meta === 'string') return refused(meta, { offset: 0 });
  const pages = Math.floor(database.length / meta.pageSize);
  const oddities: Oddity[] = [];
  if (meta.lastPage >= pages)
    noteOddity(oddities, `cut short: has ${pages} of ${meta.lastPage + 1} pages`, database.length);
  const hash: Hash = {
    ...meta,
    database,
    pages: Math.min(pages, meta.lastPage + 1),
    used: new Set(),
    oddities,
    scratch: new Uint8Array(0),
  };
  let packages = 0;
  for (let page = 1; page < hash.pages && packages < MOST_PACKAGES; page += 1) packages += readPage(hash, page, visit);
  if (packages >= MOST_PACKAGES) noteOddity(oddities, `more than ${MOST_PACKAGES} packages`, 0);
  return accepted(packages, oddities);
}

interface Meta {
  readonly view: DataView;
  readonly littleEndian: boolean;
  readonly pageSize: number;
  readonly lastPage: number;
}

interface Hash extends Meta {
  readonly database: Uint8Array;
  readonly pages: number;
  /** Overflow pages that belong to a value already. */
  readonly used: Set<number>;
  readonly oddities: Oddity[];
  /** Where values are put together that stand in chains: a copy of each would be garbage of the size of the database. */
  scratch: Uint8Array;
}

function readMeta(database: Uint8Array): Meta | string {
  const view = new DataView(database.buffer, database.byteOffset, database.byteLength);
  if (database.length < META_SIZE)
    return `Berkeley DB: wants ${META_SIZE} bytes of its first page, has ${database.length}`;
  const littleEndian = view.getUint32(12, true) === MAGIC;
  if (!littleEndian && view.getUint32(12) !== MAGIC) return 'wants a Berkeley DB hash database';
  const pageSize = view.getUint32(20, littleEndian);
  if (pageSize < 512 || pageSize > 65536 || (pageSize & (pageSize - 1)) !== 0)
    return `Berkeley DB: pages of ${pageSize} bytes`;
  if (database[24] !== 0) return 'Berkeley DB: it is encrypted';
  if (database[25] !== META_PAGE) return `Berkeley DB: its first page is of type ${database[25]}`;
  return { view, littleEndian, pageSize, lastPage: view.getUint32(32, littleEndian) };
}

/** A hash page holds keys and values in turn; what it points at grows from its end to its beginning. */
function readPage(hash: Hash, page: number, visit: BlobVisit): number {
  const { database, view, littleEndian, pageSize } = hash;
  const start = page * pageSize;
  if (!HASH_PAGES.has(database[start + 25] ?? 0)) return 0;
  const entries = view.getUint16(start + 20, littleEndian);
  if (PAGE_HEADER + 2 * entries > pageSize) {
    noteOddity(hash.oddities, `page ${page}: ${entries} entries`, start);
    return 0;
  }
  const offset = (index: number) =>
    index < 0 ? pageSize : view.getUint16(start + PAGE_HEADER + 2 * index, littleEndian);
  let packages = 0;
  for (let index = 0; index + 1 < entries; index += 2) {
    const key = { start: start + offset(index), end: start + offset(index - 1) };
    const value = { start: start + offset(index + 1), end: start + offset(index) };
    if (isCounter(hash, key)) continue;
    packages += 1;
    const found = readValue(hash, page, value);
    if (typeof found === 'string') noteOddity(hash.oddities, `page ${page}, entry ${index + 1}: ${found}`, value.start);
    else visit(found);
  }
  return packages;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** rpm keeps the highest number of a package under the key 0. */
function isCounter({ database }: Hash, { start, end }: Span): boolean {
  return (
    end - start === 5 && database[start] === KEY_DATA && database.subarray(start + 1, end).every((byte) => byte === 0)
  );
}

function readValue(hash: Hash, page: number, { start, end }: Span): Uint8Array | string {
  const { database, view, littleEndian, pageSize } = hash;
  const isInside = start >= page * pageSize + PAGE_HEADER && start < end && end <= (page + 1) * pageSize;
  if (!isInside) return 'its value lies outside of the page';
  if (database[start] === KEY_DATA) return database.subarray(start + 1, end);
  if (database[start] !== OFF_PAGE || end - start < OFF_PAGE_SIZE) return `a value of type ${database[start]}`;
  return readChain(hash, view.getUint32(start + 4, littleEndian), view.getUint32(start + 8, littleEndian));
}

/** Each page of the chain says which one comes next and how many bytes of it count. */
function readChain(hash: Hash, first: number, length: number): Uint8Array | string {
  const { database, view, littleEndian, pageSize, pages, used } = hash;
  if (length > pages * pageSize) return `its header is said to have ${length} bytes`;
  if (hash.scratch.length < length) hash.scratch = new Uint8Array(Math.max(length, LEAST_SCRATCH));
  let have = 0;
  for (let page = first; page !== 0 && have < length; ) {
    if (page >= pages) return `its chain leads to page ${page} of ${pages}`;
    if (used.has(page)) return `its chain comes to page ${page} again`;
    used.add(page);
    const start = page * pageSize;
    if (database[start + 25] !== OVERFLOW_PAGE)
      return `its chain leads to page ${page} of type ${database[start + 25]}`;
    const size = Math.min(view.getUint16(start + 22, littleEndian), pageSize - PAGE_HEADER);
    const part = database.subarray(start + PAGE_HEADER, start + PAGE_HEADER + Math.min(size, length - have));
    hash.scratch.set(part, have);
    have += size;
    page = view.getUint32(start + 16, littleEndian);
  }
  if (have !== length) return `its chain has ${have} of ${length} bytes`;
  return hash.scratch.subarray(0, length);
}

const MAGIC = 0x00061561;
const META_SIZE = 36;
const META_PAGE = 8;
const PAGE_HEADER = 26;
/** Sorted since Berkeley DB 4.6, and unsorted before. */
const HASH_PAGES: ReadonlySet<number> = new Set([2, 13]);
const OVERFLOW_PAGE = 7;
/** Where it is reached, the page at hand is still read. */
const MOST_PACKAGES = 100_000;
const KEY_DATA = 1;
const OFF_PAGE = 3;
const OFF_PAGE_SIZE = 12;
const LEAST_SCRATCH = 256 * 1024;
