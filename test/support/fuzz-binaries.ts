import { sourceOf } from '../../src/codec/byte-source.ts';
import { readPeSections } from '../../src/codec/pe-sections.ts';
import { seeElf } from '../../src/collect/implementations/elf.ts';
import { seeJar } from '../../src/collect/implementations/jar.ts';
import { targetPath } from '../../src/facts/locator.ts';
import { portableExecutable } from '../trees/parts/portable-executable.ts';
import { mutated, xorshift } from './mutate.ts';
import { buildGoProgram, buildStaticProgram, opensslTexts } from './programs.ts';
import { buildJar, buildZip } from './zip.ts';

/** Damages good files in a fixed random order and shows them to the readers of ELF, PE and zip; tells what was thrown. */
export function fuzzBinaries(
  cases: number,
  seed: number,
): { readonly cases: number; readonly thrown: readonly string[] } {
  const random = xorshift(seed);
  const seeds = samples();
  const thrown: string[] = [];
  for (let round = 0; round < cases; round += 1) {
    const sample = seeds[random() % seeds.length];
    if (sample === undefined) continue;
    const bytes = mutated(sample.bytes, random);
    try {
      sample.read(bytes);
    } catch (error) {
      thrown.push(`${sample.name}, seed ${seed}, round ${round}: ${error}`);
    }
  }
  return { cases, thrown };
}

interface Sample {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly read: (bytes: Uint8Array) => unknown;
}

function samples(): readonly Sample[] {
  const go = { version: 'go1.24.4', settings: { GOFIPS140: 'v1.0.0', '-ldflags': '-s -w' } } as const;
  const elf = [
    buildGoProgram(go),
    buildGoProgram({ ...go, strings: 'pointers' }),
    buildGoProgram({ ...go, strings: 'pointers', elf: { class: 32, endian: 'big' } }),
    buildStaticProgram({
      texts: opensslTexts('OpenSSL 3.5.8 25 Aug 2026', '/etc/ssl'),
      soname: 'libcrypto.so.3',
      room: 256,
    }),
    buildStaticProgram({
      texts: ['crypto/fipsmodule/ec/ec.c', 'AWS-LC FIPS 3.1.0'],
      symbols: ['aws_lc_0_40_0_x'],
      room: 256,
    }),
  ];
  const jar = buildJar({ provider: 'fips', version: '2.1.0' });
  const zip = [
    jar,
    buildZip([
      { name: 'a.jar', content: jar, stored: true },
      { name: 'b.jar', content: jar },
    ]),
  ];
  return [
    ...elf.map((bytes, index) => ({ name: `ELF ${index}`, bytes, read: readElf })),
    ...zip.map((bytes, index) => ({ name: `zip ${index}`, bytes, read: readZip })),
    { name: 'PE', bytes: portableExecutable({ '.cmdline': 'fips=1', '.uname': '6.18' }), read: readPeSections },
  ];
}

function readElf(bytes: Uint8Array) {
  return seeElf(sourceOf(bytes), targetPath('/usr/lib/libcrypto.so.3.x'), AT);
}

function readZip(bytes: Uint8Array) {
  return seeJar(sourceOf(bytes), targetPath('/app.jar'), AT, () => {});
}

const AT = { in: 'file', path: targetPath('/fuzzed') } as const;
