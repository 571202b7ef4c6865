import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';

/** One column of blobs of a table that nobody else than the known program has made. */
export interface BlobColumn {
  readonly table: string;
  /** The integer primary key. */
  readonly key: string;
  readonly column: string;
  /** What the program's own CREATE TABLE looks like in the schema: a view, or a column that is computed, is then no such table. */
  readonly createdBy: RegExp;
}

/** How far the reading came. */
export interface BlobsRead {
  /** Rows in the table, as far as its tree can be walked. */
  readonly rows: number;
  /** Why some of it was not read; null where all of it was. */
  readonly problem: string | null;
}

/**
 * Shows each blob of the column, in the order of its key. The database is opened from memory, so nothing is written
 * anywhere near it; where this Node cannot do that (before 24.16), a private copy in a temporary directory is opened instead.
 * Rows that damage has made unreadable are passed over and counted in `problem`.
 * @param database a file that stands alone: no write-ahead log, no journal to roll back
 */
export async function readBlobColumn(
  database: Uint8Array,
  wanted: BlobColumn,
  visit: (blob: Uint8Array) => void,
): Promise<BlobsRead> {
  const { DatabaseSync: Database } = await loadSqlite();
  const inMemory = 'deserialize' in Database.prototype;
  return inMemory
    ? attempt(() => {
        const opened = new Database(':memory:', OPTIONS);
        return closing(opened, () => {
          opened.deserialize(database);
          return readRows(opened, wanted, visit);
        });
      })
    : readPrivateCopy(database, TEMPORARY_DIRECTORIES, (path) =>
        attempt(() => {
          const opened = new Database(path, { ...OPTIONS, readOnly: true });
          return closing(opened, () => readRows(opened, wanted, visit));
        }),
      );
}

/** Writes the database into a fresh directory of mode 0700, shows its path, and removes it all. The first directory that can be written serves. */
export async function readPrivateCopy(
  database: Uint8Array,
  directories: readonly string[],
  read: (path: string) => BlobsRead,
): Promise<BlobsRead> {
  for (const directory of directories) {
    const place = await mkdtemp(join(directory, 'pqready-')).catch(() => undefined);
    if (place === undefined) continue;
    try {
      const path = join(place, 'copy.sqlite');
      const isWritten = await writeFile(path, database, { mode: 0o600, flag: 'wx' }).then(
        () => true,
        () => false,
      );
      if (isWritten) return read(path);
    } finally {
      await rm(place, { recursive: true, force: true });
    }
  }
  return { rows: 0, problem: `no room for a private copy of the database in ${directories.join(' or ')}` };
}

/** Loaded on first use only; earlier releases of Node 24 warn on loading that the module is experimental, which is no news for the user. */
async function loadSqlite(): Promise<typeof import('node:sqlite')> {
  const emitWarning = process.emitWarning;
  process.emitWarning = ((warning: string | Error, ...rest: never[]) => {
    if (!String(warning).includes('SQLite is an experimental feature')) emitWarning(warning, ...rest);
    // The overloads of emitWarning do not matter to a function that passes everything on.
  }) as typeof process.emitWarning;
  try {
    return await import('node:sqlite');
  } finally {
    process.emitWarning = emitWarning;
  }
}

function readRows(database: DatabaseSync, wanted: BlobColumn, visit: (blob: Uint8Array) => void): BlobsRead {
  if (!isMadeBy(database, wanted)) return { rows: 0, problem: `it has no table ${wanted.table} of the known form` };
  const keys: (number | bigint)[] = [];
  let problem: string | null = null;
  try {
    const rows = database.prepare(`SELECT "${wanted.key}" AS k FROM "${wanted.table}" NOT INDEXED`).iterate();
    for (const { k } of rows) {
      if (keys.length >= MOST_ROWS) throw new Error(`more than ${MOST_ROWS} rows`);
      if (typeof k === 'number' || typeof k === 'bigint') keys.push(k);
    }
  } catch (error) {
    problem = `${describe(error)} after ${keys.length} rows`;
  }
  const one = database.prepare(`SELECT "${wanted.column}" AS b FROM "${wanted.table}" WHERE "${wanted.key}" = ?`);
  let unreadable = 0;
  for (const key of keys) {
    const blob = readOne(() => one.get(key)?.['b']);
    if (blob === undefined) unreadable += 1;
    else visit(blob);
  }
  const lost = unreadable === 0 ? null : `${unreadable} of ${keys.length} rows are damaged`;
  return { rows: keys.length, problem: [problem, lost].filter((each) => each !== null).join('; ') || null };
}

function isMadeBy(database: DatabaseSync, wanted: BlobColumn): boolean {
  const rows = database.prepare('SELECT sql FROM sqlite_schema LIMIT 1000').all();
  return rows.some(({ sql }) => typeof sql === 'string' && wanted.createdBy.test(sql));
}

function readOne(read: () => unknown): Uint8Array | undefined {
  try {
    const value = read();
    return value instanceof Uint8Array ? value : undefined;
  } catch {
    return undefined;
  }
}

function attempt(read: () => BlobsRead): BlobsRead {
  try {
    return read();
  } catch (error) {
    return { rows: 0, problem: describe(error) };
  }
}

function closing(database: DatabaseSync, read: () => BlobsRead): BlobsRead {
  try {
    return read();
  } finally {
    database.close();
  }
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

const TEMPORARY_DIRECTORIES: readonly string[] = [tmpdir(), '/dev/shm'];
/** A header of more than 64 MiB is absurd; SQLite then refuses the row before it makes room for it. */
const OPTIONS = { allowExtension: false, limits: { length: 64 * 1024 * 1024 } } as const;
const MOST_ROWS = 100_000;
