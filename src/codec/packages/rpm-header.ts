import { ByteReader } from '../byte-reader.ts';
import { accepted, type Oddity, type Parsed, refused } from '../parsed.ts';

/** A header blob, its index read and its data left where it is: a tag's value is decoded when it is asked for. */
export interface RpmHeader {
  /** By tag; where a tag stands twice, the later one. */
  readonly entries: ReadonlyMap<number, RpmEntry>;
  readonly data: Uint8Array;
}

export interface RpmEntry {
  readonly type: number;
  /** In bytes from the start of the data. */
  readonly offset: number;
  /** Elements: strings, numbers or bytes, by type. */
  readonly count: number;
}

/**
 * Reads the index of a header blob as the database stores it: without the eight bytes of magic that a .rpm file has.
 * Entries added at install time stand behind the sorted region, so the index is never searched by order.
 * Source: rpm docs/manual/format_header.md; all numbers big-endian.
 */
export function readRpmHeader(blob: Uint8Array): Parsed<RpmHeader> {
  const sizes = readSizes(blob);
  if (!sizes.ok) return sizes;
  const { indexLength, dataLength } = sizes.value;
  const reader = new ByteReader(blob, { from: 8 });
  const entries = new Map<number, RpmEntry>();
  const oddities: Oddity[] = [];
  for (let count = 0; count < indexLength; count += 1) {
    const at = reader.position;
    const entry = readEntry(reader);
    if (entry === undefined || entry.offset > dataLength)
      oddities.push({ what: `index entry ${count} points outside the data`, at: { offset: at } });
    else entries.set(entry.tag, { type: entry.type, offset: entry.offset, count: entry.count });
  }
  const start = 8 + 16 * indexLength;
  return accepted({ entries, data: blob.subarray(start, start + dataLength) }, oddities);
}

/**
 * The name of a package, without its header being read: of all packages of a system, few are wanted further.
 * @param tag of type STRING; where it stands twice, the later one counts, as in `readRpmHeader`
 * @returns undefined where the header has no such string
 */
export function peekRpmString(blob: Uint8Array, tag: number): Parsed<string | undefined> {
  const sizes = readSizes(blob);
  if (!sizes.ok) return sizes;
  const { indexLength, dataLength } = sizes.value;
  const view = new DataView(blob.buffer, blob.byteOffset, blob.byteLength);
  const data = 8 + 16 * indexLength;
  for (let at = data - 16; at >= 8; at -= 16) {
    const offset = view.getUint32(at + 8);
    if (view.getUint32(at) !== tag || offset > dataLength) continue;
    const end = view.getUint32(at + 4) === STRING ? blob.subarray(0, data + dataLength).indexOf(0, data + offset) : -1;
    return accepted(end < 0 ? undefined : UTF8.decode(blob.subarray(data + offset, end)));
  }
  return accepted(undefined);
}

/** The first string of a tag: STRING, STRING_ARRAY or I18NSTRING. */
export function rpmString(header: RpmHeader, tag: number): string | undefined {
  return readStrings(header, tag, 1)?.[0];
}

/** All strings of a tag, undefined where it is absent, of another type, or cut short. */
export function rpmStrings(header: RpmHeader, tag: number): readonly string[] | undefined {
  return readStrings(header, tag, Number.POSITIVE_INFINITY);
}

/** The numbers of an INT32 tag. */
export function rpmNumbers(header: RpmHeader, tag: number): readonly number[] | undefined {
  const entry = header.entries.get(tag);
  if (entry?.type !== INT32 || entry.offset + 4 * entry.count > header.data.length) return undefined;
  const view = new DataView(header.data.buffer, header.data.byteOffset, header.data.byteLength);
  return Array.from({ length: entry.count }, (_, index) => view.getUint32(entry.offset + 4 * index));
}

/** The bytes of a BIN tag, or of another type of one byte. */
export function rpmBytes(header: RpmHeader, tag: number, type = BIN): Uint8Array | undefined {
  const entry = header.entries.get(tag);
  if (entry?.type !== type || entry.offset + entry.count > header.data.length) return undefined;
  return header.data.subarray(entry.offset, entry.offset + entry.count);
}

function readSizes(blob: Uint8Array): Parsed<{ readonly indexLength: number; readonly dataLength: number }> {
  const reader = new ByteReader(blob);
  const indexLength = reader.u32();
  const dataLength = reader.u32();
  if (indexLength === undefined || dataLength === undefined)
    return refused(`header: wants 8 bytes, has ${blob.length}`, { offset: 0 });
  if (indexLength > MOST_ENTRIES) return refused(`index: ${indexLength} entries are absurd`, { offset: 0 });
  const wanted = 8 + 16 * indexLength + dataLength;
  if (blob.length < wanted) return refused(`header: wants ${wanted} bytes, has ${blob.length}`, { offset: 0 });
  return accepted({ indexLength, dataLength });
}

function readEntry(reader: ByteReader): (RpmEntry & { readonly tag: number }) | undefined {
  const tag = reader.u32();
  const type = reader.u32();
  // A negative offset, legal only in the region's trailer inside the data, reads as a huge one and is refused by the caller.
  const offset = reader.u32();
  const count = reader.u32();
  if (tag === undefined || type === undefined || offset === undefined || count === undefined) return undefined;
  return { tag, type, offset, count };
}

function readStrings(header: RpmHeader, tag: number, most: number): readonly string[] | undefined {
  const entry = header.entries.get(tag);
  // Each string takes a byte at least, so more of them than there are bytes are a lie.
  if (entry === undefined || !STRING_TYPES.has(entry.type) || entry.count > header.data.length) return undefined;
  const wanted = Math.min(entry.count, most);
  const found: string[] = [];
  let start = entry.offset;
  while (found.length < wanted) {
    const end = header.data.indexOf(0, start);
    if (end < 0) return undefined;
    found.push(start === end ? '' : UTF8.decode(header.data.subarray(start, end)));
    start = end + 1;
  }
  return found;
}

const INT32 = 4;
const BIN = 7;
const STRING = 6;
const STRING_TYPES: ReadonlySet<number> = new Set([6, 8, 9]);
/** rpm's own limit is 0xffff entries in a header's index. Source: lib/header.cc, hdrchkTags. */
const MOST_ENTRIES = 0xffff;
const UTF8 = new TextDecoder();
