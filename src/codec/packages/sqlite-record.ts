import { readVarint } from './sqlite-varint.ts';

/** A column of a row: its bytes, and whether they are a number, a text or a blob. */
export interface SqliteColumn {
  readonly type: 'null' | 'number' | 'text' | 'blob';
  readonly bytes: Uint8Array;
}

/**
 * Parts a row into its columns; nothing is copied.
 * @returns undefined where the row is shorter than its own head says. Source: sqlite.org/fileformat2.html section 2.1
 */
export function readRecord(payload: Uint8Array): readonly SqliteColumn[] | undefined {
  const head = readVarint(payload, 0);
  if (head === undefined || head.value > Math.min(payload.length, LARGEST_HEAD)) return undefined;
  const columns: SqliteColumn[] = [];
  let body = head.value;
  for (let at = head.next; at < head.value; ) {
    const serial = readVarint(payload, at);
    const form = serial === undefined ? undefined : formOf(serial.value);
    if (serial === undefined || form === undefined || body + form.size > payload.length) return undefined;
    columns.push({ type: form.type, bytes: payload.subarray(body, body + form.size) });
    body += form.size;
    at = serial.next;
  }
  return columns;
}

/** A small whole number, as a page number is. */
export function smallNumber({ type, bytes }: SqliteColumn): number | undefined {
  if (type !== 'number' || bytes.length > 6) return undefined;
  return bytes.reduce((sum, byte) => sum * 256 + byte, 0);
}

function formOf(serial: number): { readonly type: SqliteColumn['type']; readonly size: number } | undefined {
  if (serial === 0) return { type: 'null', size: 0 };
  if (serial < 12) {
    const size = NUMBER_SIZES[serial];
    return size === undefined ? undefined : { type: 'number', size };
  }
  return { type: serial % 2 === 0 ? 'blob' : 'text', size: Math.floor((serial - 12) / 2) };
}

/** By serial type; 8 and 9 are the numbers 0 and 1 without a byte, 10 and 11 are never stored. */
const NUMBER_SIZES: readonly (number | undefined)[] = [0, 1, 2, 3, 4, 6, 8, 8, 0, 0];
/** Room for far more columns than rpm has. */
const LARGEST_HEAD = 4096;
