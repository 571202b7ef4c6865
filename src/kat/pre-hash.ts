import { createHash } from 'node:crypto';
import type { Message } from '../codec/known-answer.ts';

/**
 * M' of HashML-DSA and HashSLH-DSA: 1, length of the context, context, OID of the hash, hash of the message.
 * @returns undefined for a hash that has no OID there. Source: FIPS 204 algorithm 4, FIPS 205 algorithm 23.
 */
export function preHashed({ message, context, hash }: Extract<Message, { as: 'pre-hash' }>): Uint8Array | undefined {
  const row = HASHES.get(hash);
  if (row === undefined || context.length > 255) return undefined;
  const digest = createHash(row.name, row.length === undefined ? {} : { outputLength: row.length })
    .update(message)
    .digest();
  return Buffer.concat([Uint8Array.of(1, context.length), context, OID_OF_HASHES, Uint8Array.of(row.arc), digest]);
}

/** 2.16.840.1.101.3.4.2 in DER, without its last arc. */
const OID_OF_HASHES = Uint8Array.of(0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02);

/** The last arc of the OID, and Node's name; lengths in bytes for the functions of any length. */
const HASHES: ReadonlyMap<string, { readonly arc: number; readonly name: string; readonly length?: number }> = new Map([
  ['SHA2-256', { arc: 1, name: 'sha256' }],
  ['SHA2-384', { arc: 2, name: 'sha384' }],
  ['SHA2-512', { arc: 3, name: 'sha512' }],
  ['SHA2-224', { arc: 4, name: 'sha224' }],
  ['SHA2-512/224', { arc: 5, name: 'sha512-224' }],
  ['SHA2-512/256', { arc: 6, name: 'sha512-256' }],
  ['SHA3-224', { arc: 7, name: 'sha3-224' }],
  ['SHA3-256', { arc: 8, name: 'sha3-256' }],
  ['SHA3-384', { arc: 9, name: 'sha3-384' }],
  ['SHA3-512', { arc: 10, name: 'sha3-512' }],
  ['SHAKE-128', { arc: 11, name: 'shake128', length: 32 }],
  ['SHAKE-256', { arc: 12, name: 'shake256', length: 64 }],
]);
