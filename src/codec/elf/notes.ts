import { ByteReader } from '../byte-reader.ts';
import { contentOf, type ElfFile } from './file.ts';

/** A note that a linker or a build left in the file. Source: System V gABI 4.1, Note Section. */
export interface ElfNote {
  /** `GNU`, `FDO`. */
  readonly owner: string;
  readonly type: number;
  readonly content: Uint8Array;
}

/** The notes of all note sections; of the NOTE segments where the file has no section table. A broken note ends its section. */
export function readNotes(bytes: Uint8Array, elf: ElfFile): readonly ElfNote[] {
  const parts =
    elf.sections.length > 0
      ? elf.sections.filter((section) => section.type === NOTE_SECTION)
      : elf.segments.filter((segment) => segment.type === NOTE_SEGMENT);
  return parts.flatMap((part) => notesIn(contentOf(bytes, part), elf.endian === 'little'));
}

/** The build id, in hexadecimal; null where the linker left none. */
export function buildIdOf(bytes: Uint8Array, elf: ElfFile): string | null {
  const note = readNotes(bytes, elf).find((each) => each.owner === 'GNU' && each.type === GNU_BUILD_ID);
  return note === undefined ? null : Buffer.from(note.content).toString('hex');
}

function notesIn(content: Uint8Array | undefined, little: boolean): readonly ElfNote[] {
  const notes: ElfNote[] = [];
  const reader = new ByteReader(content ?? new Uint8Array(), { littleEndian: little });
  while (reader.left > 0) {
    const [ownerSize, size, type] = [reader.u32(), reader.u32(), reader.u32()];
    if (ownerSize === undefined || size === undefined || type === undefined) break;
    const owner = reader.bytes(ownerSize);
    const body = owner && reader.skip(padding(ownerSize)) ? reader.bytes(size) : undefined;
    if (owner === undefined || body === undefined) break;
    notes.push({ owner: Buffer.from(owner).toString('latin1').replace(/\0.*$/s, ''), type, content: body });
    reader.skip(padding(size));
  }
  return notes;
}

function padding(size: number): number {
  return (4 - (size % 4)) % 4;
}

const NOTE_SECTION = 7;
const NOTE_SEGMENT = 4;
const GNU_BUILD_ID = 3;
