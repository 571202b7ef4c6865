import {
  type DpkgPackage,
  isInstalled,
  readConffiles,
  readDiversions,
  readDpkgStatus,
  readMd5sums,
} from '../../codec/packages/dpkg-status.ts';
import type { FileDigest } from '../../codec/packages/record.ts';
import type { Gap } from '../../facts/fact.ts';
import { type Locator, type TargetPath, targetPath } from '../../facts/locator.ts';
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

/** dpkg's database, and the directory of single files that distroless images have in its place or beside it. */
export async function readDpkg(files: FileView): Promise<Reading> {
  return joinReadings(await Promise.all([readStatusFile(files), readStatusDirectory(files)]));
}

async function readStatusFile(files: FileView): Promise<Reading> {
  const status = await files.read(STATUS, LARGEST_STATUS);
  if (status.state === 'absent') return NOTHING;
  if (status.state === 'hidden') return { databases: [], gaps: hiddenGaps(status) };
  const read = readDpkgStatus(UTF8.decode(status.value));
  const packages = read.ok ? read.value : [];
  const installed = packages.filter(isInstalled);
  const relevant = installed.filter(isRelevant).map((each) => relevantPackage(files, each, status.at));
  const gaps = [...oddityGaps(status.at, read.ok ? read.oddities : []), ...halfInstalled(packages, status.at)];
  return { databases: [{ manager: 'dpkg', path: pathOf(status.at, STATUS), total: installed.length, relevant }], gaps };
}

/** status.d has one file a package, beside files of md5sums. Source: bazel-contrib/rules_distroless, "status.d". */
async function readStatusDirectory(files: FileView): Promise<Reading> {
  const listing = await files.list(STATUS_DIRECTORY);
  if (listing.state === 'absent') return NOTHING;
  if (listing.state === 'hidden') return { databases: [], gaps: hiddenGaps(listing) };
  const names = listing.value.filter((entry) => entry.type !== 'dir' && !entry.path.endsWith('.md5sums'));
  const parts = await Promise.all(names.slice(0, MOST_FILES).map((entry) => readStatusPart(files, entry.path)));
  const whole = joinReadings(parts);
  const total = whole.databases.reduce((sum, each) => sum + each.total, 0);
  const relevant = whole.databases.flatMap((each) => each.relevant);
  const tooMany = names.length > MOST_FILES ? packageGaps(listing.at, `more than ${MOST_FILES} files`) : [];
  const databases = names.length === 0 ? [] : [{ manager: 'dpkg', path: STATUS_DIRECTORY, total, relevant } as const];
  return { databases, gaps: [...whole.gaps, ...tooMany] };
}

async function readStatusPart(files: FileView, path: TargetPath): Promise<Reading> {
  const status = await files.read(path, LARGEST_PART);
  if (status.state === 'absent') return NOTHING;
  if (status.state === 'hidden') return { databases: [], gaps: hiddenGaps(status) };
  const text = UTF8.decode(status.value);
  // The single file of a package is not ended by an empty line; dpkg's own database is.
  const read = readDpkgStatus(`${text.trimEnd()}\n\n`);
  const installed = (read.ok ? read.value : []).filter(isInstalled);
  const relevant = installed.filter(isRelevant).map((each) => relevantPackage(files, each, status.at));
  const gaps = oddityGaps(status.at, read.ok ? read.oddities : []);
  return { databases: [{ manager: 'dpkg', path, total: installed.length, relevant }], gaps };
}

function isRelevant(found: DpkgPackage): boolean {
  return cryptoPackage('dpkg', found.name) !== undefined;
}

function relevantPackage(files: FileView, found: DpkgPackage, at: Locator): RelevantPackage {
  const { name, version, arch, vendor, source } = found;
  const place = at.in === 'file' ? { ...at, line: found.line } : at;
  return {
    record: { name, version, arch, vendor, source },
    signatures: [],
    evidence: evidence(place, `Package: ${name}, Version: ${version}`),
    digests: () => readDigests(files, found),
  };
}

/** dpkg has unpacked some of these packages' files and not finished: neither there nor absent. */
function halfInstalled(packages: readonly DpkgPackage[], at: Locator): readonly Gap[] {
  const half = packages.filter((each) => HALF.has(each.state) && isRelevant(each));
  return half.map((each) => ({
    kind: 'package.installed',
    subject: each.name,
    why: `dpkg calls it ${each.state}: some of its files may be there`,
    at: at.in === 'file' ? { ...at, line: each.line } : at,
  }));
}

async function readDigests(files: FileView, found: DpkgPackage): Promise<readonly FileDigest[] | null> {
  const { name, arch, multiArchSame } = found;
  // What was installed before its package was marked as one that can stand beside others keeps the name without architecture.
  const names = multiArchSame ? [`info/${name}:${arch ?? ''}`, `info/${name}`] : [`info/${name}`];
  for (const place of [...names, `status.d/${name}`]) {
    const path = `/var/lib/dpkg/${place}.md5sums`;
    const sums = await files.read(targetPath(path), LARGEST_STATUS);
    if (sums.state !== 'seen') continue;
    const all = [...readMd5sums(UTF8.decode(sums.value)), ...readConffiles(found.stanza)];
    return diverted(files, found, all);
  }
  return null;
}

/** Where another package's file stands at a path now, this one's has been moved. Source: dpkg-divert(1). */
async function diverted(
  files: FileView,
  { name }: DpkgPackage,
  all: readonly FileDigest[],
): Promise<readonly FileDigest[]> {
  const text = await files.read(DIVERSIONS, LARGEST_PART);
  if (text.state !== 'seen') return all;
  const diversions = readDiversions(UTF8.decode(text.value));
  return all.map((file) => {
    const diversion = diversions.get(file.path);
    return diversion === undefined || diversion.by === name ? file : { ...file, path: diversion.to };
  });
}

const STATUS = targetPath('/var/lib/dpkg/status');
const DIVERSIONS = targetPath('/var/lib/dpkg/diversions');
const STATUS_DIRECTORY = targetPath('/var/lib/dpkg/status.d');
const HALF: ReadonlySet<string> = new Set(['half-configured', 'half-installed', 'unpacked']);
const LARGEST_STATUS = 32 * 1024 * 1024;
const LARGEST_PART = 1024 * 1024;
const MOST_FILES = 20_000;
const UTF8 = new TextDecoder();
