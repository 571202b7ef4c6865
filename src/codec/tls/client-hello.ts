import { ByteReader } from '../byte-reader.ts';
import { ByteWriter } from '../byte-writer.ts';
import { accepted, type Parsed, refused } from '../parsed.ts';
import { type Extension, readExtensions, writeExtensions } from './extensions.ts';
import { handshakeType } from './numbers.ts';

/** A ClientHello, fields in wire order. Source: RFC 8446 4.1.2. */
export interface ClientHello {
  readonly legacyVersion: number;
  /** 32 bytes. */
  readonly random: Uint8Array;
  /** 0 to 32 bytes. */
  readonly sessionId: Uint8Array;
  readonly cipherSuites: readonly number[];
  readonly compressionMethods: readonly number[];
  /** Absent in an SSL 3.0 hello, which has no extensions. */
  readonly extensions?: readonly Extension[];
}

/** The handshake message: header (4 bytes) and body. */
export function encodeClientHello(hello: ClientHello): Uint8Array {
  const message = new ByteWriter().u8(handshakeType.clientHello).vector(3, (body) => {
    body.u16(hello.legacyVersion).bytes(hello.random);
    body.vector(1, (id) => id.bytes(hello.sessionId));
    body.vector(2, (list) => {
      for (const suite of hello.cipherSuites) list.u16(suite);
    });
    body.vector(1, (list) => {
      for (const method of hello.compressionMethods) list.u8(method);
    });
    if (hello.extensions !== undefined) writeExtensions(body, hello.extensions);
  });
  return message.done();
}

/** Reads one handshake message that a client sent. */
export function decodeClientHello(message: Uint8Array): Parsed<ClientHello> {
  const from = new ByteReader(message);
  const refuse = (problem: string): Parsed<ClientHello> =>
    refused(`ClientHello: ${problem}`, { offset: from.position });
  if (from.u8() !== handshakeType.clientHello) return refuse('wants message type 1');
  if (from.u24() !== from.left) return refuse('the length does not fit the message');
  const legacyVersion = from.u16();
  const random = from.bytes(32);
  const sessionId = from.bytes(from.u8() ?? -1);
  const suites = from.bytes(from.u16() ?? -1);
  const methods = from.bytes(from.u8() ?? -1);
  if (legacyVersion === undefined || random === undefined || sessionId === undefined)
    return refuse('ends within version, random or session id');
  if (suites === undefined || methods === undefined || suites.length % 2 !== 0)
    return refuse('cipher suites or compression methods do not fit');
  const hello = { legacyVersion, random, sessionId, cipherSuites: pairs(suites), compressionMethods: [...methods] };
  if (from.left === 0) return accepted(hello);
  const extensions = readExtensions(from);
  if (extensions === undefined || from.left > 0) return refuse('extensions do not fit');
  return accepted({ ...hello, extensions });
}

function pairs(bytes: Uint8Array): readonly number[] {
  const reader = new ByteReader(bytes);
  return Array.from({ length: bytes.length / 2 }, () => reader.u16() ?? 0);
}
