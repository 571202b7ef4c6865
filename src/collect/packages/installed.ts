import type { DigestAlgorithm, FileDigest } from '../../codec/packages/record.ts';
import { type TargetPath, targetPath } from '../../facts/locator.ts';
import type { FileView } from '../../target/views.ts';
import { readApk } from './apk.ts';
import { readChisel } from './chisel.ts';
import { joinReadings, type PackageDatabase, packageGaps, type Reading, type RelevantPackage } from './database.ts';
import { readDpkg } from './dpkg.ts';
import { readRpmmanifests, readSpdxManifests } from './manifests.ts';
import { readRpm } from './rpm.ts';

/** What a package says that one of its files should hash to. */
export interface PackageDigest {
  readonly algorithm: DigestAlgorithm;
  /** Lower-case hexadecimal. */
  readonly digest: string;
  /** Name and version of the package. */
  readonly package: string;
}

/** Where databases, manifests and the digests beside them lie, for a collector's `opens`. */
export const packageDatabasePaths: readonly string[] = [
  '/lib/apk/db/installed',
  '/usr/lib/apk/db/installed',
  '/usr/lib/sysimage/rpm/*',
  '/usr/lib/sysimage/rpm-ostree-base-db/*',
  '/usr/share/os-manifests/*.spdx.json',
  '/usr/share/rpm/*',
  '/var/lib/chisel/manifest.wall',
  '/var/lib/dpkg/diversions',
  '/var/lib/dpkg/info/*.md5sums',
  '/var/lib/dpkg/status',
  '/var/lib/dpkg/status.d/*',
  '/var/lib/rpm/*',
  '/var/lib/rpmmanifest/container-manifest-1',
  '/var/lib/rpmmanifest/container-manifest-2',
];

/** The package databases of a target. Each view is read once: collectors that ask again get the same answer. */
export function installedPackages(files: FileView): Promise<Reading> {
  const known = READINGS.get(files) ?? readAll(files);
  READINGS.set(files, known);
  return known;
}

/**
 * What the package that owns a file of cryptography says of its content; undefined where no database names the file, where
 * packages disagree, or where its database could not be read. Only packages that decide cryptography are asked.
 * @param path the real path; /lib and /usr/lib are taken for one, as on every system that has merged them
 */
export async function packageDigest(files: FileView, path: TargetPath): Promise<PackageDigest | undefined> {
  const { databases } = await installedPackages(files);
  const packages = databases.flatMap((database: PackageDatabase) => database.relevant);
  const found: PackageDigest[] = [];
  for (const each of packages) {
    const entry = (await digestsOf(each))?.get(mergedUsr(path));
    if (entry === undefined) continue;
    const { algorithm, digest } = entry;
    found.push({ algorithm, digest, package: `${each.record.name} ${each.record.version}` });
  }
  const [first, ...others] = found;
  return others.some((other) => other.digest !== first?.digest) ? undefined : first;
}

/** Manifests are asked only where no database holds anything. A system without a single package is one that was not seen. */
async function readAll(files: FileView): Promise<Reading> {
  const databases = joinReadings(
    await Promise.all([readApk(files), readChisel(files), readDpkg(files), readRpm(files)]),
  );
  if (holdsPackages(databases)) return databases;
  const rpmmanifest = joinReadings([databases, await readRpmmanifests(files)]);
  if (holdsPackages(rpmmanifest)) return rpmmanifest;
  const all = joinReadings([rpmmanifest, await readSpdxManifests(files)]);
  if (holdsPackages(all) || all.gaps.length > 0) return all;
  const why = 'no package database or package manifest with anything in it at any known place';
  return { ...all, gaps: packageGaps({ in: 'file', path: targetPath('/') }, why) };
}

function holdsPackages(reading: Reading): boolean {
  return reading.databases.some((each) => each.total > 0);
}

/** By path, as `mergedUsr` writes it; null where nothing keeps digests of this package. */
export function digestsOf(each: RelevantPackage): Promise<ReadonlyMap<string, FileDigest> | null> {
  const known =
    DIGESTS.get(each) ??
    each.digests().then((all) => (all === null ? null : new Map(all.map((one) => [mergedUsr(one.path), one]))));
  DIGESTS.set(each, known);
  return known;
}

/** /lib and /usr/lib are one on every system of today; packages write either. */
function mergedUsr(path: string): string {
  return path.replace(/^\/(bin|lib|lib32|lib64|libx32|sbin)\//, '/usr/$1/');
}

const READINGS = new WeakMap<FileView, Promise<Reading>>();
const DIGESTS = new WeakMap<RelevantPackage, Promise<ReadonlyMap<string, FileDigest> | null>>();
