import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readBdb } from '../../../src/codec/packages/rpm-bdb.ts';
import { readRpmHeader } from '../../../src/codec/packages/rpm-header.ts';
import { readRpmFileDigests, readRpmPackage, readRpmSignatures } from '../../../src/codec/packages/rpm-package.ts';
import { packageDigest } from '../../../src/collect/packages/installed.ts';
import { packages } from '../../../src/collect/packages.ts';
import { targetPath } from '../../../src/facts/locator.ts';
import { rootTree } from '../../../src/target/root-tree.ts';
import { harvestOf, statements } from '../../support/harvest.ts';
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
        built: {
          host: 'e19b8692c000000.ht1ns0ouqntujedigyzl2sqdzc.xx.internal.cloudapp.net',
          time: '2022-01-25T01:43:04Z',
        },
        signatures,
      },
      {
        manager: 'rpm',
        name: 'ca-certificates-base',
        version: '1:2.0.0-1.cm2',
        arch: 'noarch',
        vendor: 'Microsoft Corporation',
        source: 'ca-certificates-2.0.0-1.cm2.src.rpm',
        built: {
          host: 'e19b8692c000000.ht1ns0ouqntujedigyzl2sqdzc.xx.internal.cloudapp.net',
          time: '2022-01-25T02:22:52Z',
        },
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

describe.skipIf(missing)('the ndb database of SUSE Linux Enterprise 15', () => {
  const path = '/usr/lib/sysimage/rpm/Packages.db';

  it('has 35 packages, two of which decide cryptography', async () => {
    const harvest = await harvestOf(packages, { [path]: unpacked('sle15-bci-Packages.db.ndb.gz') });
    expect(harvest.gaps).toEqual([]);
    expect(statements(harvest)).toMatchInlineSnapshot(`
      [
        {
          "kind": "package.inventory",
          "subject": "rpm",
          "value": {
            "manager": "rpm",
            "path": "/usr/lib/sysimage/rpm/Packages.db",
            "relevant": 2,
            "total": 35,
          },
        },
        {
          "kind": "package.installed",
          "subject": "ca-certificates-mozilla-prebuilt",
          "value": {
            "arch": "noarch",
            "built": {
              "host": "sheep23",
              "time": "2021-10-07T14:43:43Z",
            },
            "manager": "rpm",
            "name": "ca-certificates-mozilla-prebuilt",
            "signatures": [
              {
                "algorithm": "RSA",
                "digest": "SHA-256",
                "keyId": "70af9e8139db7c82",
              },
            ],
            "source": "ca-certificates-mozilla-prebuilt-2.44-21.1.src.rpm",
            "vendor": "SUSE LLC <https://www.suse.com/>",
            "version": "2.44-21.1",
          },
        },
        {
          "kind": "package.installed",
          "subject": "libgcrypt20",
          "value": {
            "arch": "x86_64",
            "built": {
              "host": "sheep02",
              "time": "2021-06-15T07:03:49Z",
            },
            "manager": "rpm",
            "name": "libgcrypt20",
            "signatures": [
              {
                "algorithm": "RSA",
                "digest": "SHA-256",
                "keyId": "70af9e8139db7c82",
              },
            ],
            "source": "libgcrypt-1.8.2-8.39.1.src.rpm",
            "vendor": "SUSE LLC <https://www.suse.com/>",
            "version": "1.8.2-8.39.1",
          },
        },
      ]
    `);
  });

  it('cut at any page gives what is left, and says so', async () => {
    const whole = unpacked('sle15-bci-Packages.db.ndb.gz');
    for (const length of [16, 4096, 100_000, 1_000_000, whole.length - 1]) {
      const harvest = await harvestOf(packages, { [path]: whole.subarray(0, length) });
      expect(harvest.gaps.length, `cut at ${length}`).toBeGreaterThan(0);
    }
  });
});

describe.skipIf(missing)('a real Berkeley DB database', () => {
  const path = '/var/lib/rpm/Packages';

  it('has one package, which decides nothing', async () => {
    const harvest = await harvestOf(packages, { [path]: unpacked('libuuid-Packages.bdb.gz') });
    expect(harvest.gaps).toEqual([]);
    expect(statements(harvest)).toEqual([
      { kind: 'package.inventory', subject: 'rpm', value: { manager: 'rpm', path, total: 1, relevant: 0 } },
    ]);
  });

  it('holds the whole header of that package', () => {
    const headers: Uint8Array[] = [];
    expect(readBdb(unpacked('libuuid-Packages.bdb.gz'), (blob) => headers.push(blob))).toEqual({
      ok: true,
      value: 1,
      oddities: [],
    });
    const read = readRpmHeader(headers[0] ?? new Uint8Array());
    if (!read.ok) throw new Error(read.problem);
    expect(readRpmPackage(read.value)).toMatchInlineSnapshot(`
      {
        "oddities": [],
        "ok": true,
        "value": {
          "arch": "x86_64",
          "built": {
            "host": "x86-038.build.eng.bos.redhat.com",
            "time": "2023-04-03T09:55:23Z",
          },
          "name": "libuuid",
          "source": "util-linux-2.32.1-42.el8_8.src.rpm",
          "vendor": "Red Hat, Inc.",
          "version": "2.32.1-42.el8_8",
        },
      }
    `);
    expect(readRpmSignatures(read.value)).toMatchInlineSnapshot(`
      {
        "oddities": [],
        "ok": true,
        "value": [
          {
            "algorithm": "RSA",
            "digest": "SHA-256",
            "keyId": "199e2f91fd431d51",
            "version": 3,
          },
        ],
      }
    `);
    expect(readRpmFileDigests(read.value)).toMatchInlineSnapshot(`
      {
        "oddities": [],
        "ok": true,
        "value": [
          {
            "algorithm": "sha256",
            "digest": "3c8f59a0e39cce53501045859f5c9a86b82fedd558a2f4110ab1823047b43745",
            "path": "/usr/lib64/libuuid.so.1.3.0",
          },
          {
            "algorithm": "sha256",
            "digest": "f051c5b2e7ed25acac4b79d22b9e5df80447c16f9ec543d6ed21c213c576f6aa",
            "path": "/usr/share/licenses/libuuid/COPYING",
          },
          {
            "algorithm": "sha256",
            "digest": "9b718a9460fed5952466421235bc79eb49d4e9eacc920d7a9dd6285ab8fd6c6d",
            "path": "/usr/share/licenses/libuuid/COPYING.BSD-3",
          },
        ],
      }
    `);
  });
});

function unpacked(file: string): Uint8Array {
  return Uint8Array.from(gunzipSync(readFileSync(join(RPMDBS, file))));
}
