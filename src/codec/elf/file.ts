import { ByteReader } from '../byte-reader.ts';
import { type ByteSource, readExactly, sourceOf } from '../byte-source.ts';
import { accepted, type Oddity, type Parsed, refused } from '../parsed.ts';

/** The frame of an ELF file: what its header, program headers and section headers say. Numbers as in the ELF specification. */
export interface ElfFile {
  readonly class: 32 | 64;
  readonly endian: 'little' | 'big';
  /** `e_type`: 2 program, 3 shared object or position-independent program. */
  readonly type: number;
  /** `e_machine`: 0x3e x86-64, 0xb7 AArch64. */
  readonly machine: number;
  readonly segments: readonly ElfSegment[];
  readonly sections: readonly ElfSection[];
}

/** A part of the file that the loader maps or reads. */
export interface ElfSegment {
  /** `p_type`: 1 LOAD, 2 DYNAMIC, 3 INTERP, 4 NOTE. */
  readonly type: number;
  /** `p_flags`: 1 execute, 2 write, 4 read. */
  readonly flags: number;
  readonly offset: number;
  readonly address: number;
  /** Bytes in the file. */
  readonly size: number;
}

/** A named part of the file. */
export interface ElfSection {
  readonly name: string;
  /** `sh_type`: 1 PROGBITS, 3 STRTAB, 6 DYNAMIC, 7 NOTE, 8 NOBITS. */
  readonly type: number;
  /** `sh_flags`: 2 ALLOC. */
  readonly flags: number;
  readonly address: number;
  readonly offset: number;
  readonly size: number;
  /** Index of the section with its strings, where it has such. */
  readonly link: number;
}

/**
 * Reads the header and both tables; content is not looked at. A table that the header places outside the file refuses it;
 * a segment or section that reaches past the end is an oddity. Source: System V gABI 4.1, chapter 4.
 * @param bytes a whole file
 */
export function readElf(bytes: Uint8Array): Parsed<ElfFile> {
  return readElfFrom(sourceOf(bytes));
}

/** The same of a file that does not lie in memory: only the header and the tables are read, some kilobytes. */
export function readElfFrom(source: ByteSource): Parsed<ElfFile> {
  const head = source.read(0, HEADER_SIZE);
  const ident = [...head.subarray(0, 6)];
  if (MAGIC.some((byte, index) => ident[index] !== byte)) return refused('wants the ELF magic', { offset: 0 });
  const wide = ident[4] === 2;
  const little = ident[5] === 1;
  if (!wide && ident[4] !== 1) return refused(`unknown ELF class ${ident[4]}`, { offset: 4 });
  if (!little && ident[5] !== 2) return refused(`unknown ELF byte order ${ident[5]}`, { offset: 5 });
  const header = readHeader(head, wide, little);
  if (header === undefined) return refused(`ELF header: wants ${wide ? 64 : 52} bytes, has ${head.length}`, AT_START);

  const segments = readTable(source, { ...header.programHeaders, size: wide ? 56 : 32 }, little, (reader) =>
    readSegment(reader, wide),
  );
  if (segments === undefined)
    return refused('program headers reach past the end', { offset: header.programHeaders.at });
  const raw = readTable(source, sectionTable(source, header, wide, little), little, (reader) =>
    readSection(reader, wide),
  );
  if (raw === undefined) return refused('section headers reach past the end', { offset: header.sectionHeaders.at });
  const sections = nameSections(source, raw, header.nameIndex);
  return accepted(
    { class: wide ? 64 : 32, endian: little ? 'little' : 'big', ...header.kind, segments, sections },
    [...segments, ...sections.filter((section) => section.type !== NOBITS)].flatMap((part) =>
      beyond(part, source.size),
    ),
  );
}

/** The first section of that name. */
export function sectionNamed(elf: ElfFile, name: string): ElfSection | undefined {
  return elf.sections.find((section) => section.name === name);
}

/** What a section or segment holds, as a view on the same memory; undefined where it reaches past the end. */
export function contentOf(bytes: Uint8Array, part: ElfSection | ElfSegment): Uint8Array | undefined {
  if ('name' in part && part.type === NOBITS) return bytes.subarray(0, 0);
  return part.offset + part.size > bytes.length ? undefined : bytes.subarray(part.offset, part.offset + part.size);
}

/** Where a compiler lays its literals: `.rodata`, much smaller than the file; the whole file where there is no such section. */
export function readOnlyData(bytes: Uint8Array): Uint8Array {
  const elf = readElf(bytes);
  const section = elf.ok ? sectionNamed(elf.value, '.rodata') : undefined;
  return (section === undefined ? undefined : contentOf(bytes, section)) ?? bytes;
}

/** Where in the file the byte lies that the loader maps to an address; undefined where no LOAD segment holds it. */
export function offsetOfAddress(elf: ElfFile, address: number): number | undefined {
  const home = elf.segments.find(
    (each) => each.type === LOAD && each.address <= address && address < each.address + each.size,
  );
  return home === undefined ? undefined : home.offset + (address - home.address);
}

interface Table {
  readonly at: number;
  readonly entrySize: number;
  readonly count: number;
}

interface Header {
  readonly kind: { readonly type: number; readonly machine: number };
  readonly programHeaders: Table;
  readonly sectionHeaders: Table;
  readonly nameIndex: number;
}

function readHeader(bytes: Uint8Array, wide: boolean, little: boolean): Header | undefined {
  const reader = new ByteReader(bytes, { littleEndian: little, from: 16 });
  const [type, machine] = [reader.u16(), reader.u16()];
  reader.skip(4);
  const [, programs, sections] = [word(reader, wide), word(reader, wide), word(reader, wide)];
  reader.skip(6);
  const [programSize, programCount] = [reader.u16(), reader.u16()];
  const [sectionSize, sectionCount, nameIndex] = [reader.u16(), reader.u16(), reader.u16()];
  if (type === undefined || machine === undefined || programs === undefined || sections === undefined) return undefined;
  if (programSize === undefined || programCount === undefined || sectionSize === undefined) return undefined;
  if (sectionCount === undefined || nameIndex === undefined) return undefined;
  return {
    kind: { type, machine },
    programHeaders: { at: programs, entrySize: programSize, count: programs === 0 ? 0 : programCount },
    sectionHeaders: { at: sections, entrySize: sectionSize, count: sections === 0 ? 0 : sectionCount },
    nameIndex,
  };
}

/** With more than 0xfeff sections the count stands in `sh_size` of section 0. */
function sectionTable(source: ByteSource, header: Header, wide: boolean, little: boolean): Table & { size: number } {
  const table = { ...header.sectionHeaders, size: wide ? 64 : 40 };
  if (table.at === 0 || table.count > 0) return table;
  const first = readTable(source, { ...table, count: 1 }, little, (reader) => readSection(reader, wide));
  return { ...table, count: first?.[0]?.size ?? 1 };
}

function readTable<T>(
  source: ByteSource,
  table: Table & { readonly size: number },
  little: boolean,
  read: (reader: ByteReader) => T | undefined,
): readonly T[] | undefined {
  if (table.count > 0 && table.entrySize < table.size) return undefined;
  const bytes = readExactly(source, { offset: table.at, size: table.entrySize * table.count }, LARGEST_TABLE);
  if (bytes === undefined) return undefined;
  const entries: T[] = [];
  for (let index = 0; index < table.count; index += 1) {
    const entry = read(new ByteReader(bytes, { littleEndian: little, from: index * table.entrySize }));
    if (entry === undefined) return undefined;
    entries.push(entry);
  }
  return entries;
}

function readSegment(reader: ByteReader, wide: boolean): ElfSegment | undefined {
  const type = reader.u32();
  const before = wide ? reader.u32() : undefined;
  const [offset, address, , size] = [word(reader, wide), word(reader, wide), word(reader, wide), word(reader, wide)];
  if (!wide) reader.skip(4);
  const flags = before ?? reader.u32();
  if (type === undefined || offset === undefined || address === undefined || size === undefined) return undefined;
  return flags === undefined ? undefined : { type, flags, offset, address, size };
}

function readSection(reader: ByteReader, wide: boolean): RawSection | undefined {
  const [nameAt, type] = [reader.u32(), reader.u32()];
  const [flags, address, offset, size] = [
    word(reader, wide),
    word(reader, wide),
    word(reader, wide),
    word(reader, wide),
  ];
  const link = reader.u32();
  if (nameAt === undefined || type === undefined || flags === undefined || address === undefined) return undefined;
  if (offset === undefined || size === undefined || link === undefined) return undefined;
  return { nameAt, type, flags, address, offset, size, link };
}

type RawSection = Omit<ElfSection, 'name'> & { readonly nameAt: number };

function nameSections(source: ByteSource, raw: readonly RawSection[], nameIndex: number): readonly ElfSection[] {
  const table = raw[nameIndex];
  const names = table === undefined || table.type === NOBITS ? undefined : readExactly(source, table, LARGEST_NAMES);
  return raw.map(({ nameAt, ...section }) => ({ name: nameIn(names, nameAt), ...section }));
}

function nameIn(table: Uint8Array | undefined, at: number): string {
  const rest = table?.subarray(at, at + LONGEST_NAME) ?? new Uint8Array();
  const end = rest.indexOf(0);
  return Buffer.from(rest.subarray(0, end === -1 ? rest.length : end)).toString('latin1');
}

function beyond(part: ElfSection | ElfSegment, size: number): readonly Oddity[] {
  if (part.offset + part.size <= size) return [];
  const what = 'name' in part ? `section ${part.name}` : `segment of type ${part.type}`;
  return [{ what: `${what} reaches past the end of the file`, at: { offset: part.offset } }];
}

function word(reader: ByteReader, wide: boolean): number | undefined {
  return wide ? reader.u64() : reader.u32();
}

const MAGIC = [0x7f, 0x45, 0x4c, 0x46];
const LOAD = 1;
const NOBITS = 8;
const LONGEST_NAME = 256;
const HEADER_SIZE = 64;
/** 65,535 program headers, or as many sections, with room to spare. */
const LARGEST_TABLE = 8 * 1024 * 1024;
const LARGEST_NAMES = 4 * 1024 * 1024;
const AT_START = { offset: 0 };
