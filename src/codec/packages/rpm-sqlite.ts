import { accepted, type Oddity, type Parsed } from '../parsed.ts';
import { type BlobVisit, noteOddity } from './blob-visit.ts';
import { openPages, type SqlitePages } from './sqlite-pages.ts';
import { readRecord, smallNumber } from './sqlite-record.ts';
import { tableRows } from './sqlite-tree.ts';

/**
 * Shows the header of each package of an rpmdb.sqlite, in the order of its table `Packages`. The indexes beside it are not
 * looked at. Rows that damage has made unreadable are oddities and are counted.
 * @param log the write-ahead log beside it, if there is one
 * @returns the number of rows. Source: rpm lib/backend/sqlite.cc; sqlite.org/fileformat2.html
 */
export function readRpmSqlite(database: Uint8Array, log: Uint8Array | undefined, visit: BlobVisit): Parsed<number> {
  const opened = openPages(database, log);
  if (!opened.ok) return opened;
  const pages = opened.value;
  const oddities: Oddity[] = [...opened.oddities];
  const root = packagesRoot(pages, oddities);
  if (root === undefined) {
    noteOddity(oddities, `it has no table ${TABLE} of the known form`, 0);
    return accepted(0, oddities);
  }
  // Rows that together are larger than their file lie over one another, which an honest database does not do.
  let left = pages.count * pages.pageSize;
  let rows = 0;
  for (const row of tableRows(pages, root, oddities)) {
    if (rows === MOST_ROWS)
      return accepted(rows, [...oddities, { what: `more than ${MOST_ROWS} rows`, at: { offset: 0 } }]);
    rows += 1;
    const blob = 'payload' in row ? readRecord(row.payload)?.[BLOB] : undefined;
    left -= blob?.bytes.length ?? 0;
    if (blob?.type === 'blob' && left >= 0) visit(blob.bytes);
    else
      noteOddity(
        oddities,
        `row ${rows}: ${'problem' in row ? row.problem : 'it is no package'}`,
        (root - 1) * pages.pageSize,
      );
  }
  return accepted(rows, oddities);
}

/** The schema is a table too; its columns are type, name, tbl_name, rootpage and sql. */
function packagesRoot(pages: SqlitePages, oddities: Oddity[]): number | undefined {
  let rows = 0;
  for (const row of tableRows(pages, 1, oddities)) {
    rows += 1;
    if (rows > MOST_TABLES) return undefined;
    const [type, name, , root, sql] = ('payload' in row ? readRecord(row.payload) : undefined) ?? [];
    if (type === undefined || name === undefined || root === undefined || sql === undefined) {
      noteOddity(oddities, `schema, row ${rows}: ${'problem' in row ? row.problem : 'cut short'}`, 0);
      continue;
    }
    if (textOf(type.bytes) !== 'table' || textOf(name.bytes) !== TABLE) continue;
    return CREATED_BY.test(textOf(sql.bytes)) ? smallNumber(root) : undefined;
  }
  return undefined;
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes.subarray(0, LONGEST_TEXT));
}

const TABLE = 'Packages';
/** In the table made below, the key is not stored in the row. */
const BLOB = 1;
/** Source: rpm lib/backend/sqlite.cc, the statement that makes the table. */
const CREATED_BY =
  /^CREATE TABLE ['"]?Packages['"]? ?\(\s*hnum INTEGER PRIMARY KEY AUTOINCREMENT,\s*blob BLOB NOT NULL\s*\)$/;
const MOST_ROWS = 100_000;
const MOST_TABLES = 1000;
const LONGEST_TEXT = 1000;
