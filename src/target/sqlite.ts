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

/** What is called with each blob. */
export type Visit = (blob: Uint8Array) => void;

/**
 * Shows each blob of the column, in the order of its key. The database is opened from memory, so nothing is written
 * anywhere; where this Node cannot do that (before 24.16), a private copy in a temporary directory is opened instead.
 * Rows that damage has made unreadable are passed over and counted in `problem`.
 * @param database a file that stands alone: no write-ahead log, no journal to roll back
 */
export async function readBlobColumn(database: Uint8Array, wanted: BlobColumn, visit: Visit): Promise<BlobsRead> {
  const { DatabaseSync: Database } = await loadSqlite();
  if (!('deserialize' in Database.prototype))
    return readFromCopy(database, wanted, { visit, directories: [tmpdir(), '/dev/shm'] });
  return attempt(() => {
    const opened = new Database(':memory:', OPTIONS);
    return closing(opened, () => {
      opened.deserialize(database);
      return readRows(opened, wanted, { visit, most: database.length });
    });
  });
}

/**
 * The same by way of a private copy, in a fresh directory of mode 0700 that is gone afterwards.
 * @param directories the first that can be written serves
 */
export async function readFromCopy(
  database: Uint8Array,
  wanted: BlobColumn,
  { visit, directories }: { readonly visit: Visit; readonly directories: readonly string[] },
): Promise<BlobsRead> {
  const { DatabaseSync: Database } = await loadSqlite();
  for (const directory of directories) {
    const place = await mkdtemp(join(directory, 'pqready-')).catch(() => undefined);
    if (place === undefined) continue;
    try {
      const path = join(place, 'copy.sqlite');
      const failed = await writeFile(path, database, { mode: 0o600, flag: 'wx' }).catch(() => 'failed');
      if (failed !== undefined) continue;
      return attempt(() => {
        const opened = new Database(path, { ...OPTIONS, readOnly: true });
        return closing(opened, () => readRows(opened, wanted, { visit, most: database.length }));
      });
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

interface Showing {
  readonly visit: Visit;
  /** Bytes in all: blobs that together are larger than their file share pages, which an honest database does not do. */
  readonly most: number;
}

function readRows(database: DatabaseSync, wanted: BlobColumn, showing: Showing): BlobsRead {
  if (!isMadeBy(database, wanted)) return { rows: 0, problem: `it has no table ${wanted.table} of the known form` };
  const { keys, problem } = readKeys(database, wanted);
  const one = database.prepare(`SELECT "${wanted.column}" AS b FROM "${wanted.table}" WHERE "${wanted.key}" = ?`);
  let damaged = 0;
  let shown = 0;
  for (const key of keys) {
    const blob = shown > showing.most ? undefined : readOne(() => one.get(key)?.['b']);
    shown += blob?.length ?? 0;
    if (blob === undefined || shown > showing.most) damaged += 1;
    else showing.visit(blob);
  }
  const lost = damaged === 0 ? null : `${damaged} of ${keys.length} rows are damaged`;
  return { rows: keys.length, problem: [problem, lost].filter((each) => each !== null).join('; ') || null };
}

/** The keys first, each row by its key then: damage in one row does not hide those behind it. */
function readKeys(
  database: DatabaseSync,
  wanted: BlobColumn,
): { readonly keys: readonly (number | bigint)[]; readonly problem: string | null } {
  const keys: (number | bigint)[] = [];
  try {
    const rows = database.prepare(`SELECT "${wanted.key}" AS k FROM "${wanted.table}" NOT INDEXED`).iterate();
    for (const { k } of rows) {
      if (keys.length >= MOST_ROWS) return { keys, problem: `more than ${MOST_ROWS} rows` };
      if (typeof k === 'number' || typeof k === 'bigint') keys.push(k);
    }
    return { keys, problem: null };
  } catch (error) {
    return { keys, problem: `${describe(error)} after ${keys.length} rows` };
  }
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

/** A header of more than 64 MiB is absurd; SQLite then refuses the row before it makes room for it. */
const OPTIONS = { allowExtension: false, limits: { length: 64 * 1024 * 1024 } } as const;
const MOST_ROWS = 100_000;
