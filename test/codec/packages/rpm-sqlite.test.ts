import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRpmSqlite } from '../../../src/codec/packages/rpm-sqlite.ts';
import { readWal } from '../../../src/codec/packages/sqlite-wal.ts';
import { runs } from '../../support/fuzzing.ts';
import { mutated, xorshift } from '../../support/mutate.ts';
import { buildRpmdb, RPM_SCHEMA, type RpmPackage } from '../../support/rpm.ts';
import { databaseWithLog } from '../../support/wal.ts';

const named = (name: string): RpmPackage => ({ name, version: '1', release: '1', arch: 'noarch' });

describe('the packages of an rpmdb.sqlite', () => {
  it('are those that SQLite itself reads, at any size of page, after any deletions', () => {
    const layout = fc.record({ pageSize: fc.constantFrom(512, 1024, 4096, 65536), vacuum: fc.nat(2) });
    const sizes = fc.array(fc.oneof(fc.nat(600), fc.nat(70_000)), { maxLength: 60 });
    fc.assert(
      fc.property(sizes, fc.array(fc.nat(59), { maxLength: 20 }), layout, (blobs, deleted, { pageSize, vacuum }) => {
        const { database, rows } = made(blobs, deleted, `PRAGMA page_size=${pageSize}; PRAGMA auto_vacuum=${vacuum};`);
        expect(shown(database)).toEqual({ blobs: rows, rows: rows.length, said: [] });
      }),
      runs(60),
    );
  });

  it('come in the order of their keys, through a tree of several levels', () => {
    const { database, rows } = made(
      Array.from({ length: 3000 }, (_, at) => 300 + (at % 7)),
      [],
      'PRAGMA page_size=512;',
    );
    expect(shown(database)).toEqual({ blobs: rows, rows: 3000, said: [] });
  });

  it('are not taken from a view, nor from a table of another make', () => {
    const view = sql("CREATE VIEW Packages AS SELECT 1 AS hnum, x'00' AS blob");
    const other = sql('CREATE TABLE Packages (blob AS (zeroblob(1000000000)), hnum)');
    const refused = { blobs: [], rows: 0, said: ['it has no table Packages of the known form (0)'] };
    expect([shown(view), shown(other)]).toEqual([refused, refused]);
  });

  it('never throws and never takes long, however the database is spoiled', () => {
    const { database } = made([10, 5000, 300, 20], [], 'PRAGMA page_size=512;');
    const random = xorshift(7);
    for (let count = 0; count < 5000; count += 1) shown(mutated(database, random));
  });

  it.each([
    ['comes back to itself', 0],
    ['leads to the root', 1],
  ])('end with an oddity where the tree %s', (_, kind) => {
    const { database } = made(new Array(200).fill(300), [], 'PRAGMA page_size=512;');
    const root = rootOf(database);
    // The right-most child of the root.
    new DataView(database.buffer).setUint32((root - 1) * 512 + 8, kind === 0 ? root : 1);
    const { rows, said } = shown(database);
    expect(rows).toBeLessThan(200);
    expect(said).toEqual([expect.stringMatching(/^page of a table: page \d+ below it is not there or was met before/)]);
  });
});

describe('a write-ahead log', () => {
  it('adds what it has committed, and only that', async () => {
    const { database, log } = await databaseWithLog([named('a')], [named('b'), { ...named('c'), files: files(300) }]);
    expect([shown(database, log).rows, shown(database).rows]).toEqual([3, 1]);
    const counts: number[] = [];
    for (let length = 0; length <= log.length; length += 1031)
      counts.push(shown(database, log.subarray(0, length)).rows);
    expect(counts).toEqual(counts.toSorted());
    expect(new Set(counts)).toEqual(new Set([1, 2]));
  });

  it('and its database stay as they were', async () => {
    const { database, log } = await databaseWithLog([named('a')], [named('b')]);
    const before = [Buffer.from(database).toString('hex'), Buffer.from(log).toString('hex')];
    shown(database, log);
    expect([Buffer.from(database).toString('hex'), Buffer.from(log).toString('hex')]).toEqual(before);
  });

  it('counts for nothing behind a frame that is damaged, and says so', async () => {
    const { database, log } = await databaseWithLog([], [named('a'), named('b')]);
    const spoiled = Uint8Array.from(log);
    spoiled[log.length - 1] = (log[log.length - 1] ?? 0) ^ 1;
    const { rows, said } = shown(database, spoiled);
    expect([rows, said]).toEqual([
      1,
      [expect.stringMatching(/^write-ahead log: wrong checksum, so the rest of it does not count/)],
    ]);
  });

  it('that is none is said to be none', async () => {
    const database = await buildRpmdb([named('a')]);
    expect(shown(database, Uint8Array.of(1, 2, 3))).toMatchObject({
      rows: 1,
      said: ['write-ahead log: its header is not one (0)'],
    });
  });

  it('never makes the reader throw, however it is spoiled', async () => {
    const { database, log } = await databaseWithLog([named('a')], [named('b')]);
    const random = xorshift(8);
    for (let count = 0; count < 2000; count += 1) shown(mutated(database, random), mutated(log, random));
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (noise) => void [readWal(noise), shown(noise, noise)]));
  });
});

describe('a database that was cut short', () => {
  it('says how much is left, and which rows are lost', () => {
    const { database } = made([100, 12_000, 100], [], 'PRAGMA page_size=4096;');
    const pages = database.length / 4096;
    const { rows, blobs, said } = shown(database.subarray(0, -4096));
    expect({ rows, shown: blobs.length, said }).toEqual({
      rows: 3,
      shown: 2,
      said: [
        `cut short: has ${pages - 1} of ${pages} pages (${database.length - 4096})`,
        `row 2: its chain leads to page ${pages} of ${pages} (4096)`,
      ],
    });
  });

  it('says which pages of the tree are lost, and shows what stands on the others', () => {
    const { database, rows: all } = made(new Array(40).fill(900), [], 'PRAGMA page_size=4096;');
    const pages = database.length / 4096;
    const { blobs, said } = shown(database.subarray(0, -2 * 4096));
    expect(said).toEqual([
      `cut short: has ${pages - 2} of ${pages} pages (${database.length - 2 * 4096})`,
      `page ${pages - 1}: past the end (${(pages - 2) * 4096})`,
      `page ${pages}: past the end (${(pages - 1) * 4096})`,
    ]);
    expect(blobs).toEqual(all.slice(0, blobs.length));
    expect(blobs.length).toBeGreaterThan(25);
  });

  it('is refused where not even its header is left', async () => {
    const database = await buildRpmdb([named('a')]);
    for (let length = 0; length < 100; length += 1)
      expect(shown(database.subarray(0, length)).said).toEqual(['wants an SQLite 3 database (0)']);
  });
});

function shown(database: Uint8Array, log?: Uint8Array) {
  const blobs: string[] = [];
  const read = readRpmSqlite(database, log, (blob) => blobs.push(Buffer.from(blob).toString('base64')));
  const said = read.ok ? read.oddities : [{ what: read.problem, at: read.at }];
  return {
    blobs,
    rows: read.ok ? read.value : 0,
    said: said.map(({ what, at }) => `${what} (${'offset' in at ? at.offset : at.line})`),
  };
}

/** A database with blobs of these sizes, some of them deleted again; and what SQLite says is in it. */
function made(sizes: readonly number[], deleted: readonly number[], pragmas: string) {
  const database = new DatabaseSync(':memory:');
  database.exec(`${pragmas} ${RPM_SCHEMA}`);
  const insert = database.prepare('INSERT INTO Packages(blob) VALUES (?)');
  for (const [index, size] of sizes.entries()) insert.run(Uint8Array.from({ length: size }, (_, at) => at * 3 + index));
  for (const index of deleted) database.prepare('DELETE FROM Packages WHERE hnum = ?').run(index + 1);
  const found = database.prepare('SELECT blob FROM Packages ORDER BY hnum').all();
  // The column holds blobs only, by the statement above.
  const rows = found.map((row) => Buffer.from(row['blob'] as Uint8Array).toString('base64'));
  const bytes = Uint8Array.from(database.serialize());
  database.close();
  return { database: bytes, rows };
}

function sql(statement: string): Uint8Array {
  const database = new DatabaseSync(':memory:');
  database.exec(statement);
  const bytes = Uint8Array.from(database.serialize());
  database.close();
  return bytes;
}

function rootOf(bytes: Uint8Array): number {
  const database = new DatabaseSync(':memory:');
  database.deserialize(bytes);
  const row = database.prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'Packages'").get();
  database.close();
  return Number(row?.['rootpage']);
}

function files(many: number) {
  return Array.from({ length: many }, (_, at) => ({ path: `/usr/share/many/${at}`, sha256: 'ab'.repeat(32) }));
}
