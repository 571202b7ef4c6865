import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readAuditData } from '../../../src/codec/rust/audit-data.ts';

const DOCUMENT = {
  packages: [
    { name: 'app', version: '0.1.0', source: 'local', dependencies: [1], root: true },
    { name: 'ring', version: '0.17.14', source: 'crates.io' },
    { name: 'cc', version: '1.2.0', source: 'crates.io', kind: 'build' },
  ],
};

it('names the crates of a build, but for those that only the build ran', () => {
  expect(readAuditData(packed(DOCUMENT))).toEqual({
    ok: true,
    value: [
      { name: 'app', version: '0.1.0' },
      { name: 'ring', version: '0.17.14' },
    ],
    oddities: [],
  });
});

it.each<[string, Uint8Array, string]>([
  ['what is not compressed', Buffer.from(JSON.stringify(DOCUMENT)), 'wants data compressed by zlib'],
  ['what inflates past its bound', deflateSync(Buffer.alloc(9 * 1024 * 1024)), 'wants data compressed by zlib'],
  ['what is no JSON', deflateSync('{"packages":['), 'wants JSON with a list of packages'],
  ['what has no packages', packed({ packages: 1 }), 'wants JSON with a list of packages'],
  ['null', packed(null), 'wants JSON with a list of packages'],
])('refuses %s', (_, bytes, problem) => {
  expect(readAuditData(bytes)).toEqual({ ok: false, problem: `.dep-v0: ${problem}`, at: { offset: 0 } });
});

it('passes over entries that are not as they should be', () => {
  const odd = [
    null,
    1,
    {},
    { name: 'ring' },
    { name: 'a b', version: '1.0.0' },
    { name: 'ring', version: '\u001b[2J' },
  ];
  expect(readAuditData(packed({ packages: odd }))).toMatchObject({ value: [] });
});

it('refuses every proper prefix', () => {
  const whole = packed(DOCUMENT);
  for (let length = 0; length < whole.length; length += 1)
    expect(readAuditData(whole.subarray(0, length)).ok).toBe(false);
});

it('never throws on any bytes, compressed or not', () => {
  fc.assert(fc.property(fc.uint8Array(), (bytes) => void readAuditData(bytes)));
  fc.assert(fc.property(fc.jsonValue(), (value) => void readAuditData(packed(value))));
});

it('gives back what was written', () => {
  const name = fc.stringMatching(/^[a-z][a-z0-9_-]{0,20}$/);
  const version = fc.tuple(fc.nat(99), fc.nat(99), fc.nat(99)).map((numbers) => numbers.join('.'));
  fc.assert(
    fc.property(fc.array(fc.record({ name, version })), (packages) => {
      expect(readAuditData(packed({ packages }))).toMatchObject({ value: packages });
    }),
  );
});

function packed(document: unknown): Uint8Array {
  return deflateSync(JSON.stringify(document));
}
