import fc from 'fast-check';
import { expect, it } from 'vitest';
import { mappedFiles } from '../../../src/codec/proc/mapped-files.ts';

const isLibcrypto = (name: string): boolean => name.startsWith('libcrypto');

it('names each wanted file once, and says which is replaced', () => {
  const text = [
    '55d0c8a00000-55d0c8a2a000 r--p 00000000 fe:01 1312 /usr/sbin/nginx',
    '7f1e4a000000-7f1e4a0d0000 r--p 00000000 fe:01 2201 /usr/lib/x86_64-linux-gnu/libcrypto.so.3',
    '7f1e4a0d0000-7f1e4a4d0000 r-xp 000d0000 fe:01 2201 /usr/lib/x86_64-linux-gnu/libcrypto.so.3',
    '7f1e4b000000-7f1e4b0d0000 r-xp 00000000 fe:01 900                        /opt/a b/libcrypto.so.1.1 (deleted)',
    '7ffd0d5f0000-7ffd0d611000 rw-p 00000000 00:00 0                          [stack]',
    '',
  ].join('\n');
  expect(mappedFiles(text, isLibcrypto)).toEqual([
    { path: '/usr/lib/x86_64-linux-gnu/libcrypto.so.3', deleted: false },
    { path: '/opt/a b/libcrypto.so.1.1', deleted: true },
  ]);
});

it('reads a line break in a name', () => {
  const text = '7f1e4a000000-7f1e4a0d0000 r--p 00000000 fe:01 2201 /a\\012b/libcrypto.so.3\n';
  expect(mappedFiles(text, isLibcrypto)).toEqual([{ path: '/a\nb/libcrypto.so.3', deleted: false }]);
});

it('never throws, whatever comes', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void mappedFiles(text, () => true)));
});
