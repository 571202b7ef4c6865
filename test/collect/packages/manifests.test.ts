import { describe, expect, it } from 'vitest';
import { packages } from '../../../src/collect/packages.ts';
import { harvestOf, statements } from '../../support/harvest.ts';
import { buildRpmdb } from '../../support/rpm.ts';

const MANIFEST = '/var/lib/rpmmanifest/container-manifest-2';
const LINE =
  'openssl-libs\t3.3.5-4.azl3\t1760000000\t1750000000\tMicrosoft Corporation\t(none)\t5000000\tx86_64\t0\topenssl-3.3.5-4.azl3.src.rpm\n';
const SPDX = '/usr/share/os-manifests/package-manifest.spdx.json';
const document = (name: string) =>
  JSON.stringify({
    spdxVersion: 'SPDX-2.2',
    creationInfo: { created: '2026-09-01T00:00:00Z' },
    packages: [
      { SPDXID: 'SPDXRef-DocumentRoot', name: 'azurecontainerlinux', versionInfo: '3.0.20260901' },
      { SPDXID: `SPDXRef-${name}`, name, versionInfo: '3.3.5-4.azl3' },
      { SPDXID: 'SPDXRef-bash', name: 'bash', versionInfo: '5.2-1.azl3' },
    ],
  });

it('reads the manifest of a distroless image', async () => {
  const harvest = await harvestOf(packages, { [MANIFEST]: LINE.replace('openssl-libs', 'bash') + LINE });
  expect(statements(harvest)).toEqual([
    {
      kind: 'package.inventory',
      subject: 'rpmmanifest',
      value: { manager: 'rpmmanifest', path: MANIFEST, total: 2, relevant: 1 },
    },
    {
      kind: 'package.installed',
      subject: 'openssl-libs',
      value: {
        manager: 'rpmmanifest',
        name: 'openssl-libs',
        version: '3.3.5-4.azl3',
        arch: 'x86_64',
        vendor: 'Microsoft Corporation',
        source: 'openssl-3.3.5-4.azl3.src.rpm',
        built: { host: null, time: '2025-06-15T15:06:40Z' },
        signatures: [],
      },
    },
  ]);
  expect(harvest.facts[1]?.evidence[0].at).toEqual({ in: 'file', path: MANIFEST, line: 2 });
  expect(harvest.gaps).toEqual([]);
});

it('reads the shorter list of a distroless image where there is no other', async () => {
  const path = '/var/lib/rpmmanifest/container-manifest-1';
  const short = { [path]: 'bash.5.2-1.azl3.x86_64\nopenssl-libs.3.3.5-4.azl3.x86_64\n' };
  const inventories = async (tree: Record<string, string>) =>
    (await harvestOf(packages, tree)).facts.flatMap((each) => (each.kind === 'package.inventory' ? [each.value] : []));
  expect(await inventories(short)).toEqual([{ manager: 'rpmmanifest', path, total: 2, relevant: 1 }]);
  expect((await inventories({ ...short, [MANIFEST]: LINE })).map((each) => each.path)).toEqual([MANIFEST]);
});

describe('an SPDX manifest', () => {
  it('is read with those of the extensions, and each says that it proves no absence', async () => {
    const extension = '/usr/share/os-manifests/package-manifest.fips.spdx.json';
    const harvest = await harvestOf(packages, { [SPDX]: document('openssl-libs'), [extension]: document('SymCrypt') });
    expect(statements(harvest)).toMatchObject([
      { subject: 'spdx', value: { manager: 'spdx', path: extension, total: 2, relevant: 1 } },
      { subject: 'SymCrypt', value: { manager: 'spdx', version: '3.3.5-4.azl3' } },
      { subject: 'spdx', value: { manager: 'spdx', path: SPDX, total: 2, relevant: 1 } },
      { subject: 'openssl-libs', value: { manager: 'spdx', version: '3.3.5-4.azl3' } },
    ]);
    expect(harvest.gaps.map((gap) => [gap.kind, gap.why])).toEqual(
      [extension, SPDX].map((path) => [
        'package.installed',
        `no package database; the SPDX manifest ${path} was written for azurecontainerlinux 3.0.20260901 (2026-09-01T00:00:00Z) and nothing ties it to the files that are here now: a package that it does not name may still be installed`,
      ]),
    );
  });

  it('does not count beside a database', async () => {
    const rpmdb = await buildRpmdb([{ name: 'openssl', version: '3.5.4', release: '3.azl4', arch: 'x86_64' }]);
    const harvest = await harvestOf(packages, {
      '/usr/lib/sysimage/rpm/rpmdb.sqlite': rpmdb,
      [SPDX]: document('gnutls'),
    });
    expect(harvest.facts.map((each) => each.subject)).toEqual(['rpm', 'openssl']);
    expect(harvest.gaps).toEqual([]);
  });

  it('that is no JSON is a gap', async () => {
    const harvest = await harvestOf(packages, { [SPDX]: document('openssl').slice(0, -9) });
    expect(harvest.facts).toEqual([]);
    expect(harvest.gaps.map((gap) => gap.why)).toEqual([
      `${SPDX}: SPDX manifest: wants one JSON object (line 1)`,
      `${SPDX}: SPDX manifest: wants one JSON object (line 1)`,
    ]);
  });
});
