import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readHmacFile } from '../../src/codec/hmac-file.ts';

const MAC = 'd1'.repeat(32);

it('reads a bare MAC', () => {
  expect(readHmacFile(`${MAC.toUpperCase()}\n`)).toEqual([{ library: '', path: null, mac: MAC }]);
});

it('reads the sections of format 1', () => {
  const text = `[global]\nformat-version = 1\n[libgnutls.so.30]\npath = /usr/lib64/libgnutls.so.30\nhmac = ${MAC}\n[libgmp.so.10]\npath = /usr/lib64/libgmp.so.10\nhmac = ${MAC}\n`;
  expect(readHmacFile(text)).toEqual([
    { library: 'libgnutls.so.30', path: '/usr/lib64/libgnutls.so.30', mac: MAC },
    { library: 'libgmp.so.10', path: '/usr/lib64/libgmp.so.10', mac: MAC },
  ]);
});

it.each([
  '',
  'abc',
  MAC.slice(1),
  `[libgnutls.so.30]\nhmac = ${MAC}\n`,
  `[global]\nformat-version = 2\n[libgnutls.so.30]\nhmac = ${MAC}\n`,
  '[global]\nformat-version = 1\n[libgnutls.so.30]\nhmac = abc\n',
])('makes nothing of %j', (text) => {
  expect(readHmacFile(text)).toBeUndefined();
});

it('never throws, whatever the text', () => {
  fc.assert(fc.property(fc.string(), (text) => void readHmacFile(`[global]\nformat-version = 1\n[${text}`)));
});
