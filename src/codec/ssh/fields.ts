import type { ByteReader } from '../byte-reader.ts';
import { ByteWriter } from '../byte-writer.ts';

/** A `string` of RFC 4251 5: 4 bytes of length, then the bytes. */
export function sshString(bytes: Uint8Array): Uint8Array {
  return new ByteWriter().bytes(uint32(bytes.length)).bytes(bytes).done();
}

/** A `uint32` of RFC 4251 5. */
export function uint32(value: number): Uint8Array {
  return new ByteWriter()
    .u16(Math.floor(value / 0x10000))
    .u16(value % 0x10000)
    .done();
}

/** An `mpint` of RFC 4251 5 for a magnitude: no zeros in front but the one that keeps it positive. */
export function mpint(magnitude: Uint8Array): Uint8Array {
  const first = magnitude.findIndex((byte) => byte !== 0);
  if (first < 0) return sshString(new Uint8Array());
  const digits = magnitude.subarray(first);
  const sign = (digits[0] ?? 0) >= 0x80 ? [0] : [];
  return sshString(new ByteWriter().bytes(Uint8Array.from(sign)).bytes(digits).done());
}

/** Reads a `string`; undefined where it is cut off. */
export function readString(from: ByteReader): Uint8Array | undefined {
  const length = from.u32();
  return length === undefined ? undefined : from.bytes(length);
}

/** Reads a `string` of text, byte by byte (names of SSH are US-ASCII, RFC 4251 6). */
export function readText(from: ByteReader): string | undefined {
  const bytes = readString(from);
  return bytes === undefined ? undefined : Buffer.from(bytes).toString('latin1');
}

/** Reads a positive `mpint` and gives its magnitude without zeros in front; undefined where it is cut off or negative. */
export function readMagnitude(from: ByteReader): Uint8Array | undefined {
  const bytes = readString(from);
  if (bytes === undefined || (bytes[0] ?? 0) >= 0x80) return undefined;
  const first = bytes.findIndex((byte) => byte !== 0);
  return first < 0 ? new Uint8Array() : bytes.subarray(first);
}

/** Length of a magnitude in bits. */
export function bitLength(magnitude: Uint8Array): number {
  const [first] = magnitude;
  return first === undefined ? 0 : magnitude.length * 8 - Math.clz32(first) + 24;
}
