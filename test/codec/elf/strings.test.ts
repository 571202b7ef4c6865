import { expect, it } from 'vitest';
import { holds, literalsIn, stringsWith } from '../../../src/codec/elf/strings.ts';

const BYTES = Buffer.from('\0OpenSSL 3.5.7 9 Jun 2026\0\x01OPENSSLDIR: "/usr/lib/ssl"\0\xffab\0tail', 'latin1');

it('grows a hit to the whole string', () => {
  expect(stringsWith(BYTES, 'OPENSSLDIR')).toEqual([{ offset: 27, text: 'OPENSSLDIR: "/usr/lib/ssl"' }]);
  expect(stringsWith(BYTES, '3.5')).toEqual([{ offset: 1, text: 'OpenSSL 3.5.7 9 Jun 2026' }]);
  expect(stringsWith(BYTES, 'absent')).toEqual([]);
});

it('gives each string once, and no more than were asked for', () => {
  const bytes = Buffer.from('aXbXc\0X\0X\0');
  expect(stringsWith(bytes, 'X')).toEqual([
    { offset: 0, text: 'aXbXc' },
    { offset: 6, text: 'X' },
    { offset: 8, text: 'X' },
  ]);
  expect(stringsWith(bytes, 'X', 2)).toHaveLength(2);
});

it('cuts a string without an end', () => {
  const [found] = stringsWith(Buffer.alloc(1 << 20, 'a'), 'aaa', 1);
  expect(found?.text.length).toBeLessThan(20_000);
});

it('lists what ends with a NUL', () => {
  expect(literalsIn(BYTES, 2).map(({ text }) => text)).toEqual([
    'OpenSSL 3.5.7 9 Jun 2026',
    'OPENSSLDIR: "/usr/lib/ssl"',
    'ab',
  ]);
});

it('finds bytes anywhere', () => {
  expect(holds(BYTES, Uint8Array.of(0xff, 0x61))).toBe(true);
  expect(holds(BYTES, Uint8Array.of(0xfe, 0x61))).toBe(false);
});
