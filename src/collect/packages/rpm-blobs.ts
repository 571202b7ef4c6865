import { type RpmHeader, readRpmHeader } from '../../codec/packages/rpm-header.ts';
import { rpmName } from '../../codec/packages/rpm-package.ts';
import { standAlone } from '../../codec/packages/sqlite-pages.ts';
import { describeProblem } from '../../codec/parsed.ts';
import { type TargetPath, targetPath } from '../../facts/locator.ts';
import type { Sighting } from '../../target/sighting.ts';
import { type BlobColumn, readBlobColumn } from '../../target/sqlite.ts';
import type { FileView } from '../../target/views.ts';
import { cryptoPackage } from '../../vocabulary/crypto-packages.ts';

/** What an rpmdb.sqlite holds. */
export interface RpmBlobs {
  /** Of the packages that decide cryptography. */
  readonly headers: readonly RpmHeader[];
  /** All packages. */
  readonly rows: number;
  /** What could not be read, and where. */
  readonly problems: readonly string[];
}

/** Reads an rpmdb.sqlite with the write-ahead log that may stand beside it. */
export async function readRpmBlobs(files: FileView, path: TargetPath): Promise<Sighting<RpmBlobs>> {
  const log = await files.read(targetPath(`${path}-wal`), LARGEST);
  const database = await files.read(path, LARGEST);
  if (database.state !== 'seen') return database;
  if (log.state === 'hidden') return log;
  const problems = [...(await logProblems(files, path, log)), ...(await journalProblems(files, path))];
  const whole = standAlone(database.value, log.state === 'seen' ? log.value : undefined);
  if (!whole.ok)
    return { ...database, value: { headers: [], rows: 0, problems: [...problems, describeProblem(whole)] } };
  problems.push(...whole.oddities.map((each) => describeProblem({ problem: each.what, at: each.at })));
  return { ...database, value: await readHeaders(whole.value, problems) };
}

async function readHeaders(database: Uint8Array, before: readonly string[]): Promise<RpmBlobs> {
  const headers: RpmHeader[] = [];
  const broken: string[] = [];
  const read = await readBlobColumn(database, PACKAGES, (blob) => {
    const header = readRpmHeader(blob);
    const name = header.ok ? rpmName(header.value) : undefined;
    if (!header.ok) broken.push(describeProblem(header));
    else if (name === undefined) broken.push('header without a name');
    else if (cryptoPackage('rpm', name) !== undefined) headers.push(header.value);
  });
  const unreadable = broken.length === 0 ? [] : [`${broken.length} package headers unreadable, first: ${broken[0]}`];
  return {
    headers,
    rows: read.rows,
    problems: [...before, ...(read.problem === null ? [] : [read.problem]), ...unreadable],
  };
}

/** Had the log changed while the database was read, the two would not belong together. */
async function logProblems(
  files: FileView,
  path: TargetPath,
  before: Sighting<Uint8Array>,
): Promise<readonly string[]> {
  const after = await files.read(targetPath(`${path}-wal`), LARGEST);
  const isSame =
    before.state === 'seen' && after.state === 'seen'
      ? Buffer.compare(before.value, after.value) === 0
      : before.state === after.state;
  return isSame ? [] : ['its write-ahead log changed while it was read'];
}

/** A journal that still has its header belongs to a transaction that was cut off or is under way. Source: fileformat2.html section 3. */
async function journalProblems(files: FileView, path: TargetPath): Promise<readonly string[]> {
  const journal = await files.read(targetPath(`${path}-journal`), LARGEST);
  if (journal.state === 'absent') return [];
  const isHot = journal.state === 'hidden' || JOURNAL_MAGIC.every((byte, at) => journal.value[at] === byte);
  return isHot ? ['a journal beside it says that a transaction was not finished'] : [];
}

/** Source: rpm lib/backend/sqlite.cc, the statement that makes the table. */
const PACKAGES: BlobColumn = {
  table: 'Packages',
  key: 'hnum',
  column: 'blob',
  createdBy:
    /^CREATE TABLE ['"]?Packages['"]? ?\(\s*hnum INTEGER PRIMARY KEY AUTOINCREMENT,\s*blob BLOB NOT NULL\s*\)$/,
};
const JOURNAL_MAGIC: readonly number[] = [0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7];
const LARGEST = 512 * 1024 * 1024;
