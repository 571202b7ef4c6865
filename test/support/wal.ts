import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { RPM_SCHEMA, type RpmPackage, rpmHeader } from './rpm.ts';
import { buildTree } from './tree.ts';

/** The bytes of a database whose last transactions stand in its write-ahead log only, as on a host where rpm has just run. */
export interface WithLog {
  readonly database: Uint8Array;
  readonly log: Uint8Array;
}

/** Puts `before` into the database file, and each package of `after` into the log, in a transaction of its own. */
export async function databaseWithLog(before: readonly RpmPackage[], after: readonly RpmPackage[]): Promise<WithLog> {
  const path = join(await buildTree({ '/empty': '' }), 'rpmdb.sqlite');
  const database = new DatabaseSync(path);
  database.exec(`PRAGMA journal_mode=WAL; PRAGMA wal_autocheckpoint=0; ${RPM_SCHEMA}`);
  const insert = database.prepare('INSERT INTO Packages(blob) VALUES (?)');
  for (const each of before) insert.run(rpmHeader(each));
  database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  for (const each of after) insert.run(rpmHeader(each));
  const bytes = { database: await readFile(path), log: await readFile(`${path}-wal`) };
  database.close();
  return bytes;
}
