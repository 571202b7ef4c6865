import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  isInstalled,
  readConffiles,
  readDiversions,
  readDpkgStatus,
  readMd5sums,
} from '../../../src/codec/packages/dpkg-status.ts';

const FIPS = `Package: openssl-provider-fips
Status: install ok installed
Priority: optional
Source: openssl (3.5.7-1)
Architecture: amd64
Multi-Arch: same
Version: 3.5.7-1~deb13u2
Conffiles:
 /etc/ssl/openssl.cnf 5243b35d3894c513d1189360c303199a
Description: Secure Sockets Layer toolkit
 Version: 9 is not a field here
 .

`;

it('reads a stanza and its line', () => {
  const read = readDpkgStatus(`Package: a\nVersion: 1\n\n${FIPS}`);
  expect(read.ok && { ...read, value: read.value.map(({ stanza, ...rest }) => rest) }).toEqual({
    ok: true,
    value: [
      {
        name: 'a',
        version: '1',
        arch: null,
        vendor: null,
        source: 'a',
        line: 1,
        state: 'installed',
        multiArchSame: false,
      },
      {
        name: 'openssl-provider-fips',
        version: '3.5.7-1~deb13u2',
        arch: 'amd64',
        vendor: null,
        source: 'openssl',
        line: 4,
        state: 'installed',
        multiArchSame: true,
      },
    ],
    oddities: [],
  });
});

it('counts what is there, whatever is wanted of it', () => {
  const states = [
    'install ok installed',
    'hold ok installed',
    'deinstall ok config-files',
    'install reinstreq half-installed',
    'install ok unpacked',
    'purge ok not-installed',
    'install ok triggers-pending',
    'install',
  ];
  const text = states.map((state, index) => `Package: p${index}\nStatus: ${state}\nVersion: 1\n\n`).join('');
  const read = readDpkgStatus(text);
  expect(read.ok && read.value.filter(isInstalled).map((each) => each.name)).toEqual(['p0', 'p1', 'p6']);
});

it('says where a database was cut short, whether within a line or after one', () => {
  const cut = (length: number) => {
    const read = readDpkgStatus(FIPS.slice(0, length));
    return [read.ok && read.value.map((each) => each.name), read.ok && read.oddities];
  };
  expect(cut(FIPS.indexOf('Description') + 4)).toEqual([
    ['openssl-provider-fips'],
    [{ what: 'the last stanza is not ended by an empty line: cut short', at: { line: 10 } }],
  ]);
  expect(cut(FIPS.indexOf('Version'))).toEqual([
    [],
    [
      { what: 'the last stanza is not ended by an empty line: cut short', at: { line: 6 } },
      { what: 'stanza: wants the fields Package and Version', at: { line: 1 } },
    ],
  ]);
});

it('marks every proper prefix that is not empty', () => {
  for (let length = 1; length < FIPS.length; length += 1) {
    const read = readDpkgStatus(FIPS.slice(0, length));
    expect(read.ok && read.oddities.length > 0, FIPS.slice(0, length)).toBe(true);
  }
});

it('never throws on any text', () => {
  const piece = fc.constantFrom(
    'Package: ',
    'Status: install ok ',
    'Version:',
    '\n',
    '\n\n',
    ' ',
    ':',
    '\r\n',
    '\0',
    'ü',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(piece).map((pieces) => pieces.join('')),
      ),
      (text) => {
        expect(readDpkgStatus(text).ok).toBe(true);
        readMd5sums(text);
      },
    ),
  );
});

it('reads the sums of a package, with and without a leading slash', () => {
  const sum = '9bf0f2401210a1e50c65043b650b73ba';
  expect(readMd5sums(`${sum}  usr/lib/ossl-modules/fips.so\n${sum}  ./etc/a b\nnot a sum\n`)).toEqual([
    { path: '/usr/lib/ossl-modules/fips.so', algorithm: 'md5', digest: sum },
    { path: '/etc/a b', algorithm: 'md5', digest: sum },
  ]);
});

it('reads the files of settings with their digests, and leaves out what is obsolete', () => {
  const text = `Package: a\nConffiles:\n /etc/a.cnf ${'ab'.repeat(16)}\n /etc/b c ${'cd'.repeat(16)}\n /etc/old ${'ef'.repeat(16)} obsolete\n /etc/new newconffile\nVersion: 1\n /etc/d ${'12'.repeat(16)}\n\n`;
  const read = readDpkgStatus(text);
  expect(read.ok && read.value.flatMap(({ stanza }) => readConffiles(stanza))).toEqual([
    { path: '/etc/a.cnf', algorithm: 'md5', digest: 'ab'.repeat(16), isConfiguration: true },
    { path: '/etc/b c', algorithm: 'md5', digest: 'cd'.repeat(16), isConfiguration: true },
  ]);
});

it('reads diversions, three lines each', () => {
  expect([...readDiversions('/bin/sh\n/bin/sh.distrib\ndash\n/usr/lib/x\n/usr/lib/x.real\n:\n')]).toEqual([
    ['/bin/sh', { to: '/bin/sh.distrib', by: 'dash' }],
    ['/usr/lib/x', { to: '/usr/lib/x.real', by: ':' }],
  ]);
  fc.assert(fc.property(fc.string(), (text) => readDiversions(text).size <= text.split('\n').length));
});
