import { readdir, stat } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { packages } from '../../../src/collect/packages.ts';
import { rootTree } from '../../../src/target/root-tree.ts';
import { buildBdb } from '../../support/bdb.ts';
import { harvestOf, statements } from '../../support/harvest.ts';
import { buildNdb } from '../../support/ndb.ts';
import { KEY_ID } from '../../support/openpgp.ts';
import { buildRpmdb, type RpmPackage, rpmHeader } from '../../support/rpm.ts';
import { buildTree } from '../../support/tree.ts';
import { databaseWithLog } from '../../support/wal.ts';

const RPMDB = '/usr/lib/sysimage/rpm/rpmdb.sqlite';
const OPENSSL: RpmPackage = {
  name: 'openssl-libs',
  version: '3.5.4',
  release: '3.azl4',
  epoch: 1,
  arch: 'x86_64',
  vendor: 'Microsoft Corporation',
  sourceRpm: 'openssl-3.5.4-3.azl4.src.rpm',
  signature: 'rsa+mldsa',
};
const BASH: RpmPackage = { name: 'bash', version: '5.3', release: '1.azl4', arch: 'x86_64' };
const GNUTLS: RpmPackage = { name: 'gnutls', version: '3.8.12', release: '1.azl4', arch: 'x86_64' };

const OPENSSL_VALUE = {
  manager: 'rpm',
  name: 'openssl-libs',
  version: '1:3.5.4-3.azl4',
  arch: 'x86_64',
  vendor: 'Microsoft Corporation',
  source: 'openssl-3.5.4-3.azl4.src.rpm',
  signatures: [
    { algorithm: 'RSA', digest: 'SHA-256', keyId: KEY_ID },
    { algorithm: 'ML-DSA-87+Ed448', digest: 'SHA3-512', keyId: KEY_ID },
  ],
};

describe('an rpm database', () => {
  it('gives its count and each package that decides cryptography', async () => {
    const harvest = await harvestOf(packages, { [RPMDB]: await buildRpmdb([BASH, OPENSSL]) });
    expect(statements(harvest)).toEqual([
      { kind: 'package.inventory', subject: 'rpm', value: { manager: 'rpm', path: RPMDB, total: 2, relevant: 1 } },
      { kind: 'package.installed', subject: 'openssl-libs', value: OPENSSL_VALUE },
    ]);
    expect(harvest.facts.map((each) => each.evidence)).toEqual([
      [{ at: { in: 'file', path: RPMDB }, quote: '2 packages' }],
      [{ at: { in: 'file', path: RPMDB }, quote: 'openssl-libs-1:3.5.4-3.azl4.x86_64' }],
    ]);
    expect(harvest.gaps).toEqual([]);
  });

  it('is read once where the old place is a link to the new one', async () => {
    const harvest = await harvestOf(packages, {
      [RPMDB]: await buildRpmdb([OPENSSL]),
      '/var/lib/rpm': { link: '../../usr/lib/sysimage/rpm' },
    });
    expect(inventories(harvest)).toEqual([{ manager: 'rpm', path: RPMDB, total: 1, relevant: 1 }]);
  });

  it('of an ostree base stands in only where there is no other', async () => {
    const base = '/usr/lib/sysimage/rpm-ostree-base-db/rpmdb.sqlite';
    const database = await buildRpmdb([OPENSSL]);
    const alone = await harvestOf(packages, { [base]: database });
    const beside = await harvestOf(packages, { [base]: database, '/usr/share/rpm/rpmdb.sqlite': database });
    expect(inventories(alone).map((each) => each.path)).toEqual([base]);
    expect(inventories(beside).map((each) => each.path)).toEqual(['/usr/share/rpm/rpmdb.sqlite']);
  });

  it('includes what is committed in its write-ahead log only, and nothing is written beside it', async () => {
    const { database, log } = await databaseWithLog([BASH], [OPENSSL, GNUTLS]);
    const root = await buildTree({ [RPMDB]: database, [`${RPMDB}-wal`]: log });
    const before = await traces(root);
    const harvest = await packages.collect({ files: rootTree(root) }, AbortSignal.timeout(5000));
    expect(inventories(harvest)).toEqual([{ manager: 'rpm', path: RPMDB, total: 3, relevant: 2 }]);
    expect(harvest.gaps).toEqual([]);
    expect(await traces(root)).toEqual(before);
  });

  it('with an unfinished transaction is read as it stands, and says so', async () => {
    const hot = Uint8Array.of(0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7, 0, 0, 0, 1);
    const harvest = await harvestOf(packages, { [RPMDB]: await buildRpmdb([OPENSSL]), [`${RPMDB}-journal`]: hot });
    expect(inventories(harvest)).toHaveLength(1);
    expect(reasons(harvest)).toEqual([
      `${RPMDB}: package database damaged, what was readable is counted: a journal beside it says that a transaction was not finished`,
    ]);
  });

  it('that is cut short keeps what was read, and says where it broke', async () => {
    const many = Array.from({ length: 400 }, (_, at) => ({ path: `/usr/share/x/${at}`, sha256: 'ab'.repeat(32) }));
    const whole = await buildRpmdb([OPENSSL, { ...GNUTLS, files: many }, BASH]);
    const harvest = await harvestOf(packages, { [RPMDB]: whole.subarray(0, whole.length - 4 * 4096) });
    expect(inventories(harvest)).toEqual([{ manager: 'rpm', path: RPMDB, total: 3, relevant: 1 }]);
    const pages = whole.length / 4096;
    expect(reasons(harvest)).toEqual([
      `${RPMDB}: package database damaged, what was readable is counted: cut short: has ${pages - 4} of ${pages} pages (byte ${whole.length - 4 * 4096}); row 2: its chain leads to page 9 of ${pages} (byte 4096)`,
    ]);
  });

  it('never passes for an empty one, at whatever place it is cut', async () => {
    const whole = await buildRpmdb([OPENSSL, GNUTLS, BASH]);
    for (let length = 0; length < whole.length; length += 811) {
      const harvest = await harvestOf(packages, { [RPMDB]: whole.subarray(0, length) });
      expect(harvest.gaps.length, `cut at ${length}`).toBeGreaterThan(0);
    }
  });

  it('of bytes that are none is a gap', async () => {
    const harvest = await harvestOf(packages, { [RPMDB]: new Uint8Array(9000).fill(0x41) });
    expect(reasons(harvest)).toEqual([
      `${RPMDB}: package database damaged, what was readable is counted: wants an SQLite 3 database (byte 0)`,
    ]);
  });

  it.each([
    ['/usr/lib/sysimage/rpm/Packages.db', 'ndb', buildNdb],
    ['/var/lib/rpm/Packages', 'Berkeley DB', buildBdb],
    ['/var/lib/rpm/Packages', 'big-endian Berkeley DB', (blobs) => buildBdb(blobs, { bigEndian: true })],
  ] as readonly [string, string, (blobs: readonly Uint8Array[]) => Uint8Array][])(
    'in an older format gives the same: %s, %s',
    async (path, _, build) => {
      const harvest = await harvestOf(packages, { [path]: build([BASH, OPENSSL].map(rpmHeader)) });
      expect(statements(harvest)).toEqual([
        { kind: 'package.inventory', subject: 'rpm', value: { manager: 'rpm', path, total: 2, relevant: 1 } },
        { kind: 'package.installed', subject: 'openssl-libs', value: OPENSSL_VALUE },
      ]);
      expect(harvest.gaps).toEqual([]);
    },
  );

  it.each([
    ['/var/lib/rpm/Packages', 'Berkeley DB: wants 36 bytes of its first page, has 1 (byte 0)'],
    ['/usr/lib/sysimage/rpm/Packages.db', 'wants an ndb database (RpmP) (byte 0)'],
  ])('in an older format that is none is a gap: %s', async (path, problem) => {
    const harvest = await harvestOf(packages, { [path]: 'x' });
    expect(inventories(harvest)).toEqual([{ manager: 'rpm', path, total: 0, relevant: 0 }]);
    expect(reasons(harvest)).toEqual([`${path}: package database damaged, what was readable is counted: ${problem}`]);
  });

  it('whose chains of pages go round in a circle names the place', async () => {
    const database = Buffer.from(buildBdb([rpmHeader(OPENSSL), new Uint8Array(9000)]));
    database.writeUInt32LE(3, 3 * 4096 + 16);
    const path = '/var/lib/rpm/Packages';
    const harvest = await harvestOf(packages, { [path]: database });
    expect(inventories(harvest)).toEqual([{ manager: 'rpm', path, total: 2, relevant: 1 }]);
    expect(reasons(harvest)).toEqual([
      `${path}: package database damaged, what was readable is counted: page 1, entry 5: its chain comes to page 3 again (byte 8148)`,
    ]);
  });
});

type Harvest = Awaited<ReturnType<typeof harvestOf>>;

function inventories(harvest: Harvest) {
  return harvest.facts.flatMap((each) => (each.kind === 'package.inventory' ? [each.value] : []));
}

function reasons(harvest: Harvest): readonly string[] {
  return harvest.gaps.filter((gap) => gap.kind === 'package.installed').map((gap) => gap.why);
}

/** Every file below with size and times, to the nanosecond; reading may move the access time only. */
async function traces(root: string): Promise<readonly string[]> {
  const names = (await readdir(root, { recursive: true })).toSorted();
  return Promise.all(
    names.map(async (name) => {
      const { size, mtimeNs, ctimeNs } = await stat(`${root}/${name}`, { bigint: true });
      return `${name} ${size} ${mtimeNs} ${ctimeNs}`;
    }),
  );
}
