import type { Oddity } from '../parsed.ts';
import { noteOddity } from './blob-visit.ts';
import type { SqlitePages } from './sqlite-pages.ts';
import { readVarint } from './sqlite-varint.ts';

/** A row of a table as it is stored, or why it cannot be read. The bytes are good until the next row is asked for. */
export type SqliteRow = { readonly payload: Uint8Array } | { readonly problem: string };

/**
 * The rows of the table whose tree begins at a page, in the order of their keys. Each page belongs to one place of one tree:
 * where one is met again, what hangs on it is an oddity and is not read twice.
 * Source: sqlite.org/fileformat2.html sections 1.5 and 1.6.
 */
export function* tableRows(pages: SqlitePages, root: number, oddities: Oddity[]): Generator<SqliteRow> {
  const tree: Tree = { pages, oddities, met: new Set([SCHEMA_ROOT, root]), scratch: new Uint8Array(0) };
  const waiting = [root];
  for (let number = waiting.pop(); number !== undefined; number = waiting.pop()) {
    const page = pages.page(number);
    const offset = number === SCHEMA_ROOT ? FILE_HEADER : 0;
    const at = (number - 1) * pages.pageSize;
    const type = page?.[offset];
    if (page === undefined) noteOddity(oddities, `page ${number}: past the end`, at);
    else if (type === LEAF) for (const cell of cells(tree, page, offset, at)) yield readRow(tree, page, cell);
    else if (type === INTERIOR) waiting.push(...children(tree, page, offset, at).toReversed());
    else noteOddity(oddities, `page ${number}: wants a page of a table, has type ${type}`, at);
  }
}

interface Tree {
  readonly pages: SqlitePages;
  readonly oddities: Oddity[];
  readonly met: Set<number>;
  /** Where rows are put together that do not fit into a page. */
  scratch: Uint8Array;
}

/** Where the cells of a page begin; the list of them stands behind the page's header. */
function cells({ pages, oddities }: Tree, page: Uint8Array, offset: number, at: number): readonly number[] {
  const view = viewOf(page);
  const list = offset + (page[offset] === INTERIOR ? 12 : 8);
  const count = view.getUint16(offset + 3);
  if (list + 2 * count > pages.usable) {
    noteOddity(oddities, `page of a table: ${count} cells do not fit into it`, at);
    return [];
  }
  return Array.from({ length: count }, (_, index) => view.getUint16(list + 2 * index));
}

function children(tree: Tree, page: Uint8Array, offset: number, at: number): readonly number[] {
  const view = viewOf(page);
  const left = cells(tree, page, offset, at).map((cell) => (cell + 4 > page.length ? 0 : view.getUint32(cell)));
  return [...left, view.getUint32(offset + 8)].filter((child) => {
    const isNew = child > 0 && child <= tree.pages.count && !tree.met.has(child);
    if (isNew) tree.met.add(child);
    else noteOddity(tree.oddities, `page of a table: page ${child} below it is not there or was met before`, at);
    return isNew;
  });
}

/** Length and key come first; what does not fit into the page goes on in a chain of others. */
function readRow(tree: Tree, page: Uint8Array, cell: number): SqliteRow {
  const length = readVarint(page, cell);
  const key = length === undefined ? undefined : readVarint(page, length.next);
  if (length === undefined || key === undefined) return { problem: 'its head lies past the end of the page' };
  if (length.value > LARGEST_ROW) return { problem: `it is said to have ${length.value} bytes` };
  const local = localSize(length.value, tree.pages.usable);
  const end = key.next + local;
  if (end + (local < length.value ? 4 : 0) > tree.pages.usable) return { problem: 'it lies past the end of the page' };
  const first = page.subarray(key.next, end);
  if (local === length.value) return { payload: first };
  return readChain(tree, first, { next: viewOf(page).getUint32(end), length: length.value });
}

function readChain(
  tree: Tree,
  first: Uint8Array,
  { next, length }: { readonly next: number; readonly length: number },
): SqliteRow {
  const { pages, met } = tree;
  // Room is made only for what the file can hold.
  if (length > pages.count * pages.pageSize) return { problem: `it is said to have ${length} bytes` };
  const parts = [first];
  let have = first.length;
  for (let number = next; have < length; ) {
    const page = pages.page(number);
    if (page === undefined) return { problem: `its chain leads to page ${number} of ${pages.count}` };
    if (met.has(number)) return { problem: `its chain comes to page ${number}, which was met before` };
    met.add(number);
    const part = page.subarray(4, 4 + Math.min(pages.usable - 4, length - have));
    parts.push(part);
    have += part.length;
    number = viewOf(page).getUint32(0);
  }
  return { payload: joined(tree, parts, length) };
}

function joined(tree: Tree, parts: readonly Uint8Array[], length: number): Uint8Array {
  if (tree.scratch.length < length) tree.scratch = new Uint8Array(Math.max(length, LEAST_SCRATCH));
  let at = 0;
  for (const part of parts) {
    tree.scratch.set(part, at);
    at += part.length;
  }
  return tree.scratch.subarray(0, length);
}

/** How much of a row stands in the page of the tree. Source: section 1.6, "Cell Payload Overflow Pages", table leaf cells. */
function localSize(length: number, usable: number): number {
  if (length <= usable - 35) return length;
  const least = Math.floor(((usable - 12) * 32) / 255) - 23;
  const wanted = least + ((length - least) % (usable - 4));
  return wanted <= usable - 35 ? wanted : least;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

const SCHEMA_ROOT = 1;
const FILE_HEADER = 100;
const INTERIOR = 5;
const LEAF = 13;
const LEAST_SCRATCH = 256 * 1024;
/** A package header of more than 64 MiB is absurd. */
const LARGEST_ROW = 64 * 1024 * 1024;
