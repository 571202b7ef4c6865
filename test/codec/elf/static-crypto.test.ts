import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sourceOf } from '../../../src/codec/byte-source.ts';
import { readElfFrom } from '../../../src/codec/elf/file.ts';
import { findStaticCrypto } from '../../../src/codec/elf/static-crypto.ts';
import { mutated, xorshift } from '../../support/mutate.ts';
import { buildStaticProgram, opensslTexts } from '../../support/programs.ts';

const PROGRAMS = [
  buildStaticProgram({ texts: opensslTexts('OpenSSL 3.5.8 25 Aug 2026', '/etc/ssl'), room: 256 }),
  buildStaticProgram({
    texts: ['crypto/fipsmodule/ec/ec.c', 'AWS-LC FIPS 3.1.0'],
    symbols: ['aws_lc_0_40_0_x'],
    room: 256,
  }),
];

it('never throws on a damaged program', () => {
  fc.assert(
    fc.property(fc.constantFrom(...PROGRAMS), fc.nat(), fc.boolean(), (program, seed, linked) => {
      const source = sourceOf(mutated(program, xorshift(seed)));
      const elf = readElfFrom(source);
      if (elf.ok) for (const { library } of findStaticCrypto(source, elf.value, linked)) expect(library).not.toBe('');
    }),
  );
});
