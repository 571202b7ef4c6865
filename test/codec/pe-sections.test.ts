import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readPeSections, sectionText } from '../../src/codec/pe-sections.ts';
import { portableExecutable } from '../trees/parts/portable-executable.ts';

const UKI = portableExecutable({
  '.osrel': 'ID=fedora\n',
  '.cmdline': 'root=LABEL=ROOT fips=1\0\0\0',
  '.linux': new Uint8Array(3000),
});
const read = (bytes: Uint8Array) => {
  const sections = readPeSections(bytes);
  return sections.ok ? sections.value : [];
};

it('reads the section table', () => {
  expect(read(UKI).map(({ name, size }) => [name, size])).toEqual([
    ['.osrel', 10],
    ['.cmdline', 25],
    ['.linux', 3000],
  ]);
});

it('gives a text up to its NUL, and nothing for a section that is not there', () => {
  expect(sectionText(UKI, read(UKI), '.cmdline')).toBe('root=LABEL=ROOT fips=1');
  expect(sectionText(UKI, read(UKI), '.uname')).toBeUndefined();
});

it('needs the head alone for the table, and does not give a text that lies past it', () => {
  const [first] = read(UKI);
  const head = UKI.subarray(0, first?.offset);
  expect(read(head)).toEqual(read(UKI));
  expect(sectionText(head, read(head), '.cmdline')).toBeUndefined();
});

it.each([
  [new Uint8Array(0), 'PE image: wants MZ'],
  [Uint8Array.from(Buffer.from('\x7fELF')), 'PE image: wants MZ'],
  [UKI.subarray(0, 40), 'DOS header: wants 64 bytes'],
  [UKI.subarray(0, 100), 'PE image: wants PE\\0\\0'],
])('refuses %#', (bytes, problem) => {
  expect(readPeSections(bytes)).toMatchObject({ ok: false, problem });
});

it('never throws, and refuses every head that ends before its table does', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 600 }), (bytes) => void readPeSections(bytes)));
  const tableEnd = 0x80 + 24 + 240 + 3 * 40;
  const cut = fc.integer({ min: 0, max: tableEnd - 1 });
  fc.assert(
    fc.property(cut, (length) => {
      expect(readPeSections(UKI.subarray(0, length)).ok).toBe(false);
    }),
  );
  expect(readPeSections(UKI.subarray(0, tableEnd)).ok).toBe(true);
});

it('survives any byte being changed', () => {
  const flip = fc.tuple(fc.integer({ min: 0, max: 512 }), fc.integer({ min: 0, max: 255 }));
  fc.assert(
    fc.property(flip, ([at, value]) => {
      const bytes = Uint8Array.from(UKI);
      bytes[at] = value;
      sectionText(bytes, read(bytes), '.cmdline');
    }),
  );
});
