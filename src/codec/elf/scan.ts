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
  const counts = new Map(needles.map(({ text }) => [text, 0]));
  const end = Math.min(part.offset + part.size, source.size);
  for (let at = part.offset; at < end; at += PIECE) {
    const from = Math.max(part.offset, at - BEFORE);
    const bytes = source.read(from, Math.min(end, at + PIECE + AFTER) - from);
    const piece = { buffer: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), from, at };
    for (const needle of needles) hits.push(...hitsIn(piece, needle, counts));
  }
  return hits;
}

interface Piece {
  readonly buffer: Buffer;
  readonly from: number;
  /** Hits that begin before this place belong to the piece before, those past its length to the next one. */
  readonly at: number;
}

function hitsIn(piece: Piece, { text, most }: Needle, counts: Map<string, number>): readonly Hit[] {
  const { buffer, from, at } = piece;
  const hits: Hit[] = [];
  let count = counts.get(text) ?? 0;
  let hit = count < most ? buffer.indexOf(text, at - from, 'latin1') : -1;
  while (hit !== -1 && hit + from < at + PIECE && count < most) {
    hits.push({ needle: text, ...around(buffer, hit, from) });
    count += 1;
    hit = buffer.indexOf(text, hit + text.length, 'latin1');
  }
  counts.set(text, count);
  return hits;
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
