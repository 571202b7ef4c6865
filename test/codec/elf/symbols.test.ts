import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sourceOf } from '../../../src/codec/byte-source.ts';
import { readElf } from '../../../src/codec/elf/file.ts';
import { findSymbols } from '../../../src/codec/elf/symbols.ts';
import { buildElf, type ElfPlan } from '../../support/elf.ts';
import { symbolSections } from '../../support/elf-symbols.ts';
import { runs } from '../../support/fuzzing.ts';

const SYMBOLS = [
  { name: 'main', isDefined: true },
  { name: 'wolfSSL_Init', isDefined: true },
  { name: 'malloc', isDefined: false },
];
const WANTED = ['wolfSSL_Init', 'malloc', 'absent', 'wolfSSL'];

it.each<Pick<ElfPlan, 'class' | 'endian'>>([{}, { class: 32 }, { endian: 'big' }, { class: 32, endian: 'big' }])(
  'tells symbols of the file from those that a library brings (%j)',
  (plan) => {
    expect(symbolsOf(buildElf({ ...plan, sections: symbolSections(SYMBOLS, plan) }), WANTED)).toEqual({
      ok: true,
      value: [
        { name: 'wolfSSL_Init', isDefined: true },
        { name: 'malloc', isDefined: false },
      ],
      oddities: [],
    });
  },
);

it('finds a name that is the end of a longer one', () => {
  const merged = symbolSections([{ name: 'my_malloc', isDefined: true }]);
  const [table, strings] = merged;
  if (table === undefined || typeof table.content === 'string') throw new Error('a table has bytes');
  Buffer.from(table.content.buffer, table.content.byteOffset).writeUInt32LE('\0my_'.length, 24);
  const file = buildElf({ sections: [table, ...(strings === undefined ? [] : [strings])] });
  expect(symbolsOf(file, ['malloc', 'my_malloc'])).toMatchObject({ value: [{ name: 'malloc', isDefined: true }] });
});

it('reads the symbols of the Node.js that runs this', () => {
  const node = readFileSync(join(import.meta.dirname, '../../../node_modules/node/bin/node'));
  expect(symbolsOf(node, ['SSL_new', 'malloc', 'wolfSSL_Init'])).toMatchObject({
    value: expect.arrayContaining([
      { name: 'SSL_new', isDefined: true },
      { name: 'malloc', isDefined: false },
    ]),
  });
});

it('says nothing of a stripped file', () => {
  expect(symbolsOf(buildElf({ sections: [{ name: '.rodata', content: 'main' }] }), WANTED)).toMatchObject({
    value: [],
  });
});

it('refuses a table without its strings, and one that is cut', () => {
  const [table] = symbolSections(SYMBOLS);
  expect(
    symbolsOf(buildElf({ sections: table === undefined ? [] : [{ ...table, strings: '.shstr' }] }), WANTED),
  ).toEqual({
    ok: false,
    problem: '.symtab: wants a table of strings, has section 0',
    at: { offset: expect.any(Number) },
  });
  const file = buildElf({ sections: symbolSections(SYMBOLS) });
  const elf = readElf(file);
  if (!elf.ok) throw new Error('built to be read');
  const tables = elf.value.sections.filter(({ name }) => name === '.symtab' || name === '.strtab');
  const end = Math.max(...tables.map(({ offset, size }) => offset + size));
  for (let length = 0; length < end; length += 1)
    expect(findSymbols(sourceOf(file.subarray(0, length)), elf.value, WANTED).ok).toBe(false);
});

it('never throws, and takes no longer, on a damaged file', () => {
  const whole = buildElf({ sections: symbolSections(SYMBOLS) });
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 40 }), (edits) => {
      const file = whole.slice();
      for (const [at, byte] of edits) file[at] = byte;
      symbolsOf(file, WANTED);
    }),
    runs(2_000),
  );
});

function symbolsOf(file: Uint8Array, names: readonly string[]) {
  const elf = readElf(file);
  return elf.ok ? findSymbols(sourceOf(file), elf.value, names) : undefined;
}
