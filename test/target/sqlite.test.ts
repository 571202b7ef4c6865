import { readdirSync, statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { type BlobColumn, readBlobColumn, readFromCopy } from '../../src/target/sqlite.ts';
import { buildRpmdb } from '../support/rpm.ts';
import { buildTree } from '../support/tree.ts';

const PACKAGES: BlobColumn = {
  table: 'Packages',
  key: 'hnum',
  column: 'blob',
  createdBy: /^CREATE TABLE 'Packages' \(hnum /,
};
const AZURE = { version: '1', release: '1.azl4', arch: 'x86_64' };

describe('the blobs of a column', () => {
  it('come in the order of the key', async () => {
    const seen: number[] = [];
    const bytes = database(
      "CREATE TABLE 'Packages' (hnum INTEGER PRIMARY KEY, blob); INSERT INTO Packages VALUES (7, x'07'), (3, x'03')",
    );
    expect(await readBlobColumn(bytes, PACKAGES, (blob) => seen.push(blob[0] ?? -1))).toEqual({
      rows: 2,
      problem: null,
    });
    expect(seen).toEqual([3, 7]);
  });

  it('are not taken from a view, nor from a table of another make', async () => {
    const view = database("CREATE VIEW Packages AS SELECT 1 AS hnum, x'00' AS blob");
    const other = database('CREATE TABLE Packages (blob AS (zeroblob(1000000000)), hnum)');
    const refused = { rows: 0, problem: 'it has no table Packages of the known form' };
    expect(await readBlobColumn(view, PACKAGES, () => {})).toEqual(refused);
    expect(await readBlobColumn(other, PACKAGES, () => {})).toEqual(refused);
  });

  it('that damage has reached are counted, and the others are shown', async () => {
    const large = Array.from({ length: 400 }, (_, at) => ({ path: `/usr/share/x/${at}`, sha256: 'ab'.repeat(32) }));
    const bytes = await buildRpmdb([
      { name: 'a', ...AZURE },
      { name: 'b', ...AZURE, files: large },
      { name: 'c', ...AZURE },
    ]);
    const sizes: number[] = [];
    // The last page belongs to the chain of pages that holds the large header.
    const spoiled = Uint8Array.from(bytes);
    new DataView(spoiled.buffer).setUint32(28, bytes.length / 4096 - 4);
    const read = await readBlobColumn(spoiled.subarray(0, bytes.length - 4 * 4096), PACKAGES, (blob) =>
      sizes.push(blob.length),
    );
    expect(read).toEqual({ rows: 3, problem: '1 of 3 rows are damaged' });
    expect(sizes.length).toBe(2);
  });

  it('are not there in what is no database', async () => {
    expect(await readBlobColumn(new Uint8Array(5000).fill(7), PACKAGES, () => {})).toEqual({
      rows: 0,
      problem: 'file is not a database',
    });
  });
});

describe('a private copy', () => {
  it('gives the same, is closed to others, lies where there is room, and is gone afterwards', async () => {
    const root = await buildTree({ '/here': { dir: true } });
    const bytes = await buildRpmdb([{ name: 'a', ...AZURE }]);
    const modes: number[] = [];
    const visit = () => {
      for (const name of readdirSync(`${root}/here`)) modes.push(statSync(`${root}/here/${name}`).mode & 0o777);
    };
    const directories = [`${root}/nowhere`, `${root}/here`];
    expect(await readFromCopy(bytes, PACKAGES, { visit, directories })).toEqual({ rows: 1, problem: null });
    expect(modes).toEqual([0o700]);
    expect(readdirSync(`${root}/here`)).toEqual([]);
  });

  it('that cannot be written anywhere is a clear problem', async () => {
    const read = await readFromCopy(Uint8Array.of(1), PACKAGES, {
      visit: () => {},
      directories: ['/nowhere/a', '/nowhere/b'],
    });
    expect(read).toEqual({
      rows: 0,
      problem: 'no room for a private copy of the database in /nowhere/a or /nowhere/b',
    });
  });
});

function database(sql: string): Uint8Array {
  const made = new DatabaseSync(':memory:');
  made.exec(sql);
  const bytes = Uint8Array.from(made.serialize());
  made.close();
  return bytes;
}
