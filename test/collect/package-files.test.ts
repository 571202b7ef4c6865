import { createHash } from 'node:crypto';
import { zstdCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { packageFiles } from '../../src/collect/package-files.ts';
import { harvestOf } from '../support/harvest.ts';
import { undeclaredReads } from '../support/opened.ts';
import { buildRpmdb, type RpmFile } from '../support/rpm.ts';
import type { Tree } from '../support/tree.ts';
import { trees } from '../trees/index.ts';

const CRYPTO = '/usr/lib64/libcrypto.so.3';
const SSL = '/usr/lib64/libssl.so.3';
const SETTINGS = '/etc/pki/tls/openssl.cnf';

describe('files of an rpm package', () => {
  it('are intact where they hash to what the database says, and those of no interest are not looked at', async () => {
    const files = [
      own(CRYPTO, 'crypto'),
      own('/usr/share/doc/openssl/README', 'x'),
      own(SETTINGS, 'cnf', { flags: 17 }),
    ];
    expect(await statesOf({ [CRYPTO]: 'crypto', [SETTINGS]: 'cnf', ...(await rpm(files)) })).toEqual({
      'openssl-libs 1:3.5.4-3.azl4': [`${SETTINGS} configuration sha256 intact`, `${CRYPTO} code sha256 intact`],
    });
  });

  it('are altered, missing or hidden, each by itself', async () => {
    const files = [own(CRYPTO, 'crypto'), own(SSL, 'ssl'), own('/usr/bin/openssl', 'program'), own(SETTINGS, 'cnf')];
    const tree = { [CRYPTO]: 'other', '/usr/bin/openssl': { dir: true as const }, [SETTINGS]: 'mine' };
    expect(await statesOf({ ...tree, ...(await rpm(files)) })).toEqual({
      'openssl-libs 1:3.5.4-3.azl4': [
        `${SETTINGS} configuration sha256 altered`,
        '/usr/bin/openssl code sha256 unknown',
        `${CRYPTO} code sha256 altered`,
        `${SSL} code sha256 missing`,
      ],
    });
  });

  it('name what changed in their evidence', async () => {
    const tree = { [CRYPTO]: 'other', ...(await rpm([own(CRYPTO, 'crypto')])) };
    const { facts } = await harvestOf(packageFiles, tree);
    expect(facts.map((each) => each.evidence)).toEqual([
      [
        { at: { in: 'file', path: '/var/lib/rpm/rpmdb.sqlite' }, quote: 'openssl-libs-1:3.5.4-3.azl4.x86_64' },
        { at: { in: 'file', path: CRYPTO }, quote: 'altered: sha256 of openssl-libs 1:3.5.4-3.azl4' },
      ],
    ]);
  });

  it('that packages of two architectures share are intact if they are what one of them brought', async () => {
    const common = { name: 'openssl-libs', version: '3', release: '1' };
    const database = await buildRpmdb([
      { ...common, arch: 'x86_64', files: [own('/usr/bin/openssl', 'wide')] },
      { ...common, arch: 'i686', files: [own('/usr/bin/openssl', 'narrow')] },
    ]);
    const states = await statesOf({ '/usr/bin/openssl': 'wide', '/var/lib/rpm/rpmdb.sqlite': database });
    expect(Object.values(states).flat()).toEqual(['/usr/bin/openssl code sha256 intact']);
  });
});

describe('files of a dpkg package', () => {
  const library = '/usr/lib/x86_64-linux-gnu/libcrypto.so.3';

  it('are compared by MD5, settings too, wherever the package says that /lib lies', async () => {
    const status = `Package: libssl3t64\nStatus: install ok installed\nArchitecture: amd64\nMulti-Arch: same\nVersion: 3.5.7\nConffiles:\n /etc/ssl/openssl.cnf ${md5('cnf')}\n\n`;
    const sums = `${md5('crypto')}  lib/x86_64-linux-gnu/libcrypto.so.3\n`;
    const tree = {
      '/var/lib/dpkg/status': status,
      '/var/lib/dpkg/info/libssl3t64:amd64.md5sums': sums,
      [library]: 'crypto',
      '/etc/ssl/openssl.cnf': 'changed',
    };
    const expected = ['/etc/ssl/openssl.cnf configuration md5 altered', `${library} code md5 intact`];
    expect(await statesOf(tree)).toEqual({ 'libssl3t64 3.5.7': expected });
    const { '/var/lib/dpkg/info/libssl3t64:amd64.md5sums': moved, ...rest } = tree;
    expect(await statesOf({ ...rest, '/var/lib/dpkg/info/libssl3t64.md5sums': moved })).toEqual({
      'libssl3t64 3.5.7': expected,
    });
  });

  it('are looked for where another package has diverted them to', async () => {
    const diverted = `${library}.distrib`;
    const tree = {
      '/var/lib/dpkg/status': 'Package: libssl3t64\nStatus: install ok installed\nVersion: 3\n\n',
      '/var/lib/dpkg/info/libssl3t64.md5sums': `${md5('crypto')}  usr/lib/x86_64-linux-gnu/libcrypto.so.3\n`,
      '/var/lib/dpkg/diversions': `${library}\n${diverted}\nother-crypto\n`,
      [library]: 'of another',
      [diverted]: 'crypto',
    };
    expect(await statesOf(tree)).toEqual({ 'libssl3t64 3': [`${diverted} code md5 intact`] });
  });

  it('without digests are a gap, which names their package', async () => {
    const status = 'Package: libssl3t64\nStatus: install ok installed\nVersion: 3\n\n';
    const { facts, gaps } = await harvestOf(packageFiles, { '/var/lib/dpkg/status': status });
    expect(facts).toEqual([]);
    expect(gaps).toEqual([
      {
        kind: 'package.files',
        subject: 'installed files',
        why: 'nothing here says what the files of libssl3t64 should hash to',
      },
    ]);
  });
});

it('compares a file of apk by SHA-1, and a link by what it says', async () => {
  const installed = `P:libcrypto3\nV:3.6.3-r0\nF:usr/lib\nR:libcrypto.so.3\nZ:Q1${sha1('crypto')}\nR:libcrypto.so\nZ:Q1${sha1('libcrypto.so.3')}\n\n`;
  const tree = {
    '/usr/lib/apk/db/installed': installed,
    '/usr/lib/libcrypto.so.3': 'crypto',
    '/usr/lib/libcrypto.so': { link: 'libcrypto.so.3' },
  };
  expect(await statesOf(tree)).toEqual({
    'libcrypto3 3.6.3-r0': ['/usr/lib/libcrypto.so code sha1 intact', '/usr/lib/libcrypto.so.3 code sha1 intact'],
  });
  expect(await statesOf({ ...tree, '/usr/lib/libcrypto.so': { link: '/opt/mine.so' } })).toEqual({
    'libcrypto3 3.6.3-r0': ['/usr/lib/libcrypto.so code sha1 missing', '/usr/lib/libcrypto.so.3 code sha1 intact'],
  });
});

it('compares the files of a chiselled image with the digests of its manifest', async () => {
  const path = '/usr/lib/x86_64-linux-gnu/libcrypto.so.3';
  const lines = [
    { jsonwall: '1.0', schema: '1.0', count: 3 },
    { kind: 'package', name: 'libssl3t64', version: '3.0.13', sha256: 'aa'.repeat(32), arch: 'amd64' },
    { kind: 'path', path, mode: '0644', slices: ['libssl3t64_libs'], sha256: sha256('crypto'), size: 6 },
  ];
  const manifest = zstdCompressSync(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  expect(await statesOf({ '/var/lib/chisel/manifest.wall': manifest, [path]: 'crypto' })).toEqual({
    'libssl3t64 3.0.13': [`${path} code sha256 intact`],
  });
});

it('says once that a manifest without digests proves nothing', async () => {
  const { facts, gaps } = await harvestOf(packageFiles, await trees['azure-container-linux-fips']());
  expect(facts).toEqual([]);
  expect(gaps.map(({ subject, why }) => `${subject}: ${why}`)).toEqual([
    'installed files: nothing here says what the files of SymCrypt, SymCrypt-OpenSSL, openssl, openssl-libs should hash to',
  ]);
});

it('cannot tell where a database cannot be read', async () => {
  const { facts, gaps } = await harvestOf(packageFiles, { '/var/lib/rpm/Packages': 'x' });
  expect([facts, gaps.map(({ kind, why }) => `${kind}: ${why}`)]).toEqual([
    [],
    [
      'package.files: /var/lib/rpm/Packages: package database damaged, what was readable is counted: Berkeley DB: wants 36 bytes of its first page, has 1 (byte 0)',
    ],
  ]);
});

it('reads only what it has declared', async () => {
  for (const name of ['debian-13', 'rhel-9-certified', 'chainguard-fips', 'sles-15'] as const)
    expect(await undeclaredReads(packageFiles, await trees[name]())).toEqual([]);
});

async function statesOf(tree: Tree): Promise<Readonly<Record<string, readonly string[]>>> {
  const { facts, gaps } = await harvestOf(packageFiles, tree);
  expect(gaps).toEqual([]);
  const states = facts.flatMap((each) => (each.kind === 'package.files' ? [each.value] : []));
  return Object.fromEntries(
    states.map(({ package: name, version, files }) => [
      `${name} ${version}`,
      files.map(({ path, role, algorithm, state }) => `${path} ${role} ${algorithm} ${state}`),
    ]),
  );
}

async function rpm(files: readonly RpmFile[]): Promise<Tree> {
  const openssl = { name: 'openssl-libs', version: '3.5.4', release: '3.azl4', epoch: 1, arch: 'x86_64', files };
  return { '/var/lib/rpm/rpmdb.sqlite': await buildRpmdb([openssl]) };
}

function own(path: string, content: string, more: Partial<RpmFile> = {}): RpmFile {
  return { path, sha256: sha256(content), ...more };
}

function md5(content: string): string {
  return createHash('md5').update(content).digest('hex');
}

function sha1(content: string): string {
  return createHash('sha1').update(content).digest('base64');
}

function sha256(content: string): string {
  return createHash('sha256').update(content).digest('hex');
}
