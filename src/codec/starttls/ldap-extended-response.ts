import { ByteReader } from '../byte-reader.ts';
import type { ReplyReading } from './reply.ts';

/** Reads the answer to an ExtendedRequest of messageID 1: SEQUENCE { messageID, [APPLICATION 24] { resultCode, ... } }. Source: RFC 4511 4.12. */
export function readLdapExtendedResponse(bytes: Uint8Array): ReplyReading {
  const outer = readElement(new ByteReader(bytes));
  if (outer === undefined)
    return bytes.length > LONGEST ? bad(bytes.length, 'an LDAP message that is too long') : { state: 'unfinished' };
  if (outer === 'malformed' || outer.tag !== SEQUENCE) return bad(bytes.length, 'what is no LDAP message');
  const inside = new ByteReader(outer.content);
  const id = elementOf(inside, INTEGER);
  const response = elementOf(inside, EXTENDED_RESPONSE);
  if (id === undefined || response === undefined) return bad(outer.end, 'an LDAP message that is no ExtendedResponse');
  const number = id.reduce((sum, byte) => sum * 256 + byte, 0);
  if (number === 0) return bad(outer.end, 'a notice of disconnection');
  if (number !== 1) return bad(outer.end, `an answer to message ${number}, which was not sent`);
  const fields = new ByteReader(response);
  const code = elementOf(fields, ENUMERATED)?.[0];
  elementOf(fields, OCTET_STRING);
  const diagnostic = elementOf(fields, OCTET_STRING);
  if (code === 0) return { state: 'good', length: outer.end, words: 'resultCode 0' };
  const said = diagnostic === undefined ? '' : `: ${Buffer.from(diagnostic).toString('latin1').slice(0, 120)}`;
  return bad(outer.end, `resultCode ${code ?? 'missing'}${said}`);
}

interface Element {
  readonly tag: number;
  readonly content: Uint8Array;
  /** Where it ends, in bytes from the start of what is read. */
  readonly end: number;
}

/** One element of BER with a definite length, which is all that LDAP allows (RFC 4511 5.1); undefined: cut off. */
function readElement(from: ByteReader): Element | 'malformed' | undefined {
  const tag = from.u8();
  const first = from.u8();
  if (tag === undefined || first === undefined) return undefined;
  const length = first < 0x80 ? first : longLength(from, first & 0x7f);
  if (length === undefined) return undefined;
  if (length === 'malformed' || length > LONGEST) return 'malformed';
  const content = from.bytes(length);
  return content === undefined ? undefined : { tag, content, end: from.position };
}

function longLength(from: ByteReader, width: number): number | 'malformed' | undefined {
  if (width === 0 || width > 4) return 'malformed';
  const digits = from.bytes(width);
  return digits?.reduce((sum, byte) => sum * 256 + byte, 0);
}

function elementOf(from: ByteReader, tag: number): Uint8Array | undefined {
  const element = readElement(from);
  return element === undefined || element === 'malformed' || element.tag !== tag ? undefined : element.content;
}

function bad(length: number, words: string): ReplyReading {
  return { state: 'bad', length, words };
}

const INTEGER = 0x02;
const OCTET_STRING = 0x04;
const ENUMERATED = 0x0a;
const SEQUENCE = 0x30;
const EXTENDED_RESPONSE = 0x78;
const LONGEST = 16 * 1024;
