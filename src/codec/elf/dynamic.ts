import { ByteReader } from '../byte-reader.ts';
import { type ByteSource, readExactly, sourceOf } from '../byte-source.ts';
import { type ElfFile, offsetOfAddress } from './file.ts';

/** What a program or library tells the dynamic loader. */
export interface ElfDynamic {
  /** Libraries that it wants, in order: `libc.so.6`. */
  readonly needed: readonly string[];
  readonly soname: string | null;
  /** DT_RUNPATH, or the older DT_RPATH. */
  readonly runpath: string | null;
}

/** Reads the dynamic segment as the loader does, its strings by address; null for a static file. Source: System V gABI 4.1, chapter 5. */
export function readDynamic(bytes: Uint8Array, elf: ElfFile): ElfDynamic | null {
  return readDynamicFrom(sourceOf(bytes), elf);
}

/** The same of a file that does not lie in memory. */
export function readDynamicFrom(source: ByteSource, elf: ElfFile): ElfDynamic | null {
  const segment = elf.segments.find((each) => each.type === DYNAMIC);
  const content = segment === undefined ? undefined : readExactly(source, segment, LARGEST_SEGMENT);
  if (content === undefined) return null;
  const entries = readEntries(content, elf);
  const strings = offsetOfAddress(elf, entries.find((entry) => entry.tag === STRTAB)?.value ?? -1);
  const text = (entry: Entry | undefined) =>
    entry === undefined || strings === undefined ? null : stringAt(source, strings + entry.value);
  const first = (tag: number) => text(entries.find((entry) => entry.tag === tag));
  return {
    needed: entries.filter((entry) => entry.tag === NEEDED).flatMap((entry) => text(entry) ?? []),
    soname: first(SONAME),
    runpath: first(RUNPATH) ?? first(RPATH),
  };
}

interface Entry {
  readonly tag: number;
  readonly value: number;
}

function readEntries(content: Uint8Array, elf: ElfFile): readonly Entry[] {
  const wide = elf.class === 64;
  const entries: Entry[] = [];
  const reader = new ByteReader(content, { littleEndian: elf.endian === 'little' });
  while (entries.length < MOST_ENTRIES) {
    const [tag, value] = wide ? [reader.u64(), reader.u64()] : [reader.u32(), reader.u32()];
    if (tag === undefined || value === undefined || tag === 0) break;
    entries.push({ tag, value });
  }
  return entries;
}

function stringAt(source: ByteSource, at: number): string | null {
  for (const length of [USUAL, LONGEST]) {
    const rest = source.read(at, length);
    const end = rest.indexOf(0);
    if (end !== -1) return Buffer.from(rest.buffer, rest.byteOffset, end).toString('latin1');
  }
  return null;
}

const DYNAMIC = 2;
const NEEDED = 1;
const STRTAB = 5;
const SONAME = 14;
const RPATH = 15;
const RUNPATH = 29;
const MOST_ENTRIES = 4096;
const LARGEST_SEGMENT = 1024 * 1024;
const USUAL = 64;
const LONGEST = 4096;
