import { ByteReader } from '../byte-reader.ts';
import { type ByteSource, readExactly } from '../byte-source.ts';
import { type ElfFile, offsetOfAddress, sectionNamed } from '../elf/file.ts';
import { scanFor } from '../elf/scan.ts';
import { accepted, type Parsed, refused } from '../parsed.ts';
import { type GoModuleInfo, readGoModuleInfo } from './module-info.ts';

/** What `go version -m` would print of a program. */
export interface GoBuildInfo extends GoModuleInfo {
  /** `go1.24.4`, `go1.24.4 X:boringcrypto`; null: the program hides it. */
  readonly version: string | null;
  /** Where in the file it was found, in bytes. */
  readonly offset: number;
}

/**
 * Reads what the Go linker writes into each program, strings inline (since Go 1.18) or behind pointers.
 * A program whose header was removed still holds its module information, which is looked for in its read-only data.
 * Source: Go debug/buildinfo, buildinfo.go; cmd/link/internal/ld/data.go.
 * @returns refused where the program is not of Go, or hides all of it
 */
export function readGoBuildInfo(source: ByteSource, elf: ElfFile): Parsed<GoBuildInfo> {
  const section = sectionNamed(elf, '.go.buildinfo');
  const start = section?.offset ?? dataSegment(elf)?.offset;
  const head = start === undefined ? undefined : source.read(start, SEARCHED);
  const at = head === undefined ? undefined : headerIn(head);
  if (start === undefined || head === undefined || at === undefined) return withoutHeader(source, elf);
  const flags = head[at + 15] ?? 0;
  const found = flags & INLINE ? inlineStrings(source, start + at) : pointedStrings(source, elf, start + at, flags);
  if (found === undefined) return refused('Go build information: its strings cannot be read', { offset: start + at });
  const modules = readGoModuleInfo(found.modules);
  return accepted({ ...modules, version: found.version === '' ? null : found.version, offset: start + at });
}

/** The linker keeps the framed text in read-only data whatever becomes of the header. */
function withoutHeader(source: ByteSource, elf: ElfFile): Parsed<GoBuildInfo> {
  const isGo = ['.gopclntab', '.go.module', '.data.rel.ro.gopclntab'].some(
    (name) => sectionNamed(elf, name) !== undefined,
  );
  const data = isGo ? sectionNamed(elf, '.rodata') : undefined;
  if (data === undefined) return refused('wants the Go build information header', { offset: 0 });
  const hits = scanFor(source, data, [
    { text: FRAME, most: 1 },
    { text: 'go1.', most: 64 },
  ]);
  const versions = hits.flatMap(({ text }) => (VERSION.test(text) ? [text] : []));
  const [version = null, ...others] = new Set(versions);
  const frame = hits.find(({ needle }) => needle === FRAME);
  const after = frame === undefined ? '' : textOf(source.read(frame.offset, SEARCHED));
  const text = after.slice(FRAME.length, after.includes(FRAME_END) ? after.indexOf(FRAME_END) : 0);
  return accepted({
    ...readGoModuleInfo(text),
    version: others.length > 0 ? null : version,
    offset: frame?.offset ?? data.offset,
  });
}

interface Strings {
  readonly version: string;
  readonly modules: string;
}

function dataSegment(elf: ElfFile) {
  return elf.segments.find(({ type, flags }) => type === LOAD && (flags & WRITABLE) !== 0);
}

/** The header lies at a multiple of 16. */
function headerIn(head: Uint8Array): number | undefined {
  const buffer = Buffer.from(head.buffer, head.byteOffset, head.byteLength);
  let at = buffer.indexOf(MAGIC, 0, 'latin1');
  while (at !== -1 && at % ALIGNED !== 0) at = buffer.indexOf(MAGIC, at + 1, 'latin1');
  return at === -1 || at + HEADER > head.length ? undefined : at;
}

function inlineStrings(source: ByteSource, header: number): Strings | undefined {
  const version = inlineString(source, header + HEADER, LONGEST_VERSION);
  if (version === undefined) return undefined;
  const modules = inlineString(source, version.end, LONGEST_MODULES);
  return modules === undefined ? undefined : { version: version.text, modules: modules.text };
}

function inlineString(source: ByteSource, at: number, most: number): { text: string; end: number } | undefined {
  const reader = new ByteReader(source.read(at, 10));
  let size = 0;
  for (let shift = 0; shift < 35; shift += 7) {
    const byte = reader.u8();
    if (byte === undefined) return undefined;
    size += (byte & 0x7f) * 2 ** shift;
    if (byte >= 0x80) continue;
    const bytes = readExactly(source, { offset: at + reader.position, size }, most);
    return bytes === undefined ? undefined : { text: textOf(bytes), end: at + reader.position + size };
  }
  return undefined;
}

/** Before Go 1.18: two pointers to Go's string headers, each a pointer and a length. */
function pointedStrings(source: ByteSource, elf: ElfFile, header: number, flags: number): Strings | undefined {
  const wide = source.read(header + 14, 1)[0] === 8;
  const littleEndian = (flags & BIG_ENDIAN) === 0;
  const words = (offset: number): readonly number[] => {
    const reader = new ByteReader(source.read(offset, 16), { littleEndian });
    return [wide ? reader.u64() : reader.u32(), wide ? reader.u64() : reader.u32()].map((word) => word ?? -1);
  };
  const [toVersion = -1, toModules = -1] = words(header + 16);
  const text = (pointer: number, most: number): string | undefined => {
    const place = offsetOfAddress(elf, pointer);
    const [address = -1, size = -1] = place === undefined ? [] : words(place);
    const offset = offsetOfAddress(elf, address);
    const bytes = offset === undefined ? undefined : readExactly(source, { offset, size }, most);
    return bytes === undefined ? undefined : textOf(bytes);
  };
  const version = text(toVersion, LONGEST_VERSION);
  return version === undefined ? undefined : { version, modules: text(toModules, LONGEST_MODULES) ?? '' };
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1');
}

const MAGIC = '\xff Go buildinf:';
const FRAME = '\x30\x77\xaf\x0c\x92\x74\x08\x02\x41\xe1\xc1\x07\xe6\xd6\x18\xe6';
const FRAME_END = '\xf9\x32\x43\x31\x86\x18\x20\x72\x00\x82\x42\x10\x41\x16\xd8\xf2';
const VERSION = /^go1\.\d{1,2}(\.\d{1,2})?( X:[\w,]+)?$/;
const ALIGNED = 16;
const HEADER = 32;
const BIG_ENDIAN = 1;
const INLINE = 2;
const LOAD = 1;
const WRITABLE = 2;
/** As far as Go's own reader looks. */
const SEARCHED = 64 * 1024;
const LONGEST_VERSION = 1024;
/** A large program has some 1,000 dependencies of 100 bytes. */
const LONGEST_MODULES = 4 * 1024 * 1024;
