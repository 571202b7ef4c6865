import { createHmac } from 'node:crypto';

/** A section to lay into a built ELF file. */
export interface ElfPart {
  readonly name: string;
  readonly content: string | Uint8Array;
  readonly type?: 'progbits' | 'note' | 'strtab' | 'dynamic' | 'symtab' | 'dynsym';
  /** Of a table of symbols: the name of the section with its strings. */
  readonly strings?: string;
  /** Default: the section's offset, as in a module whose MAC lies embedded. */
  readonly address?: number;
  /** False: not mapped, laid after all that is, as `.note.fdo.integrity`. */
  readonly allocated?: boolean;
}

/** What to build. */
export interface ElfPlan {
  readonly machine?: 'x86-64' | 'aarch64';
  readonly class?: 64 | 32;
  readonly endian?: 'little' | 'big';
  readonly soname?: string;
  readonly needed?: readonly string[];
  readonly sections?: readonly ElfPart[];
}

/**
 * Builds a small valid shared object: header, PT_LOAD over the file, PT_DYNAMIC, one PT_NOTE a note section, the sections in
 * their order, each aligned to 16 and mapped at its file offset, section headers last. Source: ELF specification 1.2, gABI 4.1.
 */
export function buildElf(plan: ElfPlan): Uint8Array {
  const wide = (plan.class ?? 64) === 64;
  const little = (plan.endian ?? 'little') === 'little';
  const parts = partsOf(plan, wide, little);
  const mapped = parts.filter((part) => part.allocated);
  const notes = mapped.filter((part) => part.type === 'note');
  const segments = 1 + notes.length + (parts.some((part) => part.type === 'dynamic') ? 1 : 0);
  const layout = layOut(parts, (wide ? 64 : 52) + segments * (wide ? 56 : 32));
  const table = aligned(layout.end);
  const file = new Uint8Array(table + (parts.length + 1) * (wide ? 64 : 40));
  const out = writer(file, wide, little);
  const machine = plan.machine === 'aarch64' ? 0xb7 : wide ? 0x3e : 0x03;

  out.bytes([0x7f, 0x45, 0x4c, 0x46, wide ? 2 : 1, little ? 1 : 2, 1, ...new Array<number>(9).fill(0)]);
  out.u16(3, machine);
  out.u32(1);
  out.word(0, wide ? 64 : 52, table);
  out.u32(0);
  out.u16(wide ? 64 : 52, wide ? 56 : 32, segments, wide ? 64 : 40, parts.length + 1, parts.length);

  const mappedEnd = (layout.offsets[mapped.length - 1] ?? 0) + (mapped.at(-1)?.bytes.length ?? 0);
  out.segment({ type: 1, flags: 5, offset: 0, address: 0, size: mappedEnd });
  for (const [index, part] of parts.entries()) {
    const offset = layout.offsets[index] ?? 0;
    const placed = { flags: 4, offset, address: part.address ?? offset, size: part.bytes.length };
    if (part.type === 'dynamic') out.segment({ type: 2, ...placed });
    if (part.type === 'note' && part.allocated) out.segment({ type: 4, ...placed });
    file.set(part.bytes, offset);
  }
  const dynamic = parts.findIndex((part) => part.type === 'dynamic');
  const strings = parts.findIndex((part) => part.name === '.dynstr');
  if (dynamic !== -1 && strings !== -1) {
    out.move((layout.offsets[dynamic] ?? 0) + (wide ? 8 : 4));
    out.word(layout.offsets[strings] ?? 0);
  }

  const names = nameTable(parts);
  out.move(table + (wide ? 64 : 40));
  for (const [index, part] of parts.entries()) {
    const offset = layout.offsets[index] ?? 0;
    const address = part.allocated ? (part.address ?? offset) : 0;
    out.u32(names[index] ?? 0, SECTION_TYPES[part.type]);
    out.word(part.allocated ? 2 : 0, address, offset, part.bytes.length);
    const strings = part.type === 'dynamic' ? '.dynstr' : part.strings;
    out.u32(strings === undefined ? 0 : 1 + parts.findIndex((each) => each.name === strings), 0);
    out.word(16, part.type === 'dynamic' ? (wide ? 16 : 8) : 0);
  }
  return file;
}

/**
 * Fills `.rodata1` (32 bytes) with the HMAC-SHA256 over the file with that section zeroed, as Red Hat's build does.
 * @param key default: OpenSSL's own. Source: OpenSSL Configure, `--fips-key`.
 */
export function embedMac(elf: Uint8Array, key: Uint8Array = DEFAULT_FIPS_KEY): Uint8Array {
  const at = offsetOf(elf, '.rodata1');
  const file = elf.slice();
  file.fill(0, at, at + 32);
  file.set(createHmac('sha256', key).update(file).digest(), at);
  return file;
}

/** The value of `module-mac` for a module: upper-case hexadecimal pairs with colons between. */
export function moduleMac(module: Uint8Array, key: Uint8Array = DEFAULT_FIPS_KEY): string {
  const hex = createHmac('sha256', key).update(module).digest('hex').toUpperCase();
  return hex.replace(/..(?=.)/g, '$&:');
}

/** SHA-256 of "holy hand grenade of antioch". Source: OpenSSL Configure. */
export const DEFAULT_FIPS_KEY: Uint8Array = Buffer.from(
  'f4556650ac31d35461610bac4ed81b1a181b2d8a43ea2854cbae22ca74560813',
  'hex',
);

/**
 * A module like OpenSSL's: name, `buildinfo` and version lie in a row in `.rodata`, and the key of the integrity check too.
 * @param plan.mac `embedded` adds `.rodata1` and fills it; default: none, as upstream builds it
 */
export function buildFipsModule(plan: {
  readonly name?: string;
  readonly version: string;
  readonly mac?: 'embedded' | 'none';
  readonly machine?: 'x86-64' | 'aarch64';
}): Uint8Array {
  const strings = ['provider=fips,fips=yes', plan.name ?? 'OpenSSL FIPS Provider', 'buildinfo', plan.version, 'status'];
  const rodata = Buffer.concat([Buffer.from(`${strings.join('\0')}\0module-mac\0install-mac\0`), DEFAULT_FIPS_KEY]);
  const sections: ElfPart[] = [
    { name: '.text', content: new Uint8Array(256).fill(0xc3) },
    { name: '.rodata', content: rodata },
  ];
  const machine = plan.machine ?? 'x86-64';
  if (plan.mac !== 'embedded') return buildElf({ machine, sections });
  return embedMac(buildElf({ machine, sections: [...sections, { name: '.rodata1', content: new Uint8Array(32) }] }));
}

/**
 * A libcrypto with the strings by which a build is known, and whatever further texts its patches bring.
 * @param plan.version the whole line: `OpenSSL 3.5.7 9 Jun 2026`
 */
export function buildLibcrypto(plan: {
  readonly version: string;
  readonly openssldir: string;
  readonly modulesDirectory: string;
  readonly strings?: readonly string[];
}): Uint8Array {
  const strings = [
    plan.version,
    `OPENSSLDIR: "${plan.openssldir}"`,
    `MODULESDIR: "${plan.modulesDirectory}"`,
    ...(plan.strings ?? []),
  ];
  return buildElf({
    soname: 'libcrypto.so.3',
    sections: [{ name: '.rodata', content: `\0${strings.join('\0')}\0` }],
  });
}

interface Part {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly type: NonNullable<ElfPart['type']>;
  readonly strings?: string;
  readonly address?: number;
  readonly allocated: boolean;
}

function partsOf(plan: ElfPlan, wide: boolean, little: boolean): readonly Part[] {
  const given = (plan.sections ?? []).map(
    ({ content, type = 'progbits', allocated = true, ...part }): Part => ({
      ...part,
      type,
      allocated,
      bytes: typeof content === 'string' ? Buffer.from(content, 'latin1') : content,
    }),
  );
  const dynamic = plan.soname === undefined && plan.needed === undefined ? [] : dynamicParts(plan, wide, little);
  const parts = [...given.filter((part) => part.allocated), ...dynamic, ...given.filter((part) => !part.allocated)];
  const names = ['', ...parts.map((part) => part.name), '.shstrtab'].map((name) => `${name}\0`).join('');
  return [...parts, { name: '.shstrtab', type: 'strtab', allocated: false, bytes: Buffer.from(names) }];
}

function dynamicParts(plan: ElfPlan, wide: boolean, little: boolean): readonly Part[] {
  let strings = '\0';
  const entries: number[] = [];
  const add = (tag: number, text: string) => {
    entries.push(tag, strings.length);
    strings += `${text}\0`;
  };
  for (const library of plan.needed ?? []) add(1, library);
  if (plan.soname !== undefined) add(14, plan.soname);
  // DT_STRTAB wants an address: it is written first and filled in when the place is known.
  const bytes = new Uint8Array((entries.length + 4) * (wide ? 8 : 4));
  writer(bytes, wide, little).word(5, 0, ...entries, 0, 0);
  return [
    { name: '.dynstr', type: 'strtab', allocated: true, bytes: Buffer.from(strings) },
    { name: '.dynamic', type: 'dynamic', allocated: true, bytes },
  ];
}

function layOut(parts: readonly Part[], from: number) {
  let end = from;
  const offsets = parts.map((part) => {
    const offset = aligned(end);
    end = offset + part.bytes.length;
    return offset;
  });
  return { offsets, end };
}

function nameTable(parts: readonly Part[]) {
  let next = 1;
  return parts.map((part) => {
    const at = next;
    next += part.name.length + 1;
    return at;
  });
}

function writer(file: Uint8Array, wide: boolean, little: boolean) {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  let at = 0;
  const step = (size: number, write: (offset: number) => void) => {
    write(at);
    at += size;
  };
  const u16 = (...values: number[]) => values.forEach((value) => void step(2, (o) => view.setUint16(o, value, little)));
  const u32 = (...values: number[]) => values.forEach((value) => void step(4, (o) => view.setUint32(o, value, little)));
  const word = (...values: number[]) =>
    values.forEach((value) => void (wide ? step(8, (o) => view.setBigUint64(o, BigInt(value), little)) : u32(value)));
  return {
    u16,
    u32,
    word,
    bytes: (values: readonly number[]) => values.forEach((value) => void step(1, (o) => view.setUint8(o, value))),
    move: (to: number) => {
      at = to;
    },
    segment(entry: { type: number; flags: number; offset: number; address: number; size: number }) {
      u32(entry.type);
      if (wide) u32(entry.flags);
      word(entry.offset, entry.address, entry.address, entry.size, entry.size);
      if (!wide) u32(entry.flags);
      word(16);
    },
  };
}

function offsetOf(elf: Uint8Array, name: string): number {
  const view = Buffer.from(elf.buffer, elf.byteOffset, elf.byteLength);
  const wide = view[4] === 2;
  const little = view[5] === 1;
  const u16 = (at: number) => (little ? view.readUInt16LE(at) : view.readUInt16BE(at));
  const u32 = (at: number) => (little ? view.readUInt32LE(at) : view.readUInt32BE(at));
  const word = (at: number) => (wide ? Number(little ? view.readBigUInt64LE(at) : view.readBigUInt64BE(at)) : u32(at));
  const table = word(wide ? 40 : 32);
  const header = (index: number) => table + index * (wide ? 64 : 40);
  const offset = (index: number) => word(header(index) + (wide ? 24 : 16));
  const names = offset(u16(wide ? 62 : 50));
  for (let index = 1; index < u16(wide ? 60 : 48); index += 1) {
    const start = names + u32(header(index));
    if (view.toString('latin1', start, view.indexOf(0, start)) === name) return offset(index);
  }
  throw new Error(`the ELF file was built without ${name}`);
}

function aligned(offset: number): number {
  return (offset + 15) & ~15;
}

const SECTION_TYPES = { progbits: 1, symtab: 2, strtab: 3, dynamic: 6, note: 7, dynsym: 11 } as const;
