import { type ApkPackage, readApkDigests, readApkInstalled } from '../../codec/packages/apk-installed.ts';
import { type Locator, type TargetPath, targetPath } from '../../facts/locator.ts';
import { evidence } from '../../facts/quote.ts';
import type { FileView } from '../../target/views.ts';
import { cryptoPackage } from '../../vocabulary/crypto-packages.ts';
import { hiddenGaps, NOTHING, oddityGaps, pathOf, type Reading, type RelevantPackage } from './database.ts';

/** apk's installed database, at its old place or at the one of apk-tools 3; where /lib is a link to /usr/lib they are one file. */
export async function readApk(files: FileView): Promise<Reading> {
  for (const path of PLACES) {
    const reading = await readInstalled(files, path);
    if (reading !== NOTHING) return reading;
  }
  return NOTHING;
}

async function readInstalled(files: FileView, path: TargetPath): Promise<Reading> {
  const installed = await files.read(path, LARGEST);
  if (installed.state === 'absent') return NOTHING;
  if (installed.state === 'hidden') return { databases: [], gaps: hiddenGaps(installed) };
  const read = readApkInstalled(new TextDecoder().decode(installed.value));
  const packages = read.ok ? read.value : [];
  const relevant = packages
    .filter((each) => cryptoPackage('apk', each.name) !== undefined)
    .map((each) => relevantPackage(each, installed.at));
  return {
    databases: [{ manager: 'apk', path: pathOf(installed.at, path), total: packages.length, relevant }],
    gaps: oddityGaps(installed.at, read.ok ? read.oddities : []),
  };
}

function relevantPackage(found: ApkPackage, at: Locator): RelevantPackage {
  const { line, stanza, ...record } = found;
  const { name, version } = record;
  return {
    record,
    signatures: [],
    evidence: evidence(at.in === 'file' ? { ...at, line } : at, `P:${name} V:${version}`),
    digests: async () => readApkDigests(stanza),
  };
}

const PLACES: readonly TargetPath[] = [targetPath('/usr/lib/apk/db/installed'), targetPath('/lib/apk/db/installed')];
const LARGEST = 64 * 1024 * 1024;
