import { accepted, type Oddity, type Parsed, refused } from '../parsed.ts';
import { adler32 } from './adler32.ts';
import { type BlobVisit, noteOddity } from './blob-visit.ts';

/**
 * Shows the header of each package of an ndb database (`Packages.db` of SUSE), in the order of the slots.
 * A slot that leads nowhere, to another package's blob or to a blob whose checksum is wrong is an oddity.
 * @returns the number of packages that the slots name. Source: rpm lib/backend/ndb/rpmpkg.c; little-endian.
 */
export function readNdb(database: Uint8Array, visit: BlobVisit): Parsed<number> {
  const view = new DataView(database.buffer, database.byteOffset, database.byteLength);
  if (database.length < HEADER_SIZE || view.getUint32(0, true) !== HEADER_MAGIC)
    return refused('wants an ndb database (RpmP)', { offset: 0 });
  const version = view.getUint32(4, true);
  if (version !== 0) return refused(`ndb database: version ${version} is not known`, { offset: 4 });
  const pages = view.getUint32(12, true);
  if (pages === 0 || pages > MOST_SLOT_PAGES) return refused(`ndb database: ${pages} pages of slots`, { offset: 12 });
  const oddities: Oddity[] = [];
  const end = Math.min(pages * PAGE_SIZE, database.length - (database.length % SLOT_SIZE));
  if (end < pages * PAGE_SIZE)
    noteOddity(oddities, `cut short: has ${end} of ${pages * PAGE_SIZE} bytes of slots`, end);
  return accepted(readSlots({ database, view, end, visit, oddities }), oddities);
}

interface Reading {
  readonly database: Uint8Array;
  readonly view: DataView;
  /** Of the slots. */
  readonly end: number;
  readonly visit: BlobVisit;
  readonly oddities: Oddity[];
}

function readSlots({ database, view, end, visit, oddities }: Reading): number {
  const packages = new Set<number>();
  // Blobs that together are larger than their file lie over one another, which an honest database does not do.
  let left = database.length;
  for (let at = HEADER_SIZE; at < end; at += SLOT_SIZE) {
    if (view.getUint32(at, true) !== SLOT_MAGIC) {
      noteOddity(oddities, 'slot: wants Slot', at);
      continue;
    }
    const index = view.getUint32(at + 4, true);
    if (index === FREE) continue;
    if (packages.has(index)) {
      noteOddity(oddities, `slot: package ${index} has one already`, at);
      continue;
    }
    packages.add(index);
    const found = readBlob(database, view, {
      index,
      at: view.getUint32(at + 8, true),
      count: view.getUint32(at + 12, true),
    });
    if (typeof found === 'string') noteOddity(oddities, `package ${index}: ${found}`, at);
    else if (found.length > left) noteOddity(oddities, `package ${index}: its blob lies over others`, at);
    else {
      left -= found.length;
      visit(found);
    }
  }
  return packages.size;
}

/** Offset and count are in blocks of 16 bytes: head, header, padding, tail. */
interface Slot {
  readonly index: number;
  readonly at: number;
  readonly count: number;
}

function readBlob(database: Uint8Array, view: DataView, slot: Slot): Uint8Array | string {
  const start = slot.at * BLOCK_SIZE;
  const end = start + slot.count * BLOCK_SIZE;
  if (slot.count < 2 || end > database.length) return `wants bytes ${start} to ${end}, the file has ${database.length}`;
  if (view.getUint32(start, true) !== BLOB_MAGIC || view.getUint32(start + 4, true) !== slot.index)
    return `no blob of it at byte ${start}`;
  const length = view.getUint32(start + 12, true);
  if (Math.ceil((BLOB_HEAD + length + BLOB_TAIL) / BLOCK_SIZE) !== slot.count)
    return `its blob is said to have ${length} bytes in ${slot.count} blocks`;
  const tail = end - BLOB_TAIL;
  if (view.getUint32(tail + 4, true) !== length || view.getUint32(tail + 8, true) !== TAIL_MAGIC)
    return `no end of its blob at byte ${tail}`;
  if (view.getUint32(tail, true) !== adler32(database.subarray(start, tail)))
    return 'the checksum of its blob is wrong';
  return database.subarray(start + BLOB_HEAD, start + BLOB_HEAD + length);
}

const HEADER_MAGIC = 0x506d7052;
const SLOT_MAGIC = 0x746f6c53;
const BLOB_MAGIC = 0x53626c42;
const TAIL_MAGIC = 0x45626c42;
const HEADER_SIZE = 32;
const PAGE_SIZE = 4096;
const SLOT_SIZE = 16;
const BLOCK_SIZE = 16;
const BLOB_HEAD = 16;
const BLOB_TAIL = 12;
const FREE = 0;
/** Room for half a million packages. */
const MOST_SLOT_PAGES = 2048;
