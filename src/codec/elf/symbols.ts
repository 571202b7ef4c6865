import { Buffer } from 'node:buffer';
import { ByteReader } from '../byte-reader.ts';
import { type ByteSource, readExactly } from '../byte-source.ts';
import { accepted, type Parsed, refused } from '../parsed.ts';
import type { ElfFile, ElfSection } from './file.ts';

/** A symbol of a table, as far as finding code by its name needs it. */
export interface ElfSymbol {
  readonly name: string;
  /** Its code or data is in this file; else another library has to bring it. */
  readonly isDefined: boolean;
}

/**
 * Looks up symbols by name in `.symtab` and `.dynsym`, each name once, defined before undefined. The names are looked for natively in
 * the table of strings; entries are read only where one stands there, a piece at a time. Source: System V gABI 4.1, chapter 4, Symbol Table.
 * @returns refused where a table reaches past the end or has entries of another size; empty where there is none (a stripped program)
 */
export function findSymbols(source: ByteSource, elf: ElfFile, names: readonly string[]): Parsed<readonly ElfSymbol[]> {
  const found = new Map<string, boolean>();
  for (const table of elf.sections.filter(({ type }) => type === SYMTAB || type === DYNSYM)) {
    const strings = elf.sections[table.link];
    if (strings === undefined || strings.type !== STRTAB)
      return refused(`${table.name}: wants a table of strings, has section ${table.link}`, { offset: table.offset });
    if (table.offset + table.size > source.size || strings.offset + strings.size > source.size)
      return refused(`${table.name} or its strings reach past the end`, { offset: table.offset });
    const places = placesOf(source, strings, names);
    if (places.size === 0) continue;
    for (const symbol of entriesAt(source, elf, { table, places }))
      if (found.get(symbol.name) !== true) found.set(symbol.name, symbol.isDefined);
  }
  return accepted([...found].map(([name, isDefined]) => ({ name, isDefined })));
}

/** Where each name stands; a longer name may end in it, and the linker then uses the end for both. */
function placesOf(source: ByteSource, strings: ElfSection, names: readonly string[]): ReadonlyMap<number, string> {
  const places = new Map<number, string>();
  const longest = Math.max(0, ...names.map((name) => name.length)) + 1;
  const end = Math.min(strings.size, MOST_STRINGS);
  for (let at = 0; at < end; at += PIECE) {
    const bytes = source.read(strings.offset + at, Math.min(end - at, PIECE + longest));
    const piece = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (const name of names) {
      let hit = piece.indexOf(`${name}\0`, 0, 'latin1');
      for (; hit !== -1 && places.size < MOST_PLACES; hit = piece.indexOf(`${name}\0`, hit + 1, 'latin1'))
        places.set(at + hit, name);
    }
  }
  return places;
}

function* entriesAt(
  source: ByteSource,
  elf: ElfFile,
  { table, places }: { readonly table: ElfSection; readonly places: ReadonlyMap<number, string> },
): Generator<ElfSymbol> {
  const size = elf.class === 64 ? 24 : 16;
  const most = Math.min(Math.floor(table.size / size), MOST_SYMBOLS);
  for (let first = 0; first < most; first += ENTRIES) {
    const count = Math.min(ENTRIES, most - first);
    const bytes = readExactly(source, { offset: table.offset + first * size, size: count * size }, ENTRIES * size);
    if (bytes === undefined) return;
    const reader = new ByteReader(bytes, { littleEndian: elf.endian === 'little' });
    for (let index = 0; index < count; index += 1) {
      const name = reader.u32();
      // st_shndx: behind st_info and st_other in both classes, but these stand elsewhere.
      reader.skip(elf.class === 64 ? 2 : 10);
      const section = reader.u16();
      reader.skip(elf.class === 64 ? 16 : 0);
      const known = name === undefined ? undefined : places.get(name);
      if (known !== undefined) yield { name: known, isDefined: section !== UNDEFINED };
    }
  }
}

const SYMTAB = 2;
const STRTAB = 3;
const DYNSYM = 11;
const UNDEFINED = 0;
const PIECE = 512 * 1024;
const ENTRIES = 16 * 1024;
const MOST_STRINGS = 256 * 1024 * 1024;
const MOST_SYMBOLS = 4 * 1024 * 1024;
const MOST_PLACES = 1024;
