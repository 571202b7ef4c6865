import { readElf, sectionNamed } from '../../src/codec/elf/file.ts';
import { buildElf, type ElfPart, type ElfPlan } from './elf.ts';

/** A Go program, as far as its linker's notes go. */
export interface GoPlan {
  /** `go1.24.4`. */
  readonly version: string;
  /** `build\tGOFIPS140=v1.0.0` and the like come from here. */
  readonly settings?: Readonly<Record<string, string>>;
  readonly dependencies?: readonly (readonly [path: string, version: string])[];
  /** Names of functions beside those of crypto/tls. */
  readonly functions?: readonly string[];
  /** Further sections: a table of symbols. */
  readonly sections?: readonly ElfPart[];
  /** How the strings are kept: inline since Go 1.18. */
  readonly strings?: 'inline' | 'pointers';
  readonly elf?: Pick<ElfPlan, 'class' | 'endian' | 'machine'>;
}

/** Builds the sections that Go's linker makes. Source: Go cmd/link/internal/ld/data.go, debug/buildinfo. */
export function buildGoProgram(plan: GoPlan): Uint8Array {
  return plan.strings === 'pointers' ? withPointers(plan) : laidOut(plan, inlineInfo(plan));
}

/** The lines that `go version -m` prints, in the linker's frame. */
export function goModuleText({ settings = {}, dependencies = [] }: Pick<GoPlan, 'settings' | 'dependencies'>): string {
  const lines = [
    'path\texample.org/server',
    'mod\texample.org/server\t(devel)\t',
    ...dependencies.map(([path, version]) => `dep\t${path}\t${version}\th1:0000=`),
    ...Object.entries(settings).map(
      ([key, value]) => `build\t${key}=${/["\s]/.test(value) ? JSON.stringify(value) : value}`,
    ),
  ];
  const [start, end] = ['3077af0c9274080241e1c107e6d618e6', 'f932433186182072008242104116d8f2'];
  return `${Buffer.from(start, 'hex').toString('latin1')}${lines.join('\n')}\n${Buffer.from(end, 'hex').toString('latin1')}`;
}

function inlineInfo(plan: GoPlan): Uint8Array {
  const header = Buffer.alloc(32);
  header.write('\xff Go buildinf:', 'latin1');
  header[14] = 8;
  header[15] = 2;
  return Buffer.concat([header, counted(plan.version), counted(goModuleText(plan))]);
}

function counted(text: string): Uint8Array {
  const bytes = Buffer.from(text, 'latin1');
  const length: number[] = [];
  for (let rest = bytes.length; ; rest = Math.floor(rest / 128)) {
    length.push(rest < 128 ? rest : 128 + (rest % 128));
    if (rest < 128) break;
  }
  return Buffer.concat([Uint8Array.from(length), bytes]);
}

/** Two passes: the first shows where the section will lie, and addresses are places in the file. */
function withPointers(plan: GoPlan): Uint8Array {
  const { class: width = 64, endian = 'little' } = plan.elf ?? {};
  const size = width === 64 ? 8 : 4;
  const [version, modules] = [Buffer.from(plan.version, 'latin1'), Buffer.from(goModuleText(plan), 'latin1')];
  const info = Buffer.alloc(32 + 4 * size + version.length + modules.length);
  const first = readElf(laidOut(plan, info));
  const base = (first.ok ? sectionNamed(first.value, '.go.buildinfo')?.offset : undefined) ?? 0;
  const word = (value: number, at: number) => {
    if (size === 8)
      endian === 'little' ? info.writeBigUInt64LE(BigInt(value), at) : info.writeBigUInt64BE(BigInt(value), at);
    else endian === 'little' ? info.writeUInt32LE(value, at) : info.writeUInt32BE(value, at);
  };
  info.write('\xff Go buildinf:', 'latin1');
  info[14] = size;
  info[15] = endian === 'big' ? 1 : 0;
  word(base + 32, 16);
  word(base + 32 + 2 * size, 16 + size);
  const text = 32 + 4 * size;
  word(base + text, 32);
  word(version.length, 32 + size);
  word(base + text + version.length, 32 + 2 * size);
  word(modules.length, 32 + 3 * size);
  version.copy(info, text);
  modules.copy(info, text + version.length);
  return laidOut(plan, info);
}

function laidOut({ functions = [], elf = {}, sections = [] }: GoPlan, info: Uint8Array): Uint8Array {
  return buildElf({
    ...elf,
    sections: [
      { name: '.rodata', content: new Uint8Array(64) },
      { name: '.gopclntab', content: ['', 'main.main', 'crypto/tls.(*Conn).Handshake', ...functions, ''].join('\0') },
      { name: '.go.buildinfo', content: info },
      ...sections,
    ],
  });
}

/** A program or library with literals of a library inside it, and room as of real code around them. */
export function buildStaticProgram(plan: {
  readonly texts: readonly string[];
  readonly needed?: readonly string[];
  readonly soname?: string;
  readonly compilers?: readonly string[];
  readonly symbols?: readonly string[];
  /** Bytes before and after the literals; default as much as makes the search take a look. */
  readonly room?: number;
}): Uint8Array {
  const room = new Uint8Array(plan.room ?? 20 * 1024);
  const content = Buffer.concat([room, Buffer.from(`\0${plan.texts.join('\0')}\0`, 'latin1'), room]);
  return buildElf({
    ...(plan.soname === undefined ? {} : { soname: plan.soname }),
    needed: plan.needed ?? ['libc.so.6'],
    sections: [
      { name: '.rodata', content },
      {
        name: '.comment',
        content: (plan.compilers ?? ['GCC: (Debian 14.2.0-19) 14.2.0']).join('\0'),
        allocated: false,
      },
      { name: '.strtab', content: `\0${(plan.symbols ?? ['main']).join('\0')}\0`, type: 'strtab', allocated: false },
    ],
  });
}

/** The literals that a static OpenSSL keeps: version line and directories come from one object. Source: OpenSSL crypto/cversion.c, info.c. */
export function opensslTexts(version: string, openssldir: string): readonly string[] {
  const [major = 0, minor = 0] = version.split(' ')[1]?.split('.').map(Number) ?? [];
  const hasPostQuantum = major > 3 || (major === 3 && minor >= 5);
  return [version, `OPENSSLDIR: "${openssldir}"`, ...(hasPostQuantum ? ['X25519MLKEM768', 'ML-DSA-65'] : [])];
}
