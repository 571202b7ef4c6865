import fc from 'fast-check';
import { expect, it } from 'vitest';
import { contentOf, offsetOfAddress, readElf, sectionNamed } from '../../../src/codec/elf/file.ts';
import { buildElf, type ElfPlan } from '../../support/elf.ts';

it.each<[string, ElfPlan, object]>([
  ['64-bit little-endian', { machine: 'x86-64' }, { class: 64, endian: 'little', type: 3, machine: 0x3e }],
  ['64-bit little-endian for ARM', { machine: 'aarch64' }, { class: 64, endian: 'little', type: 3, machine: 0xb7 }],
  ['64-bit big-endian', { endian: 'big' }, { class: 64, endian: 'big', type: 3, machine: 0x3e }],
  ['32-bit little-endian', { class: 32 }, { class: 32, endian: 'little', type: 3, machine: 3 }],
  ['32-bit big-endian', { class: 32, endian: 'big' }, { class: 32, endian: 'big', type: 3, machine: 3 }],
])('reads header and sections of a %s file', (_, plan, header) => {
  const file = buildElf({ ...plan, sections: [{ name: '.rodata', content: 'abc' }] });
  const read = readElf(file);
  expect(read).toMatchObject({ ok: true, value: header, oddities: [] });
  const section = read.ok ? sectionNamed(read.value, '.rodata') : undefined;
  expect(section).toMatchObject({ name: '.rodata', type: 1, flags: 2, size: 3 });
  expect(section?.address).toBe(section?.offset);
  expect(section && Buffer.from(contentOf(file, section) ?? []).toString()).toBe('abc');
  expect(read.ok && section && offsetOfAddress(read.value, section.address)).toBe(section?.offset);
});

it('gives the mapped address apart from the place in the file', () => {
  const file = buildElf({ sections: [{ name: '.rodata1', content: new Uint8Array(32), address: 0x401000 }] });
  const read = readElf(file);
  expect(read.ok && sectionNamed(read.value, '.rodata1')).toMatchObject({ address: 0x401000, size: 32 });
});

it('notes a section that reaches past the end, and gives no content for it', () => {
  const file = buildElf({ sections: [{ name: '.rodata', content: 'abc' }] });
  const table = Number(new DataView(file.buffer).getBigUint64(40, true));
  new DataView(file.buffer).setBigUint64(table + 64 + 32, 1n << 40n, true);
  const read = readElf(file);
  expect(read.ok && read.oddities.map(({ what }) => what)).toEqual([
    'section .rodata reaches past the end of the file',
  ]);
  const section = read.ok ? sectionNamed(read.value, '.rodata') : undefined;
  expect(section && contentOf(file, section)).toBeUndefined();
});

it('refuses what is no ELF file', () => {
  expect(readElf(Buffer.from('#!/bin/sh\n'))).toEqual({ ok: false, problem: 'wants the ELF magic', at: { offset: 0 } });
});

it('refuses every proper prefix', () => {
  const file = buildElf({ soname: 'libx.so.1', sections: [{ name: '.rodata', content: 'abc' }] });
  for (let length = 0; length < file.length; length += 1)
    expect(readElf(file.subarray(0, length)).ok, `${length} bytes`).toBe(false);
});

it('never throws, whatever the bytes', () => {
  const damaged = fc
    .tuple(fc.constantFrom<ElfPlan>({}, { class: 32, endian: 'big' }), fc.array(fc.tuple(fc.nat(600), fc.nat(255))))
    .map(([plan, edits]) => {
      const file = buildElf({ ...plan, soname: 'libx.so.1', sections: [{ name: '.rodata', content: 'abc' }] });
      for (const [at, byte] of edits) file[at % file.length] = byte;
      return file;
    });
  fc.assert(fc.property(fc.oneof(fc.uint8Array({ maxLength: 400 }), damaged), (bytes) => void readElf(bytes)));
});
