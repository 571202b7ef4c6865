import type { RpmHeader } from '../../codec/packages/rpm-header.ts';
import { readRpmFileDigests, readRpmPackage, readRpmSignatures } from '../../codec/packages/rpm-package.ts';
import type { Oddity } from '../../codec/parsed.ts';
import { type Locator, type TargetPath, targetPath } from '../../facts/locator.ts';
import { evidence } from '../../facts/quote.ts';
import type { FileView } from '../../target/views.ts';
import {
  damageGaps,
  hiddenGaps,
  joinReadings,
  NOTHING,
  oddityGaps,
  pathOf,
  type Reading,
  type RelevantPackage,
} from './database.ts';
import { readRpmBlobs } from './rpm-blobs.ts';

/** rpm's databases. The one of an ostree base stands for the system only where there is no other. */
export async function readRpm(files: FileView): Promise<Reading> {
  const places = await realDirectories(files);
  const readings = await Promise.all(places.map((place) => readDirectory(files, place)));
  const found = joinReadings(readings);
  return found.databases.length > 0 || found.gaps.length > 0 ? found : readDirectory(files, OSTREE_BASE);
}

/** /var/lib/rpm is often a link to the newer place: each real directory is read once. */
async function realDirectories(files: FileView): Promise<readonly TargetPath[]> {
  const places = await Promise.all(DIRECTORIES.map((directory) => files.follow(directory)));
  return [
    ...new Set(
      places.map((place, index) => (place.state === 'seen' ? place.value.path : (DIRECTORIES[index] ?? OSTREE_BASE))),
    ),
  ];
}

async function readDirectory(files: FileView, directory: TargetPath): Promise<Reading> {
  const blobs = await readRpmBlobs(files, directory);
  if (blobs.state === 'absent') return NOTHING;
  if (blobs.state === 'hidden') return { databases: [], gaps: hiddenGaps(blobs) };
  const { headers, rows, problems } = blobs.value;
  const damaged = problems.flatMap((each) => damageGaps(blobs.at, each));
  const oddities: Oddity[] = [];
  const relevant = headers.flatMap((blob) => relevantPackage(blob, blobs.at, oddities));
  const path = pathOf(blobs.at, directory);
  return {
    databases: [{ manager: 'rpm', path, total: rows, relevant }],
    gaps: [...damaged, ...oddityGaps(blobs.at, oddities)],
  };
}

function relevantPackage(header: RpmHeader, at: Locator, oddities: Oddity[]): readonly RelevantPackage[] {
  const read = readRpmPackage(header);
  if (!read.ok) {
    oddities.push({ what: read.problem, at: read.at });
    return [];
  }
  const signatures = readRpmSignatures(header);
  if (signatures.ok) oddities.push(...signatures.oddities);
  const { name, version, arch } = read.value;
  return [
    {
      record: read.value,
      signatures: (signatures.ok ? signatures.value : []).map(({ algorithm, digest, keyId }) => ({
        algorithm,
        digest,
        keyId,
      })),
      evidence: evidence(at, `${name}-${version}${arch === null ? '' : `.${arch}`}`),
      digests: async () => {
        const files = readRpmFileDigests(header);
        return files.ok ? files.value : null;
      },
    },
  ];
}

const DIRECTORIES: readonly TargetPath[] = [
  targetPath('/usr/lib/sysimage/rpm'),
  targetPath('/var/lib/rpm'),
  targetPath('/usr/share/rpm'),
];
const OSTREE_BASE = targetPath('/usr/lib/sysimage/rpm-ostree-base-db');
