import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { packageDigest } from '../../../src/collect/packages/installed.ts';
import { packages } from '../../../src/collect/packages.ts';
import { targetPath } from '../../../src/facts/locator.ts';
import { rootTree } from '../../../src/target/root-tree.ts';
import { harvestOf } from '../../support/harvest.ts';
import { buildTree } from '../../support/tree.ts';

const RPMDBS = join(import.meta.dirname, '../../../../shared/rpmdb');
const missing = !existsSync(RPMDBS);
if (missing) console.warn(`skipped: the real rpm databases are not at ${RPMDBS}`);

describe.skipIf(missing)('the database of CBL-Mariner 2.0', () => {
  const tree = () => ({ '/var/lib/rpm/rpmdb.sqlite': unpacked('cbl-mariner-2.0-rpmdb.sqlite.gz') });

  it('has 129 packages, 13 of which decide cryptography', async () => {
    const harvest = await harvestOf(packages, tree());
    expect(harvest.gaps).toEqual([]);
    expect(harvest.facts.filter((each) => each.kind === 'package.inventory').map((each) => each.value)).toEqual([
      { manager: 'rpm', path: '/var/lib/rpm/rpmdb.sqlite', total: 129, relevant: 13 },
    ]);
    expect(
      harvest.facts
        .filter((each) => each.kind === 'package.installed')
        .map((each) => each.subject)
        .toSorted(),
    ).toEqual([
      'ca-certificates-base',
      'ca-certificates-shared',
      'ca-certificates-tools',
      'cryptsetup-libs',
      'gnupg2',
      'krb5',
      'libgcrypt',
      'libssh2',
      'nss-libs',
      'openssl',
      'openssl-libs',
      'p11-kit',
      'p11-kit-trust',
    ]);
  });

  it('says of openssl-libs and of a package with an epoch all that it knows', async () => {
    const harvest = await harvestOf(packages, tree());
    const signatures = [{ algorithm: 'RSA', digest: 'SHA-256', keyId: '0cd9fed33135ce90' }];
    const found = harvest.facts.filter((each) => ['openssl-libs', 'ca-certificates-base'].includes(each.subject));
    expect(found.map((each) => each.value)).toEqual([
      {
        manager: 'rpm',
        name: 'openssl-libs',
        version: '1.1.1k-7.cm2',
        arch: 'x86_64',
        vendor: 'Microsoft Corporation',
        source: 'openssl-1.1.1k-7.cm2.src.rpm',
        signatures,
      },
      {
        manager: 'rpm',
        name: 'ca-certificates-base',
        version: '1:2.0.0-1.cm2',
        arch: 'noarch',
        vendor: 'Microsoft Corporation',
        source: 'ca-certificates-2.0.0-1.cm2.src.rpm',
        signatures,
      },
    ]);
  });

  it('knows the digest of libcrypto', async () => {
    const files = rootTree(await buildTree(tree()));
    expect(await packageDigest(files, targetPath('/usr/lib/libcrypto.so.1.1.1k'))).toEqual({
      algorithm: 'sha256',
      digest: '3d5a875912971212f995fe659b2bded2745d9f64b8b40b8758b5598051e4e82c',
      package: 'openssl-libs 1.1.1k-7.cm2',
    });
  });
});

describe.skipIf(missing)('a real database of an older format', () => {
  it.each([
    ['/usr/lib/sysimage/rpm/Packages.db', 'sle15-bci-Packages.db.ndb.gz', 'ndb'],
    ['/var/lib/rpm/Packages', 'libuuid-Packages.bdb.gz', 'Berkeley DB'],
  ])('is recognised and not read: %s', async (path, file, format) => {
    const harvest = await harvestOf(packages, { [path]: unpacked(file) });
    expect(harvest.facts).toEqual([]);
    expect([...new Set(harvest.gaps.map((gap) => gap.why))]).toEqual([`${path}: ${format} package database: not read`]);
  });
});

function unpacked(file: string): Uint8Array {
  return Uint8Array.from(gunzipSync(readFileSync(join(RPMDBS, file))));
}
