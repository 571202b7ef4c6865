import { ByteReader } from '../byte-reader.ts';
import { type ByteSource, readExactly } from '../byte-source.ts';
import { accepted, type Parsed, refused } from '../parsed.ts';

/** A file in a zip archive, as the central directory lists it. */
export interface ZipEntry {
  readonly name: string;
  /** 0 stored, 8 deflated. */
  readonly method: number;
  readonly encrypted: boolean;
  readonly compressedSize: number;
  readonly size: number;
  /** Where its local header lies, in bytes from the start of the archive. */
  readonly offset: number;
}

/**
 * Reads the central directory of a zip archive, a jar say; something may stand in front of the archive (a launcher script).
 * Source: PKWARE APPNOTE 6.3.10, 4.3.12, 4.3.14 to 4.3.16.
 */
export function readZipDirectory(source: ByteSource): Parsed<readonly ZipEntry[]> {
  const end = findEnd(source);
  if (end === undefined) return refused('zip: wants an end of central directory', { offset: source.size });
  const { count, size, offset } = end.zip64 ?? end;
  if (size > LARGEST_DIRECTORY) return refused(`zip: the central directory has ${size} bytes`, { offset: end.at });
  // What stands in front shifts all offsets alike.
  const shift = (end.zip64?.at ?? end.at) - size - offset;
  const bytes = shift < 0 ? undefined : readExactly(source, { offset: offset + shift, size }, LARGEST_DIRECTORY);
  if (bytes === undefined) return refused('zip: the central directory reaches past the end', { offset: end.at });
  const entries = readEntries(bytes, shift, Math.min(count, MOST_ENTRIES));
  const missing = entries.length < count ? [{ what: `${count} entries, ${entries.length} read`, at: { offset } }] : [];
  return accepted(entries, missing);
}

interface End {
  readonly at: number;
  readonly count: number;
  readonly size: number;
  readonly offset: number;
  readonly zip64?: End;
}

function findEnd(source: ByteSource): End | undefined {
  const from = Math.max(0, source.size - LONGEST_END);
  const tail = source.read(from, LONGEST_END);
  const buffer = Buffer.from(tail.buffer, tail.byteOffset, tail.byteLength);
  for (let hit = buffer.lastIndexOf(END); hit >= 0; hit = hit === 0 ? -1 : buffer.lastIndexOf(END, hit - 1)) {
    const reader = new ByteReader(tail, { littleEndian: true, from: hit + 10 });
    const [count, size, offset, comment] = [reader.u16(), reader.u32(), reader.u32(), reader.u16()];
    if (count === undefined || size === undefined || offset === undefined || comment === undefined) continue;
    const end = { at: from + hit, count, size, offset };
    const zip64 = readZip64(source, end.at);
    return zip64 === undefined ? end : { ...end, zip64 };
  }
  return undefined;
}

function readZip64(source: ByteSource, end: number): End | undefined {
  const locator = new ByteReader(source.read(Math.max(0, end - 20), 20), { littleEndian: true });
  if (end < 20 || locator.u32() !== ZIP64_LOCATOR || !locator.skip(4)) return undefined;
  const at = locator.u64();
  if (at === undefined) return undefined;
  const reader = new ByteReader(source.read(at, 56), { littleEndian: true });
  if (reader.u32() !== ZIP64_END || !reader.skip(28)) return undefined;
  const [count, size, offset] = [reader.u64(), reader.u64(), reader.u64()];
  if (count === undefined || size === undefined || offset === undefined) return undefined;
  return { at, count, size, offset };
}

function readEntries(bytes: Uint8Array, shift: number, most: number): readonly ZipEntry[] {
  const reader = new ByteReader(bytes, { littleEndian: true });
  const entries: ZipEntry[] = [];
  while (entries.length < most) {
    if (reader.u32() !== ENTRY || !reader.skip(4)) break;
    const [flags, method] = [reader.u16(), reader.u16()];
    reader.skip(8);
    const [compressedSize, size] = [reader.u32(), reader.u32()];
    const [nameLength, extraLength, commentLength] = [reader.u16(), reader.u16(), reader.u16()];
    reader.skip(8);
    const offset = reader.u32();
    const name = nameLength === undefined ? undefined : reader.bytes(nameLength);
    const extra = extraLength === undefined ? undefined : reader.bytes(extraLength);
    if (flags === undefined || method === undefined || offset === undefined || name === undefined) break;
    if (extra === undefined || compressedSize === undefined || size === undefined) break;
    if (!reader.skip(commentLength ?? 0)) break;
    const wide = widened({ size, compressedSize, offset }, extra);
    const text = Buffer.from(name).toString('utf8');
    entries.push({ name: text, method, encrypted: (flags & 1) !== 0, ...wide, offset: wide.offset + shift });
  }
  return entries;
}

type Sizes = Pick<ZipEntry, 'size' | 'compressedSize' | 'offset'>;

/** Sizes of 0xffffffff stand in the zip64 extra field, in this order. Source: APPNOTE 4.5.3. */
function widened(sizes: Sizes, extra: Uint8Array): Sizes {
  const reader = new ByteReader(extra, { littleEndian: true });
  while (reader.left >= 4) {
    const [id, length] = [reader.u16(), reader.u16()];
    const field = length === undefined ? undefined : reader.bytes(length);
    if (field === undefined) break;
    if (id !== ZIP64_EXTRA) continue;
    const wide = new ByteReader(field, { littleEndian: true });
    const take = (value: number) => (value === 0xffffffff ? (wide.u64() ?? value) : value);
    return { size: take(sizes.size), compressedSize: take(sizes.compressedSize), offset: take(sizes.offset) };
  }
  return sizes;
}

const END = Buffer.from([0x50, 0x4b, 0x05, 0x06]);
const ENTRY = 0x02014b50;
const ZIP64_LOCATOR = 0x07064b50;
const ZIP64_END = 0x06064b50;
const ZIP64_EXTRA = 1;
const LONGEST_END = 22 + 0xffff;
const LARGEST_DIRECTORY = 32 * 1024 * 1024;
const MOST_ENTRIES = 200_000;
