import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readApkDigests, readApkInstalled } from '../../../src/codec/packages/apk-installed.ts';

const PROVIDER = `C:Q1nWSrNw2Rg3Wdeke9nOzrCT9R4AE=
P:openssl-provider-fips-3.4.0
V:3.4.0-r5
A:x86_64
o:openssl-fips-3.4.0
t:1750000000
c:4f3a
p:so:fips.so=0
F:usr
F:usr/lib/ossl-modules
R:fips.so
a:0:0:755
Z:Q1Kg5jVHNEyxqvTTEs3NKxnF8SgKg=
R:legacy.so
Z:Q2nothing
F:etc
R:empty

`;

it('reads a package and where its stanza begins', () => {
  const read = readApkInstalled(`${PROVIDER}P:NIST-CMVP-5132\nV:0-r0\nA:x86_64\n\n`);
  expect(read.ok && read.value.map(({ stanza, ...rest }) => rest)).toEqual([
    {
      name: 'openssl-provider-fips-3.4.0',
      built: { host: null, time: '2025-06-15T15:06:40Z' },
      version: '3.4.0-r5',
      arch: 'x86_64',
      vendor: null,
      source: 'openssl-fips-3.4.0',
      line: 1,
    },
    { name: 'NIST-CMVP-5132', version: '0-r0', arch: 'x86_64', vendor: null, source: null, line: 19 },
  ]);
  expect(read.ok && read.oddities).toEqual([]);
});

it('names the digest of a file in hexadecimal, and nothing that is no digest', () => {
  const read = readApkInstalled(PROVIDER);
  expect(read.ok && read.value.flatMap((each) => readApkDigests(each.stanza))).toEqual([
    {
      path: '/usr/lib/ossl-modules/fips.so',
      algorithm: 'sha1',
      digest: Buffer.from('Kg5jVHNEyxqvTTEs3NKxnF8SgKg=', 'base64').toString('hex'),
    },
  ]);
});

it('reads a SHA-256 digest too', () => {
  const digest = 'ab'.repeat(32);
  const lines = ['F:', 'R:top', `Z:Q2${Buffer.from(digest, 'hex').toString('base64')}`];
  expect(readApkDigests({ line: 1, lines })).toEqual([{ path: '/top', algorithm: 'sha256', digest }]);
});

it('marks every proper prefix that is not empty', () => {
  for (let length = 1; length < PROVIDER.length; length += 1) {
    const read = readApkInstalled(PROVIDER.slice(0, length));
    expect(read.ok && read.oddities.length > 0, PROVIDER.slice(0, length)).toBe(true);
  }
});

it('never throws on any text', () => {
  const piece = fc.constantFrom('P:', 'V:', 'F:', 'R:', 'Z:Q1', 'Z:Q2', 'aGk=', '\n', '\n\n', '\0');
  fc.assert(
    fc.property(
      fc.array(piece).map((pieces) => pieces.join('')),
      (text) => {
        const read = readApkInstalled(text);
        if (read.ok) for (const each of read.value) readApkDigests(each.stanza);
      },
    ),
  );
});
