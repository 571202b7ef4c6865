import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sourceOf } from '../../../src/codec/byte-source.ts';
import { readElf } from '../../../src/codec/elf/file.ts';
import { readGoBuildInfo } from '../../../src/codec/go/build-info.ts';
import { readGoModuleInfo } from '../../../src/codec/go/module-info.ts';
import { buildElf } from '../../support/elf.ts';
import { buildGoProgram, type GoPlan, goModuleText } from '../../support/programs.ts';

const PLAN: GoPlan = {
  version: 'go1.24.4',
  settings: { '-ldflags': '-s -w', DefaultGODEBUG: 'fips140=on', GOFIPS140: 'v1.0.0' },
  dependencies: [['golang.org/x/crypto', 'v0.40.0']],
};

it.each<Partial<GoPlan>>([
  { strings: 'inline' },
  { strings: 'inline', elf: { class: 32, endian: 'big' } },
  { strings: 'pointers' },
  { strings: 'pointers', elf: { endian: 'big' } },
  { strings: 'pointers', elf: { class: 32 } },
  { strings: 'pointers', elf: { class: 32, endian: 'big' } },
])('reads what the linker wrote down (%j)', (some) => {
  const { offset: _, settings, ...info } = readable(buildGoProgram({ ...PLAN, ...some }));
  expect({ ...info, settings: Object.fromEntries(settings) }).toEqual({
    version: 'go1.24.4',
    path: 'example.org/server',
    main: { path: 'example.org/server', version: '(devel)' },
    dependencies: [{ path: 'golang.org/x/crypto', version: 'v0.40.0' }],
    settings: { '-ldflags': '-s -w', DefaultGODEBUG: 'fips140=on', GOFIPS140: 'v1.0.0' },
  });
});

it('finds the modules of a program whose header was removed', () => {
  const rodata = `\0go1.26.5\0\0${goModuleText(PLAN)}\0`;
  const file = buildElf({
    sections: [
      { name: '.rodata', content: rodata },
      { name: '.gopclntab', content: 'main.main' },
    ],
  });
  const { version, path, settings } = readable(file);
  expect({ version, path, fips: settings.get('GOFIPS140') }).toEqual({
    version: 'go1.26.5',
    path: 'example.org/server',
    fips: 'v1.0.0',
  });
});

it('takes the module that replaces another', () => {
  const { dependencies } = readGoModuleInfo(
    'dep\tgolang.org/x/crypto\tv0.1.0\th1:=\n=>\texample.org/fork\tv1.2.3\th1:=\n',
  );
  expect(dependencies).toEqual([{ path: 'example.org/fork', version: 'v1.2.3' }]);
});

it('refuses a program that is not of Go', () => {
  expect(infoOf(buildElf({ sections: [{ name: '.rodata', content: 'plain' }] }))).toMatchObject({ ok: false });
});

it('never throws on a damaged file', () => {
  const file = buildGoProgram(PLAN);
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(file.length - 1), fc.nat(255)), { maxLength: 12 }), (edits) => {
      const copy = file.slice();
      for (const [at, byte] of edits) copy[at] = byte;
      infoOf(copy);
    }),
  );
});

function infoOf(file: Uint8Array) {
  const elf = readElf(file);
  return elf.ok ? readGoBuildInfo(sourceOf(file), elf.value) : elf;
}

function readable(file: Uint8Array) {
  const info = infoOf(file);
  if (!info.ok) throw new Error(info.problem);
  return info.value;
}
