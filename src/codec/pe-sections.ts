import { ByteReader } from './byte-reader.ts';
import { accepted, type Parsed, refused } from './parsed.ts';

/** A section of a PE image: where its bytes lie in the file. Source: PE Format, "Section Table (Section Headers)". */
export interface PeSection {
  readonly name: string;
  /** In bytes from the start of the file. */
  readonly offset: number;
  /** In bytes: the smaller of the size in memory and the size in the file, which is padded to the file alignment. */
  readonly size: number;
}

/**
 * Reads the section table of a PE image, as a unified kernel image is one. Only the head is looked at: the sections' bytes may
 * lie past the end of what is given.
 * @param head the file from its first byte, at least as far as the section table
 */
export function readPeSections(head: Uint8Array): Parsed<readonly PeSection[]> {
  const dos = new ByteReader(head, { littleEndian: true });
  if (dos.u16() !== DOS_SIGNATURE) return refused('PE image: wants MZ', { offset: 0 });
  const start = dos.skip(0x3c - 2) ? dos.u32() : undefined;
  if (start === undefined) return refused('DOS header: wants 64 bytes', { offset: head.length });
  const reader = new ByteReader(head, { littleEndian: true, from: start });
  if (reader.u32() !== PE_SIGNATURE) return refused('PE image: wants PE\\0\\0', { offset: start });
  reader.skip(2);
  const count = reader.u16();
  reader.skip(12);
  const optionalHeaderSize = reader.u16();
  if (count === undefined || optionalHeaderSize === undefined || !reader.skip(2 + optionalHeaderSize))
    return refused('COFF header: cut short', { offset: reader.position });
  return readTable(reader, count);
}

/**
 * The text of a section, up to its first NUL.
 * @returns undefined where there is no such section or its bytes are not in `bytes`
 */
export function sectionText(bytes: Uint8Array, sections: readonly PeSection[], name: string): string | undefined {
  const section = sections.find((each) => each.name === name);
  if (section === undefined || section.offset + section.size > bytes.length) return undefined;
  const content = bytes.subarray(section.offset, section.offset + Math.min(section.size, LONGEST_TEXT));
  const end = content.indexOf(0);
  return new TextDecoder().decode(end < 0 ? content : content.subarray(0, end));
}

function readTable(reader: ByteReader, count: number): Parsed<readonly PeSection[]> {
  const sections: PeSection[] = [];
  for (let index = 0; index < count; index += 1) {
    const section = readSection(reader);
    if (section === undefined)
      return refused(`section table: wants ${count} entries of 40 bytes, has ${index}`, { offset: reader.position });
    sections.push(section);
  }
  return accepted(sections);
}

function readSection(reader: ByteReader): PeSection | undefined {
  const name = reader.bytes(8);
  const virtualSize = reader.u32();
  reader.skip(4);
  const rawSize = reader.u32();
  const offset = reader.u32();
  if (name === undefined || virtualSize === undefined || rawSize === undefined || offset === undefined)
    return undefined;
  if (!reader.skip(16)) return undefined;
  const size = virtualSize === 0 ? rawSize : Math.min(virtualSize, rawSize);
  return { name: Buffer.from(name).toString('latin1').replace(/\0+$/, ''), offset, size };
}

const DOS_SIGNATURE = 0x5a4d;
const PE_SIGNATURE = 0x00004550;
const LONGEST_TEXT = 64 * 1024;
