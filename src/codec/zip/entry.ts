import { inflateRawSync } from 'node:zlib';
import { ByteReader } from '../byte-reader.ts';
import { type ByteSource, readExactly, sourceOf } from '../byte-source.ts';
import { accepted, type Parsed, refused } from '../parsed.ts';
import type { ZipEntry } from './directory.ts';

/**
 * One file of a zip archive as a source of its own: a stored one is read in place, a deflated one is unpacked.
 * @param limit bytes of content at most; more is refused before it is unpacked
 */
export function openZipEntry(source: ByteSource, entry: ZipEntry, limit: number): Parsed<ByteSource> {
  const at = { offset: entry.offset };
  if (entry.encrypted) return refused(`${entry.name}: encrypted`, at);
  const header = new ByteReader(source.read(entry.offset, 30), { littleEndian: true });
  if (header.u32() !== LOCAL_HEADER || !header.skip(22)) return refused(`${entry.name}: wants a local header`, at);
  const [nameLength, extraLength] = [header.u16(), header.u16()];
  if (nameLength === undefined || extraLength === undefined) return refused(`${entry.name}: local header cut`, at);
  const start = entry.offset + 30 + nameLength + extraLength;
  if (entry.method === STORED) return storedEntry(source, { ...entry, offset: start });
  if (entry.method !== DEFLATED) return refused(`${entry.name}: unknown method ${entry.method}`, at);
  const packed = readExactly(source, { offset: start, size: entry.compressedSize }, limit);
  if (packed === undefined || entry.size > limit) return refused(`${entry.name}: larger than ${limit} bytes`, at);
  try {
    return accepted(sourceOf(inflateRawSync(packed, { maxOutputLength: Math.max(1, limit) })));
  } catch (error) {
    return refused(`${entry.name}: ${error instanceof Error ? error.message : error}`, at);
  }
}

function storedEntry(source: ByteSource, { name, offset, size }: ZipEntry): Parsed<ByteSource> {
  if (offset + size > source.size) return refused(`${name}: reaches past the end`, { offset });
  return accepted({
    size,
    read: (from, length) => source.read(offset + from, Math.max(0, Math.min(length, size - from))),
  });
}

const LOCAL_HEADER = 0x04034b50;
const STORED = 0;
const DEFLATED = 8;
