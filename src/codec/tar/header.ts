import { accepted, type Parsed, refused } from '../parsed.ts';

/** What one header block says by itself. Names are bytes, carried as Latin-1: one character a byte. */
export interface TarHeader {
  readonly name: string;
  /** The type flag, '0' for the empty one of version 7. */
  readonly flag: string;
  /** Bytes of data behind the header. */
  readonly size: number;
  readonly mode: number;
  readonly link: string;
  /** GNU's old sparse format: what the file measures when it is unpacked, and whether its map goes on in further blocks. */
  readonly sparse: { readonly size: number; readonly mapGoesOn: boolean } | null;
}

/**
 * Reads a header block of 512 bytes: version 7, ustar, GNU and pax.
 * Source: POSIX.1-2017 pax, "ustar Interchange Format"; GNU tar manual, "Basic Tar Format".
 */
export function readTarHeader(block: Uint8Array): Parsed<TarHeader> {
  const bytes = Buffer.from(block.buffer, block.byteOffset, block.byteLength);
  if (bytes.length !== BLOCK) return refused(`header: wants ${BLOCK} bytes, has ${bytes.length}`, { offset: 0 });
  if (!hasGoodChecksum(bytes))
    return refused('header: its checksum is wrong, so this is no tar archive', { offset: 148 });
  const size = numberAt(bytes, 124, 12);
  if (size === undefined) return refused('header: the size is no number', { offset: 124 });
  const flag = bytes[156] === 0 ? '0' : bytes.toString('latin1', 156, 157);
  const isGnu = bytes.toString('latin1', 257, 265) === 'ustar  \0';
  const prefix = bytes.toString('latin1', 257, 263) === 'ustar\0' ? textAt(bytes, 345, 155) : '';
  const name = textAt(bytes, 0, 100);
  return accepted({
    name: prefix === '' ? name : `${prefix}/${name}`,
    flag,
    size,
    mode: (numberAt(bytes, 100, 8) ?? 0) & 0o7777,
    link: textAt(bytes, 157, 100),
    sparse: flag === 'S' && isGnu ? { size: numberAt(bytes, 483, 12) ?? size, mapGoesOn: bytes[482] === 1 } : null,
  });
}

/** Everything in an archive is made of blocks of so many bytes. */
export const BLOCK = 512;

/** The sum of all bytes, those of the checksum itself taken for blanks; old writers summed signed ones. */
function hasGoodChecksum(bytes: Buffer): boolean {
  const written = numberAt(bytes, 148, 8);
  const field = bytes.subarray(148, 156);
  const unsigned = sumOf(bytes, 0) - sumOf(field, 0) + 8 * 0x20;
  if (written === undefined || written === unsigned) return written !== undefined;
  return written === unsigned - 256 * (sumOf(bytes, 7) - sumOf(field, 7));
}

function sumOf(bytes: Buffer, shift: number): number {
  let sum = 0;
  for (let at = 0; at < bytes.length; at += 1) sum += (bytes[at] ?? 0) >> shift;
  return sum;
}

/** Octal digits between blanks and NULs, or, marked by the first bit, a number of base 256. Empty is 0. */
function numberAt(bytes: Buffer, at: number, length: number): number | undefined {
  const first = bytes[at] ?? 0;
  let value = (first & 0x80) === 0 ? 0 : first & 0x7f;
  if ((first & 0x80) !== 0) {
    for (let index = 1; index < length; index += 1) value = value * 256 + (bytes[at + index] ?? 0);
    // 0xff: negative, which nothing here may be.
    return Number.isSafeInteger(value) && first !== 0xff ? value : undefined;
  }
  let index = at;
  while (index < at + length && isFiller(bytes[index])) index += 1;
  for (; index < at + length && !isFiller(bytes[index]); index += 1) {
    const digit = (bytes[index] ?? 0) - 0x30;
    if (digit < 0 || digit > 7) return undefined;
    value = value * 8 + digit;
  }
  return value;
}

function isFiller(byte: number | undefined): boolean {
  return byte === 0 || byte === 0x20;
}

function textAt(bytes: Buffer, at: number, length: number): string {
  const end = bytes.indexOf(0, at);
  return bytes.toString('latin1', at, end === -1 || end > at + length ? at + length : end);
}
