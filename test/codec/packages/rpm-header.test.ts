import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  peekRpmString,
  readRpmHeader,
  rpmNumbers,
  rpmString,
  rpmStrings,
} from '../../../src/codec/packages/rpm-header.ts';
import { readRpmFileDigests, readRpmPackage, readRpmSignatures } from '../../../src/codec/packages/rpm-package.ts';
import { runs } from '../../support/fuzzing.ts';
import { KEY_ID } from '../../support/openpgp.ts';
import { type RpmPackage, rpmHeader } from '../../support/rpm.ts';

const OPENSSL: RpmPackage = {
  name: 'openssl-libs',
  version: '3.5.4',
  release: '3.azl4',
  epoch: 1,
  arch: 'x86_64',
  vendor: 'Microsoft Corporation',
  sourceRpm: 'openssl-3.5.4-3.azl4.src.rpm',
  files: [
    { path: '/usr/lib64/libcrypto.so.3.5.4', sha256: 'AB'.repeat(32) },
    { path: '/usr/lib64/libcrypto.so.3', sha256: '' },
    { path: '/etc/pki/tls/openssl.cnf', sha256: 'cd'.repeat(32) },
  ],
  signature: 'rsa',
};

describe('a header', () => {
  it('says who the package is, with the epoch where one is set', () => {
    expect(packageOf(OPENSSL)).toEqual({
      name: 'openssl-libs',
      version: '1:3.5.4-3.azl4',
      arch: 'x86_64',
      vendor: 'Microsoft Corporation',
      source: 'openssl-3.5.4-3.azl4.src.rpm',
    });
    expect(packageOf({ name: 'bash', version: '5', release: '1', arch: 'noarch' })).toEqual({
      name: 'bash',
      version: '5-1',
      arch: 'noarch',
      vendor: null,
      source: null,
    });
  });

  it('says where and when it was built, in words that are the same in every time zone', () => {
    const built = { buildHost: 'azl-build-7', buildTime: 1_785_402_000 };
    expect(packageOf({ ...OPENSSL, ...built })).toMatchObject({
      built: { host: 'azl-build-7', time: '2026-07-30T09:00:00Z' },
    });
    expect(packageOf({ ...OPENSSL, buildTime: 0xffffffff })).toMatchObject({
      built: { host: null, time: '2106-02-07T06:28:15Z' },
    });
  });

  it('names the digest of each file that has one', () => {
    expect(readRpmFileDigests(open(OPENSSL))).toEqual({
      ok: true,
      value: [
        { path: '/usr/lib64/libcrypto.so.3.5.4', algorithm: 'sha256', digest: 'ab'.repeat(32) },
        { path: '/etc/pki/tls/openssl.cnf', algorithm: 'sha256', digest: 'cd'.repeat(32) },
      ],
      oddities: [],
    });
  });

  it('tells settings apart, and leaves out what rpm did not install', () => {
    const files = [
      { path: '/etc/pki/tls/openssl.cnf', sha256: 'cd'.repeat(32), flags: 0x11 },
      { path: '/run/ghost', sha256: 'ab'.repeat(32), flags: 64 },
      { path: '/usr/lib/libcrypto.so.3', sha256: 'ab'.repeat(32), state: 4 },
      { path: '/usr/lib64/libcrypto.so.3', sha256: 'ef'.repeat(32) },
    ];
    const read = readRpmFileDigests(open({ ...OPENSSL, files }));
    expect(read.ok && read.value).toEqual([
      { path: '/etc/pki/tls/openssl.cnf', algorithm: 'sha256', digest: 'cd'.repeat(32), isConfiguration: true },
      { path: '/usr/lib64/libcrypto.so.3', algorithm: 'sha256', digest: 'ef'.repeat(32) },
    ]);
  });

  const algorithms = {
    rsa: ['RSA'],
    eddsa: ['EdDSA'],
    mldsa: ['ML-DSA-87+Ed448'],
    'rsa+mldsa': ['RSA', 'ML-DSA-87+Ed448'],
  };
  for (const [signature, names] of Object.entries(algorithms)) {
    it(`names the algorithms of its signatures: ${signature}`, () => {
      // The keys of the record are such names.
      const read = readRpmSignatures(
        open({ ...OPENSSL, signature: signature as NonNullable<RpmPackage['signature']> }),
      );
      expect(read.ok && read.value.map((each) => [each.algorithm, each.keyId])).toEqual(
        names.map((name) => [name, KEY_ID]),
      );
    });
  }

  it('has no signature where the package was not signed', () => {
    const { signature, ...unsigned } = OPENSSL;
    expect(readRpmSignatures(open(unsigned))).toEqual({ ok: true, value: [], oddities: [] });
  });

  it('that is damaged where the signature stands says so, and gives the rest', () => {
    const blob = rpmHeader(OPENSSL);
    blob[blob.length - 1 - 60] = 0x00;
    const spoiled = Uint8Array.from(blob, (byte, at) => (at > blob.length - 60 ? 0 : byte));
    const header = readRpmHeader(spoiled);
    const read = header.ok && readRpmSignatures(header.value);
    expect(read).toMatchObject({
      ok: true,
      value: [],
      oddities: [{ what: expect.stringContaining('signature in tag 268') }],
    });
  });

  it('that claims more files than it names is refused, and not walked', () => {
    const header = open(OPENSSL);
    const entries = new Map(header.entries);
    entries.set(1117, { type: 8, offset: 0, count: 0xffffffff });
    expect(readRpmFileDigests({ ...header, entries })).toMatchObject({ ok: false });
    entries.set(1116, { type: 4, offset: 0, count: 0xffffffff });
    expect(rpmNumbers({ ...header, entries }, 1116)).toBeUndefined();
  });
});

describe('the reader', () => {
  it('prefers the later of two entries with one tag', () => {
    const blob = Buffer.alloc(8 + 32 + 4);
    blob.writeUInt32BE(2, 0);
    blob.writeUInt32BE(4, 4);
    for (const [index, offset] of [0, 2].entries()) {
      blob.writeUInt32BE(1000, 8 + 16 * index);
      blob.writeUInt32BE(6, 12 + 16 * index);
      blob.writeUInt32BE(offset, 16 + 16 * index);
      blob.writeUInt32BE(1, 20 + 16 * index);
    }
    blob.write('a\0b\0', 40);
    const header = readRpmHeader(blob);
    expect(header.ok && rpmString(header.value, 1000)).toBe('b');
  });

  it('peeks at the name that the whole reading gives, whatever the bytes', () => {
    fc.assert(
      fc.property(headers(), (blob) => {
        const peeked = peekRpmString(blob, 1000);
        const header = readRpmHeader(blob);
        const isString = header.ok && header.value.entries.get(1000)?.type === 6;
        expect(peeked.ok).toBe(header.ok);
        if (header.ok && isString && (header.value.entries.get(1000)?.count ?? 0) === 1)
          expect(peeked.ok && peeked.value).toBe(rpmString(header.value, 1000));
      }),
      runs(2000),
    );
  });

  it('never throws on any bytes, nor do those that read its tags', () => {
    fc.assert(
      fc.property(headers(), (blob) => {
        const header = readRpmHeader(blob);
        if (!header.ok) return;
        for (const tag of header.value.entries.keys()) rpmStrings(header.value, tag);
        readRpmPackage(header.value);
        readRpmSignatures(header.value);
        readRpmFileDigests(header.value);
      }),
    );
  });

  it('refuses every proper prefix of a good header', () => {
    const blob = rpmHeader(OPENSSL);
    for (let length = 0; length < blob.length; length += 1)
      expect(readRpmHeader(blob.subarray(0, length)).ok).toBe(false);
  });
});

/** Arbitrary bytes, and good headers with some bytes changed. */
function headers(): fc.Arbitrary<Uint8Array> {
  const good = rpmHeader(OPENSSL);
  const changes = fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 12 });
  const changed = changes.map((list) => {
    const blob = Uint8Array.from(good);
    for (const [at, byte] of list) blob[at] = byte;
    return blob;
  });
  return fc.oneof(changed, fc.uint8Array({ maxLength: 300 }));
}

function open(from: RpmPackage) {
  const header = readRpmHeader(rpmHeader(from));
  if (!header.ok) throw new Error(header.problem);
  expect(header.oddities).toEqual([]);
  return header.value;
}

function packageOf(from: RpmPackage) {
  const read = readRpmPackage(open(from));
  return read.ok ? read.value : read;
}
