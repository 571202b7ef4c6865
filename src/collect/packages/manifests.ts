import type { PackageRecord } from '../../codec/packages/record.ts';
import { readRpmmanifest, readShortRpmmanifest } from '../../codec/packages/rpmmanifest.ts';
import { readSpdxManifest, type SpdxManifest } from '../../codec/packages/spdx-manifest.ts';
import { describeProblem } from '../../codec/parsed.ts';
import { describeLocator, type Locator, type TargetPath, targetPath } from '../../facts/locator.ts';
import { evidence } from '../../facts/quote.ts';
import type { FileView } from '../../target/views.ts';
import { cryptoPackage } from '../../vocabulary/crypto-packages.ts';
import {
  hiddenGaps,
  joinReadings,
  NOTHING,
  oddityGaps,
  packageGaps,
  pathOf,
  type Reading,
  type RelevantPackage,
} from './database.ts';

/** The list that Azure Linux distroless images carry in place of a database; the shorter one where there is no longer one. */
export async function readRpmmanifests(files: FileView): Promise<Reading> {
  const long = await readManifest(files, RPMMANIFEST, readRpmmanifest);
  return long === NOTHING ? readManifest(files, SHORT_RPMMANIFEST, readShortRpmmanifest) : long;
}

async function readManifest(files: FileView, place: TargetPath, codec: typeof readRpmmanifest): Promise<Reading> {
  const manifest = await files.read(place, LARGEST);
  if (manifest.state === 'absent') return NOTHING;
  if (manifest.state === 'hidden') return { databases: [], gaps: hiddenGaps(manifest) };
  const read = codec(new TextDecoder().decode(manifest.value));
  const packages = read.ok ? read.value : [];
  const relevant = packages.filter(isRelevant).map(({ line, ...record }) => {
    const at = manifest.at.in === 'file' ? { ...manifest.at, line } : manifest.at;
    return relevantPackage(record, at);
  });
  return {
    databases: [{ manager: 'rpmmanifest', path: pathOf(manifest.at, place), total: packages.length, relevant }],
    gaps: oddityGaps(manifest.at, read.ok ? read.oddities : []),
  };
}

/**
 * SPDX documents of Azure Linux and Azure Container Linux: the image's own and one for each system extension. They are written
 * when an image is built and may be left as they were when its packages change, so what they do not name is a gap, not absence.
 * Source: azure-linux-image-tools, packageManifest `passthrough`.
 */
export async function readSpdxManifests(files: FileView): Promise<Reading> {
  const listing = await files.list(SPDX_DIRECTORY);
  if (listing.state === 'absent') return NOTHING;
  if (listing.state === 'hidden') return { databases: [], gaps: hiddenGaps(listing) };
  const paths = listing.value.map((entry) => entry.path).filter((path) => path.endsWith('.spdx.json'));
  return joinReadings(await Promise.all(paths.slice(0, MOST_DOCUMENTS).map((path) => readSpdx(files, path))));
}

async function readSpdx(files: FileView, path: TargetPath): Promise<Reading> {
  const document = await files.read(path, LARGEST);
  if (document.state === 'absent') return NOTHING;
  if (document.state === 'hidden') return { databases: [], gaps: hiddenGaps(document) };
  const read = readSpdxManifest(new TextDecoder().decode(document.value));
  if (!read.ok) return { databases: [], gaps: packageGaps(document.at, `SPDX manifest: ${describeProblem(read)}`) };
  const { packages } = read.value;
  const relevant = packages.filter(isRelevant).map((record) => relevantPackage(record, document.at));
  return {
    databases: [{ manager: 'spdx', path: pathOf(document.at, path), total: packages.length, relevant }],
    gaps: [
      ...oddityGaps(document.at, read.oddities),
      {
        kind: 'package.installed',
        subject: 'installed packages',
        why: freshness(read.value, document.at),
        at: document.at,
      },
    ],
  };
}

function freshness({ created, root }: SpdxManifest, at: Locator): string {
  const made = created === null ? 'at an unknown time' : created;
  const image = root === null ? '' : ` for ${[root.name, root.version].filter((each) => each !== null).join(' ')}`;
  return `no package database; the SPDX manifest ${describeLocator(at)} was written${image} (${made}) and nothing ties it to the files that are here now: a package that it does not name may still be installed`;
}

function isRelevant(record: PackageRecord): boolean {
  return cryptoPackage('rpm', record.name) !== undefined;
}

function relevantPackage(record: PackageRecord, at: Locator): RelevantPackage {
  const arch = record.arch === null ? '' : `.${record.arch}`;
  return {
    record,
    signatures: [],
    evidence: evidence(at, `${record.name}-${record.version}${arch}`),
    digests: async () => null,
  };
}

const RPMMANIFEST = targetPath('/var/lib/rpmmanifest/container-manifest-2');
const SHORT_RPMMANIFEST = targetPath('/var/lib/rpmmanifest/container-manifest-1');
const SPDX_DIRECTORY = targetPath('/usr/share/os-manifests');
const LARGEST = 64 * 1024 * 1024;
const MOST_DOCUMENTS = 100;
