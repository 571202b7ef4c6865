import { gunzipSync } from 'node:zlib';
import { accepted, type Parsed, refused } from './parsed.ts';

/**
 * The content of a file that is gzipped or not. Source: RFC 1952.
 * @param limit bytes of content at most; more is refused before it is unpacked
 */
export function gunzipped(file: Uint8Array, limit: number): Parsed<Uint8Array> {
  if (file[0] !== 0x1f || file[1] !== 0x8b) return accepted(file);
  try {
    return accepted(gunzipSync(file, { maxOutputLength: limit }));
  } catch (error) {
    return refused(`gzip: ${error instanceof Error ? error.message : error}`, { offset: 0 });
  }
}
