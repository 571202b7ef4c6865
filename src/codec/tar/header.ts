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
  if (bytes.length < BLOCK) return refused(`header: wants ${BLOCK} bytes, has ${bytes.length}`, { offset: 0 });
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
  if (written === undefined) return false;
  let unsigned = 0;
  let high = 0;
  for (let at = 0; at < BLOCK; at += 1) {
    const byte = at >= 148 && at < 156 ? 0x20 : (bytes[at] ?? 0);
    unsigned += byte;
    high += byte >> 7;
  }
  return written === unsigned || written === unsigned - 256 * high;
}

/** Octal digits between blanks and NULs, or, marked by the first bit, a number of base 256. Empty is 0. */
function numberAt(bytes: Buffer, at: number, length: number): number | undefined {
  const first = bytes[at] ?? 0;
  if ((first & 0x80) !== 0) {
    // 0xff: negative, which nothing here may be.
    let value = first & 0x7f;
    for (let index = 1; index < length; index += 1) value = value * 256 + (bytes[at + index] ?? 0);
    return Number.isSafeInteger(value) && first !== 0xff ? value : undefined;
  }
  const digits = bytes.toString('latin1', at, at + length).replace(/^[ \0]+|[ \0].*$/gs, '');
  return /^[0-7]*$/.test(digits) ? Number.parseInt(`0${digits}`, 8) : undefined;
}

function textAt(bytes: Buffer, at: number, length: number): string {
  const end = bytes.indexOf(0, at);
  return bytes.toString('latin1', at, end === -1 || end > at + length ? at + length : end);
}
