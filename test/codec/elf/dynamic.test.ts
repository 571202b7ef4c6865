import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readDynamic } from '../../../src/codec/elf/dynamic.ts';
import { readElf } from '../../../src/codec/elf/file.ts';
import { buildElf, type ElfPlan } from '../../support/elf.ts';

it.each<ElfPlan>([{}, { class: 32 }, { endian: 'big' }])(
  'reads the name of the library and what it wants (%j)',
  (plan) => {
    const file = buildElf({ ...plan, soname: 'libcrypto.so.3', needed: ['libz.so.1', 'libc.so.6'] });
    expect(dynamicOf(file)).toEqual({ needed: ['libz.so.1', 'libc.so.6'], soname: 'libcrypto.so.3', runpath: null });
  },
);

it('says that a static file has none', () => {
  expect(dynamicOf(buildElf({ sections: [{ name: '.rodata', content: 'abc' }] }))).toBeNull();
});

it('never throws on a damaged file', () => {
  const whole = buildElf({ soname: 'libx.so.1', needed: ['libc.so.6'] });
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255))), (edits) => {
      const file = whole.slice();
      for (const [at, byte] of edits) file[at] = byte;
      dynamicOf(file);
    }),
  );
});

function dynamicOf(file: Uint8Array) {
  const elf = readElf(file);
  return elf.ok ? readDynamic(file, elf.value) : undefined;
}
