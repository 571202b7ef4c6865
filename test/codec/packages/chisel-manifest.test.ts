import { zstdCompressSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readChiselManifest } from '../../../src/codec/packages/chisel-manifest.ts';

const AB = 'ab'.repeat(32);
const CD = 'cd'.repeat(32);
const WALL = [
  '{"jsonwall":"1.0","schema":"1.0","count":6}',
  '{"kind":"content","slice":"libssl3t64_libs","path":"/usr/lib/x86_64-linux-gnu/libcrypto.so.3"}',
  '{"kind":"package","name":"libssl3t64","version":"3.0.13-0ubuntu3.16","sha256":"00","arch":"amd64"}',
  `{"kind":"path","path":"/usr/lib/x86_64-linux-gnu/libcrypto.so.3","mode":"0644","slices":["libssl3t64_libs"],"sha256":"${AB}","size":9}`,
  `{"kind":"path","path":"/etc/ssl/openssl.cnf","mode":"0644","slices":["libssl3t64_config"],"sha256":"${AB}","final_sha256":"${CD}"}`,
  '{"kind":"slice","name":"libssl3t64_libs"}',
];

it('reads the packages and what their files hash to in the end', () => {
  expect(readChiselManifest(wall(WALL))).toEqual({
    ok: true,
    value: [
      {
        name: 'libssl3t64',
        version: '3.0.13-0ubuntu3.16',
        arch: 'amd64',
        vendor: null,
        source: null,
        digests: [
          { path: '/usr/lib/x86_64-linux-gnu/libcrypto.so.3', algorithm: 'sha256', digest: AB },
          { path: '/etc/ssl/openssl.cnf', algorithm: 'sha256', digest: CD },
        ],
      },
    ],
    oddities: [],
  });
});

it('marks a wall that lacks lines, and a line that is no object', () => {
  const read = readChiselManifest(wall([...WALL.slice(0, 3), '[]']));
  expect(read.ok && read.oddities).toEqual([
    { what: 'cut short: has 4 of 6 lines', at: { line: 4 } },
    { what: 'wants a JSON object', at: { line: 4 } },
  ]);
});

it('refuses every proper prefix of the file', () => {
  const bytes = wall(WALL);
  for (let length = 0; length < bytes.length; length += 1)
    expect(readChiselManifest(bytes.subarray(0, length)).ok).toBe(false);
});

it('never throws on any bytes or lines', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), fc.array(fc.json(), { maxLength: 5 }), (bytes, lines) => {
      readChiselManifest(bytes);
      expect(readChiselManifest(wall(['{"jsonwall":"1.0","count":9}', ...lines])).ok).toBe(true);
    }),
  );
});

function wall(lines: readonly string[]): Uint8Array {
  return zstdCompressSync(`${lines.join('\n')}\n`);
}
