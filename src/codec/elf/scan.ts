import { Buffer } from 'node:buffer';
import type { ByteSource } from '../byte-source.ts';

/** A needle that stands in a file, with the printable characters around it. */
export interface Hit {
  readonly needle: string;
  /** Where the text begins, in bytes from the start of the file. */
  readonly offset: number;
  readonly text: string;
}

/** What to look for, and how many hits of it are enough. */
export interface Needle {
  readonly text: string;
  readonly most: number;
}

/**
 * Looks for several texts in a part of a file, a piece at a time: a part of any size takes little memory. Pieces
 * overlap, so that a text on an edge is found, once. The search is native; only hits are looked at.
 */
export function scanFor(
  source: ByteSource,
  part: { readonly offset: number; readonly size: number },
  needles: readonly Needle[],
): readonly Hit[] {
  const hits: Hit[] = [];
  const sought = needles.map((needle) => ({ ...needle, anchor: anchorOf(needle.text), count: 0 }));
  const end = Math.min(part.offset + part.size, source.size);
  const into = end - part.offset > SMALL ? roomForPieces() : undefined;
  for (let at = part.offset; at < end; at += PIECE) {
    const from = Math.max(part.offset, at - BEFORE);
    const bytes = source.read(from, Math.min(end, at + PIECE + AFTER) - from, into);
    const piece = { buffer: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), from, at };
    for (const needle of sought) if (needle.count < needle.most) hits.push(...hitsIn(piece, needle));
  }
  return hits;
}

interface Piece {
  readonly buffer: Buffer;
  readonly from: number;
  /** Hits that begin before this place belong to the piece before, those past its length to the next one. */
  readonly at: number;
}

interface Sought extends Needle {
  readonly anchor: Anchor;
  count: number;
}

function hitsIn({ buffer, from, at }: Piece, needle: Sought): readonly Hit[] {
  const { text, most } = needle;
  const hits: Hit[] = [];
  let { anchor } = needle;
  let misses = 0;
  for (let next = at - from; needle.count < most; ) {
    const hit = buffer.indexOf(anchor.text, next + anchor.shift, 'latin1') - anchor.shift;
    if (hit < 0 || hit + from >= at + PIECE) break;
    const isWhole = anchor.text === text || buffer.toString('latin1', hit, hit + text.length) === text;
    next = hit + (isWhole ? text.length : 1);
    if (isWhole) {
      hits.push({ needle: text, ...around(buffer, hit, from) });
      needle.count += 1;
      continue;
    }
    misses += 1;
    if (misses > MOST_MISSES) anchor = { text, shift: 0 };
  }
  return hits;
}

interface Anchor {
  readonly text: string;
  /** How far behind the beginning of the whole text it stands. */
  readonly shift: number;
}

/**
 * The piece of a text by which it is looked for. Of fewer than 8 characters, since Node.js then jumps from one place of the first
 * character to the next, three times as fast as it looks for a longer text; and where possible with a rare character in front.
 * Source: Node.js src/string_search.h, kBMMinPatternLength.
 */
function anchorOf(text: string): Anchor {
  let shift = 0;
  for (let start = 1; start + SHORTEST_ANCHOR <= text.length; start += 1)
    if (commonness(text, start) < commonness(text, shift)) shift = start;
  return { text: text.slice(shift, shift + LONGEST_ANCHOR), shift };
}

function commonness(text: string, at: number): number {
  return RARE_TO_COMMON.indexOf(text[at] ?? '');
}

/** Room for the pieces of one search after the other: memory that is asked for anew is cleared each time. */
function roomForPieces(): Uint8Array {
  room ??= new Uint8Array(BEFORE + PIECE + AFTER);
  return room;
}

function around(buffer: Buffer, hit: number, from: number): { readonly offset: number; readonly text: string } {
  let start = hit;
  let end = hit;
  while (start > 0 && hit - start < BEFORE && isPrintable(buffer[start - 1])) start -= 1;
  while (end < buffer.length && end - hit < AFTER && isPrintable(buffer[end])) end += 1;
  return { offset: from + start, text: buffer.toString('latin1', start, end) };
}

function isPrintable(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x20 && byte <= 0x7e;
}

const PIECE = 512 * 1024;
/** Rust's literals run into each other without a NUL: the neighbourhood of a needle is bounded. */
const BEFORE = 160;
const AFTER = 160;
/** Below it a piece of its own costs nothing. */
const SMALL = 16 * 1024;
const SHORTEST_ANCHOR = 4;
const LONGEST_ANCHOR = 7;
/** So that bytes made of anchors alone cost no more than any others. */
const MOST_MISSES = 64;
/** As counted in the read-only data of Debian's programs; a character that is not here is taken for rarer still. */
const RARE_TO_COMMON = 'KWzX7G=5BUFD4@OLN/8V3w`)k6M,ITxC(R:%yASE-P12bv.ghf0mpudcl_osnriate ';
let room: Uint8Array | undefined;
