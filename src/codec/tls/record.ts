import { ByteWriter } from '../byte-writer.ts';
import { accepted, type Parsed, refused } from '../parsed.ts';
import { contentType } from './numbers.ts';

/** One TLS record, its fragment still as protected as it came. Source: RFC 8446 5.1. */
export interface TlsRecord {
  readonly type: number;
  readonly legacyVersion: number;
  readonly fragment: Uint8Array;
  /** The 5 bytes in front, which are the additional data of a protected record. */
  readonly header: Uint8Array;
}

/** Puts a payload into records of at most `fragmentLength` bytes each. */
export function encodeRecords(
  type: number,
  legacyVersion: number,
  payload: Uint8Array,
  fragmentLength = 16384,
): Uint8Array {
  const to = new ByteWriter(payload.length + 5);
  for (let at = 0; at < payload.length; at += fragmentLength) {
    const fragment = payload.subarray(at, at + fragmentLength);
    to.u8(type)
      .u16(legacyVersion)
      .vector(2, (inside) => inside.bytes(fragment));
  }
  return to.done();
}

/**
 * A cursor that is fed what comes from the network and gives whole records. It keeps at most one unfinished record (16 KiB +
 * 256 bytes, RFC 8446 5.2) beyond what it was fed, and never looks at a byte twice.
 */
export class RecordReader {
  #pending: Uint8Array = new Uint8Array();
  #offset = 0;

  /** Takes more bytes in. */
  feed(chunk: Uint8Array): void {
    if (this.#pending.length === 0) {
      // A view of the same bytes: what a Buffer gives out would be Buffers again.
      this.#pending = new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.length);
      return;
    }
    const joined = new Uint8Array(this.#pending.length + chunk.length);
    joined.set(this.#pending);
    joined.set(chunk, this.#pending.length);
    this.#pending = joined;
  }

  /** Whether bytes of an unfinished record wait. */
  get hasRest(): boolean {
    return this.#pending.length > 0;
  }

  /** The next whole record; undefined: feed more; refused: this is not TLS, and nothing after it can be read. */
  next(): Parsed<TlsRecord> | undefined {
    const bytes = this.#pending;
    const [type, major, minor, high, low] = bytes;
    if (type === undefined) return undefined;
    if (!RECORD_TYPES.includes(type)) return refused(notTls(bytes), { offset: this.#offset });
    if (major === undefined || minor === undefined || high === undefined || low === undefined) return undefined;
    if (major !== 3)
      return refused(`record version: wants 0x03xx, has 0x${hex(major)}${hex(minor)}`, { offset: this.#offset + 1 });
    const length = high * 256 + low;
    if (length > LONGEST_FRAGMENT)
      return refused(`record length: at most ${LONGEST_FRAGMENT}, has ${length}`, { offset: this.#offset + 3 });
    if (bytes.length < HEADER + length) return undefined;
    this.#pending = bytes.subarray(HEADER + length);
    this.#offset += HEADER + length;
    const header = bytes.subarray(0, HEADER);
    return accepted({
      type,
      legacyVersion: major * 256 + minor,
      fragment: bytes.subarray(HEADER, HEADER + length),
      header,
    });
  }
}

/** What a server that does not speak TLS here seems to speak, from its first bytes. */
function notTls(bytes: Uint8Array): string {
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 8));
  const known = PROTOCOL_STARTS.find(([prefix]) => start.startsWith(prefix));
  return known === undefined
    ? `not a TLS record: the first byte is 0x${hex(bytes[0] ?? 0)}`
    : `not TLS: this is ${known[1]}`;
}

function hex(byte: number): string {
  return byte.toString(16).padStart(2, '0');
}

const HEADER = 5;
// RFC 8446 5.2 allows 2^14 + 256; TLS 1.2 with a block cipher may send 2^14 + 2048 (RFC 5246 6.2.3).
const LONGEST_FRAGMENT = 16384 + 2048;
const RECORD_TYPES: readonly number[] = Object.values(contentType);
const PROTOCOL_STARTS: readonly (readonly [prefix: string, protocol: string])[] = [
  ['HTTP/', 'HTTP in plain text'],
  ['SSH-', 'SSH'],
  ['220', 'a mail or FTP server in plain text'],
  ['* OK', 'IMAP in plain text'],
  ['+OK', 'POP3 in plain text'],
  ['<', 'XML or HTML in plain text'],
];
