import { readApkDigests, readApkInstalled } from '../../src/codec/packages/apk-installed.ts';
import { readConffiles, readDpkgStatus } from '../../src/codec/packages/dpkg-status.ts';
import { readOpenpgpSignatures } from '../../src/codec/packages/openpgp-signature.ts';
import { readBdb } from '../../src/codec/packages/rpm-bdb.ts';
import { readRpmHeader } from '../../src/codec/packages/rpm-header.ts';
import { readNdb } from '../../src/codec/packages/rpm-ndb.ts';
import {
  peekRpmName,
  readRpmFileDigests,
  readRpmPackage,
  readRpmSignatures,
} from '../../src/codec/packages/rpm-package.ts';
import { readRpmSqlite } from '../../src/codec/packages/rpm-sqlite.ts';
import { readRpmmanifest } from '../../src/codec/packages/rpmmanifest.ts';
import { readSpdxManifest } from '../../src/codec/packages/spdx-manifest.ts';
import { readUnifiedKernelImage } from '../../src/codec/unified-kernel-image.ts';
import { apkInstalled } from '../trees/parts/apk.ts';
import { dpkgStatus } from '../trees/parts/dpkg.ts';
import { portableExecutable } from '../trees/parts/portable-executable.ts';
import { buildBdb } from './bdb.ts';
import { mutated, xorshift } from './mutate.ts';
import { buildNdb } from './ndb.ts';
import { signaturePacket } from './openpgp.ts';
import { type RpmPackage, rpmHeader } from './rpm.ts';
import { databaseWithLog } from './wal.ts';

/** A good input of a reader, and the reader with all that is read from what it accepts. */
export interface Spoilable {
  readonly name: string;
  readonly good: Uint8Array;
  read(bytes: Uint8Array): void;
}

/** Every reader of packages and boot images, with something good to spoil. */
export async function spoilables(): Promise<readonly Spoilable[]> {
  const { database, log } = await databaseWithLog([OPENSSL], [OPENSSL]);
  const blobs = [rpmHeader(OPENSSL), rpmHeader({ ...OPENSSL, name: 'bash' })];
  return [
    {
      name: 'apk',
      good: bytesOf(apkInstalled([{ name: 'openssl', version: '3', files: [{ path: '/usr/x', content: log }] }])),
      read: (bytes) => text(bytes, readApk),
    },
    { name: 'Berkeley DB', good: buildBdb(blobs, { pageSize: 512 }), read: (bytes) => readBdb(bytes, header) },
    { name: 'dpkg', good: bytesOf(dpkgStatus([DEBIAN])), read: (bytes) => text(bytes, readDpkg) },
    { name: 'ndb', good: buildNdb(blobs), read: (bytes) => readNdb(bytes, header) },
    { name: 'OpenPGP', good: signaturePacket('mldsa'), read: (bytes) => void readOpenpgpSignatures(bytes) },
    {
      name: 'PE',
      good: portableExecutable({ '.cmdline': 'fips=1', '.osrel': 'ID=x', '.uname': '6.6' }),
      read: (bytes) => void readUnifiedKernelImage(bytes),
    },
    { name: 'rpm header', good: rpmHeader(OPENSSL), read: header },
    { name: 'rpmmanifest', good: bytesOf(MANIFEST), read: (bytes) => text(bytes, readRpmmanifest) },
    { name: 'SPDX', good: bytesOf(JSON.stringify(SPDX)), read: (bytes) => text(bytes, readSpdxManifest) },
    { name: 'SQLite', good: database, read: (bytes) => readRpmSqlite(bytes, undefined, header) },
    { name: 'SQLite log', good: log, read: (bytes) => readRpmSqlite(database, bytes, header) },
  ];
}

/** Reads a good input with changes, as many times; throws what the reader throws, with the input. @returns the longest time, in ms */
export function readSpoiled({ name, good, read }: Spoilable, cases: number, seed: number): number {
  const random = xorshift(seed);
  let longestMs = 0;
  for (let index = 0; index < cases; index += 1) {
    const bytes = mutated(good, random);
    const before = performance.now();
    try {
      read(bytes);
    } catch (error) {
      throw new Error(`${name}, seed ${seed}, case ${index}: ${Buffer.from(bytes).toString('base64')}`, {
        cause: error,
      });
    }
    longestMs = Math.max(longestMs, performance.now() - before);
  }
  return longestMs;
}

function header(blob: Uint8Array): void {
  peekRpmName(blob);
  const read = readRpmHeader(blob);
  if (!read.ok) return;
  readRpmPackage(read.value);
  readRpmSignatures(read.value);
  readRpmFileDigests(read.value);
}

function readApk(words: string): void {
  const read = readApkInstalled(words);
  if (read.ok) for (const { stanza } of read.value) readApkDigests(stanza);
}

function readDpkg(words: string): void {
  const read = readDpkgStatus(words);
  if (read.ok) for (const { stanza } of read.value) readConffiles(stanza);
}

function text(bytes: Uint8Array, read: (words: string) => unknown): void {
  read(new TextDecoder().decode(bytes));
}

function bytesOf(words: string): Uint8Array {
  return new TextEncoder().encode(words);
}

const OPENSSL: RpmPackage = {
  name: 'openssl-libs',
  version: '3.5.4',
  release: '3.azl4',
  epoch: 1,
  arch: 'x86_64',
  vendor: 'Microsoft Corporation',
  buildTime: 1_785_402_000,
  files: [
    { path: '/usr/lib64/libcrypto.so.3', sha256: 'ab'.repeat(32) },
    { path: '/etc/pki/tls/openssl.cnf', sha256: 'cd'.repeat(32), flags: 1 },
  ],
  signature: 'rsa+mldsa',
};
const DEBIAN = {
  name: 'libssl3t64',
  version: '3.5.7-1~deb13u2',
  maintainer: 'somebody',
  description: 'shared libraries',
  conffiles: { '/etc/ssl/openssl.cnf': 'x' },
};
const MANIFEST =
  'openssl-libs\t3.3.5-4.azl3\t1760000000\t1750000000\tMicrosoft Corporation\t(none)\t5000000\tx86_64\t0\topenssl-3.3.5-4.azl3.src.rpm\n';
const SPDX = {
  spdxVersion: 'SPDX-2.2',
  SPDXID: 'SPDXRef-DOCUMENT',
  creationInfo: { created: '2026-05-06T08:12:40Z' },
  documentDescribes: ['SPDXRef-RootPackage'],
  packages: [
    { SPDXID: 'SPDXRef-RootPackage', name: 'image', versionInfo: '3' },
    {
      SPDXID: 'SPDXRef-0',
      name: 'openssl',
      versionInfo: '3.3.5-5.azl3',
      supplier: 'Organization: Microsoft Corporation',
      externalRefs: [{ referenceLocator: 'pkg:rpm/azurelinux/openssl@3?arch=x86_64' }],
    },
  ],
  relationships: [
    { spdxElementId: 'SPDXRef-DOCUMENT', relationshipType: 'DESCRIBES', relatedSpdxElement: 'SPDXRef-RootPackage' },
  ],
};
