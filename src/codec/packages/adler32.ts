/** The checksum of zlib. Source: RFC 1950, section 8.2 and appendix. */
export function adler32(bytes: Uint8Array): number {
  let low = 1;
  let high = 0;
  for (let start = 0; start < bytes.length; start += BLOCK) {
    const end = Math.min(start + BLOCK, bytes.length);
    for (let at = start; at < end; at += 1) {
      low += bytes[at] ?? 0;
      high += low;
    }
    low %= BASE;
    high %= BASE;
  }
  return ((high << 16) | low) >>> 0;
}

const BASE = 65521;
/** The most bytes after which the sums still fit into 32 bits. */
const BLOCK = 5552;
