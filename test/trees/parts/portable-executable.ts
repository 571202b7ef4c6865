/** By name; as a list where a name stands more than once. */
export type PortableSections =
  | Readonly<Record<string, string | Uint8Array>>
  | readonly (readonly [string, string | Uint8Array])[];

/** A PE32+ file with nothing but sections, as a unified kernel image or an addon of systemd-stub has them. Source: Microsoft PE format. */
export function portableExecutable(sections: PortableSections): Uint8Array {
  const parts = (Array.isArray(sections) ? sections : Object.entries(sections)).map(([name, content]) => ({
    name,
    content: Buffer.from(content as Uint8Array),
  }));
  const headers = SECTION_TABLE + parts.length * 40;
  let end = aligned(headers);
  const placed = parts.map((part) => {
    const at = end;
    end = aligned(at + part.content.length);
    return { ...part, at };
  });
  const file = Buffer.alloc(end);
  file.write('MZ', 0, 'latin1');
  file.writeUInt32LE(PE_HEADER, 0x3c);
  file.write('PE\0\0', PE_HEADER, 'latin1');
  file.writeUInt16LE(0x8664, PE_HEADER + 4);
  file.writeUInt16LE(parts.length, PE_HEADER + 6);
  file.writeUInt16LE(OPTIONAL_SIZE, PE_HEADER + 20);
  file.writeUInt16LE(0x20b, PE_HEADER + 24);
  for (const [index, { name, content, at }] of placed.entries()) {
    const header = SECTION_TABLE + index * 40;
    file.write(name, header, 8, 'latin1');
    file.writeUInt32LE(content.length, header + 8);
    file.writeUInt32LE(at, header + 12);
    file.writeUInt32LE(aligned(content.length), header + 16);
    file.writeUInt32LE(at, header + 20);
    content.copy(file, at);
  }
  return file;
}

function aligned(offset: number): number {
  return Math.ceil(offset / 512) * 512;
}

const PE_HEADER = 0x80;
const OPTIONAL_SIZE = 240;
const SECTION_TABLE = PE_HEADER + 24 + OPTIONAL_SIZE;
