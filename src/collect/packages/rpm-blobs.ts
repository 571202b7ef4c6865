import type { BlobVisit } from '../../codec/packages/blob-visit.ts';
import { readBdb } from '../../codec/packages/rpm-bdb.ts';
import { type RpmHeader, readRpmHeader } from '../../codec/packages/rpm-header.ts';
import { readNdb } from '../../codec/packages/rpm-ndb.ts';
import { peekRpmName } from '../../codec/packages/rpm-package.ts';
import { readRpmSqlite } from '../../codec/packages/rpm-sqlite.ts';
import { describeProblem, type Parsed } from '../../codec/parsed.ts';
import { type TargetPath, targetPath } from '../../facts/locator.ts';
import type { Sighting } from '../../target/sighting.ts';
import type { FileView } from '../../target/views.ts';
import { cryptoPackage } from '../../vocabulary/crypto-packages.ts';
import { namedPlaces } from './database.ts';

/** What a database of rpm holds. */
export interface RpmBlobs {
  /** Of the packages that decide cryptography. */
  readonly headers: readonly RpmHeader[];
  /** All packages. */
  readonly rows: number;
  /** What could not be read, and where. */
  readonly problems: readonly string[];
}

/** Reads the database in a directory of rpm's: rpmdb.sqlite, else one of the formats before it. */
export async function readRpmBlobs(files: FileView, directory: TargetPath): Promise<Sighting<RpmBlobs>> {
  const sqlite = await readSqlite(files, targetPath(`${directory}/rpmdb.sqlite`));
  if (sqlite.state !== 'absent') return sqlite;
  for (const { file, read } of OLDER_FORMATS) {
    const database = await files.read(targetPath(`${directory}/${file}`), LARGEST);
    if (database.state === 'hidden') return database;
    if (database.state === 'seen')
      return { ...database, value: readHeaders((visit) => read(database.value, visit), []) };
  }
  return sqlite;
}

async function readSqlite(files: FileView, path: TargetPath): Promise<Sighting<RpmBlobs>> {
  const log = await files.read(targetPath(`${path}-wal`), LARGEST);
  const database = await files.read(path, LARGEST);
  if (database.state !== 'seen') return database;
  if (log.state === 'hidden') return log;
  const problems = [...(await logProblems(files, path, log)), ...(await journalProblems(files, path))];
  const committed = log.state === 'seen' ? log.value : undefined;
  return { ...database, value: readHeaders((visit) => readRpmSqlite(database.value, committed, visit), problems) };
}

/** Only headers that are wanted are kept, as copies: the database itself need not stay in memory for them. */
function readHeaders(read: (visit: BlobVisit) => Parsed<number>, before: readonly string[]): RpmBlobs {
  const headers: RpmHeader[] = [];
  let broken = 0;
  let firstBroken = '';
  const rows = read((blob) => {
    const name = peekRpmName(blob);
    if (!name.ok || name.value === undefined) {
      firstBroken ||= name.ok ? 'header without a name' : describeProblem(name);
      broken += 1;
    } else if (cryptoPackage('rpm', name.value) !== undefined) {
      const kept = readRpmHeader(new Uint8Array(blob));
      if (kept.ok) headers.push(kept.value);
    }
  });
  const damage = rows.ok ? namedPlaces(rows.oddities) : [describeProblem(rows)];
  const unreadable = broken === 0 ? [] : [`${broken} package headers unreadable, first: ${firstBroken}`];
  return { headers, rows: rows.ok ? rows.value : 0, problems: [...before, ...damage, ...unreadable] };
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

const OLDER_FORMATS: readonly {
  readonly file: string;
  readonly read: (database: Uint8Array, visit: BlobVisit) => Parsed<number>;
}[] = [
  { file: 'Packages.db', read: readNdb },
  { file: 'Packages', read: readBdb },
];
const JOURNAL_MAGIC: readonly number[] = [0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7];
const LARGEST = 512 * 1024 * 1024;
