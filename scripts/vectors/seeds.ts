import { createHash } from 'node:crypto';

/** Bytes that follow from their label alone: SHAKE256 of it. */
export function seed(label: string, length: number): Uint8Array {
  return createHash('shake256', { outputLength: length }).update(`pqready test vectors 1: ${label}`).digest();
}

/** The same bytes with one bit of one byte turned over. */
export function flipped(bytes: Uint8Array, at: number): Uint8Array {
  return replaced(bytes, at, Uint8Array.of((bytes.at(at) ?? 0) ^ 1));
}

/** The same bytes with others laid over them; a negative place counts from the end. */
export function replaced(bytes: Uint8Array, at: number, others: Uint8Array): Uint8Array {
  const copy = Buffer.from(bytes);
  copy.set(others, at < 0 ? bytes.length + at : at);
  return copy;
}

/** One byte less, and one byte more. */
export function wrongLengths(bytes: Uint8Array): readonly (readonly [reason: string, Uint8Array])[] {
  return [
    ['one byte short', bytes.subarray(0, -1)],
    ['one byte long', Buffer.concat([bytes, Uint8Array.of(0)])],
  ];
}

/** Hexadecimal digits as NIST writes them. */
export function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex').toUpperCase();
}
