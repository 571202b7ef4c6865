import { type ChiselPackage, readChiselManifest } from '../../codec/packages/chisel-manifest.ts';
import { describeProblem } from '../../codec/parsed.ts';
import { type Locator, targetPath } from '../../facts/locator.ts';
import { evidence } from '../../facts/quote.ts';
import type { FileView } from '../../target/views.ts';
import { cryptoPackage } from '../../vocabulary/crypto-packages.ts';
import {
  hiddenGaps,
  NOTHING,
  oddityGaps,
  packageGaps,
  pathOf,
  type Reading,
  type RelevantPackage,
} from './database.ts';

/** The manifest of a chiselled Ubuntu image: slices of Debian packages, without dpkg's database. */
export async function readChisel(files: FileView): Promise<Reading> {
  const manifest = await files.read(MANIFEST, LARGEST);
  if (manifest.state === 'absent') return NOTHING;
  if (manifest.state === 'hidden') return { databases: [], gaps: hiddenGaps(manifest) };
  const read = readChiselManifest(manifest.value);
  if (!read.ok) return { databases: [], gaps: packageGaps(manifest.at, `chisel manifest: ${describeProblem(read)}`) };
  const relevant = read.value
    .filter((each) => cryptoPackage('dpkg', each.name) !== undefined)
    .map((each) => relevantPackage(each, manifest.at));
  const path = pathOf(manifest.at, MANIFEST);
  return {
    databases: [{ manager: 'chisel', path, total: read.value.length, relevant }],
    gaps: oddityGaps(manifest.at, read.oddities),
  };
}

function relevantPackage({ digests, ...record }: ChiselPackage, at: Locator): RelevantPackage {
  return {
    record,
    signatures: [],
    evidence: evidence(at, `package ${record.name} ${record.version}`),
    digests: async () => digests,
  };
}

const MANIFEST = targetPath('/var/lib/chisel/manifest.wall');
const LARGEST = 16 * 1024 * 1024;
