import { Buffer } from 'node:buffer';

/** Printable ASCII characters in a row, and where the first of them lies. */
export interface FoundString {
  readonly offset: number;
  readonly text: string;
}

/**
 * The strings that hold `needle`, each grown to both sides as far as it is printable ASCII. Fast on large files: the search is
 * native and only hits are looked at.
 * @param most hits after which the search ends
 */
export function stringsWith(bytes: Uint8Array, needle: string, most = 32): readonly FoundString[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found: FoundString[] = [];
  let from = 0;
  while (found.length < most) {
    const hit = buffer.indexOf(needle, from, 'latin1');
    if (hit === -1) break;
    const string = growAround(buffer, hit, needle.length);
    found.push(string);
    from = Math.max(hit + needle.length, string.offset + string.text.length);
  }
  return found;
}

/** Whether the bytes hold these, anywhere. */
export function holds(bytes: Uint8Array, needle: string | Uint8Array): boolean {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return buffer.includes(typeof needle === 'string' ? needle : Buffer.from(needle), 0, 'latin1');
}

/** All strings of at least `shortest` characters that end with a NUL, in order, as a compiler lays literals into `.rodata`. */
export function literalsIn(bytes: Uint8Array, shortest: number): readonly FoundString[] {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  return [...text.matchAll(new RegExp(`[\\x20-\\x7e]{${shortest},4096}(?=\\x00)`, 'g'))].map((match) => ({
    offset: match.index,
    text: match[0],
  }));
}

function growAround(buffer: Buffer, hit: number, length: number): FoundString {
  let start = hit;
  let end = hit + length;
  while (start > 0 && hit - start < LONGEST && isPrintable(buffer[start - 1])) start -= 1;
  while (end < buffer.length && end - hit < LONGEST && isPrintable(buffer[end])) end += 1;
  return { offset: start, text: buffer.toString('latin1', start, end) };
}

function isPrintable(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x20 && byte <= 0x7e;
}

/** The compiler line of libcrypto is the longest that is read; it has some 2,000 characters. */
const LONGEST = 8192;
