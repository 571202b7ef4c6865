import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readRpmmanifest, readShortRpmmanifest } from '../../../src/codec/packages/rpmmanifest.ts';

const LINE =
  'openssl-libs\t3.3.5-4.azl3\t1760000000\t1750000000\tMicrosoft Corporation\t(none)\t5000000\tx86_64\t0\topenssl-3.3.5-4.azl3.src.rpm';

it('reads a package a line, the epoch only where there is one', () => {
  const text = `${LINE}\n${LINE.replace('(none)', '1').replace('x86_64', '(none)')}\n`;
  const built = { host: null, time: '2025-06-15T15:06:40Z' };
  const source = 'openssl-3.3.5-4.azl3.src.rpm';
  const common = { name: 'openssl-libs', vendor: 'Microsoft Corporation', source, built };
  expect(readRpmmanifest(text)).toEqual({
    ok: true,
    value: [
      { ...common, version: '3.3.5-4.azl3', arch: 'x86_64', line: 1 },
      { ...common, version: '1:3.3.5-4.azl3', arch: null, line: 2 },
    ],
    oddities: [],
  });
});

it('names a line that was cut short and reads the others', () => {
  const read = readRpmmanifest(`${LINE}\nglibc\t2.38-8.azl3\t17`);
  expect(read.ok && read.value.map((each) => each.name)).toEqual(['openssl-libs']);
  expect(read.ok && read.oddities).toEqual([
    { what: 'manifest line: wants 10 columns, has 3', at: { line: 2 } },
    { what: 'the last line is not ended: cut short', at: { line: 2 } },
  ]);
});

it('marks every proper prefix that is not empty', () => {
  for (let length = 1; length <= LINE.length; length += 1) {
    const read = readRpmmanifest(LINE.slice(0, length));
    expect(read.ok && read.oddities.length > 0).toBe(true);
  }
});

it('never throws on any text', () => {
  fc.assert(fc.property(fc.string(), (text) => readRpmmanifest(text).ok));
});

it('reads the shorter list, whose names and versions are parted by a dot', () => {
  const read = readShortRpmmanifest('openssl-libs.3.3.5-4.azl3.x86_64\nSymCrypt-OpenSSL.1.9.5-1.azl3.aarch64\nodd\n');
  const common = { vendor: null, source: null };
  expect(read).toEqual({
    ok: true,
    value: [
      { ...common, name: 'openssl-libs', version: '3.3.5-4.azl3', arch: 'x86_64', line: 1 },
      { ...common, name: 'SymCrypt-OpenSSL', version: '1.9.5-1.azl3', arch: 'aarch64', line: 2 },
    ],
    oddities: [{ what: 'manifest line: wants NAME.VERSION-RELEASE.ARCH', at: { line: 3 } }],
  });
  fc.assert(fc.property(fc.string(), (text) => readShortRpmmanifest(text).ok));
  readShortRpmmanifest('.1-'.repeat(20_000));
});
