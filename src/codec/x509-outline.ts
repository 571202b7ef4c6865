import { ByteReader } from './byte-reader.ts';
import { accepted, type Parsed, refused } from './parsed.ts';

/** What stands at fixed places of a certificate: enough to check a signature with, even where the rest cannot be read. */
export interface CertificateOutline {
  readonly signatureOid: string;
  /** SubjectPublicKeyInfo as it stands in the certificate, DER. */
  readonly spki: Uint8Array;
  readonly keyOid: string;
  /** The named curve, where the key's parameters are an OID. */
  readonly curveOid?: string;
  /** The modulus of an RSA key. */
  readonly modulusBits?: number;
  /** The last day on which it is valid, `2030-12-31`; absent where that cannot be read. */
  readonly lastDay?: string;
}

/** Reads the outline, without recursion: names, extensions and all else are passed over. Source: RFC 5280 4.1. */
export function readCertificateOutline(der: Uint8Array): Parsed<CertificateOutline> {
  const certificate = inside(cursor(der), SEQUENCE);
  const tbs = inside(certificate, SEQUENCE);
  const signatureOid = oidOf(inside(certificate, SEQUENCE));
  if (tbs === undefined || signatureOid === undefined)
    return refused('certificate: wants a SEQUENCE of the body and the signature algorithm', { offset: 0 });
  let next = element(tbs);
  if (next?.tag === EXPLICIT_VERSION) next = element(tbs);
  // Serial number is read; signature, issuer, validity and subject stand before the key.
  element(tbs);
  element(tbs);
  const lastDay = lastDayOf(inside(tbs, SEQUENCE));
  element(tbs);
  next = element(tbs);
  const key = next?.tag === SEQUENCE ? readKey(next.content) : undefined;
  if (next === undefined || key === undefined)
    return refused('certificate: wants a SubjectPublicKeyInfo behind the subject', { offset: 0 });
  return accepted({ signatureOid, spki: next.whole, ...key, ...(lastDay === undefined ? {} : { lastDay }) });
}

type Key = Pick<CertificateOutline, 'keyOid' | 'curveOid' | 'modulusBits'>;

function readKey(spki: Uint8Array): Key | undefined {
  const from = cursor(spki);
  const algorithm = inside(from, SEQUENCE);
  const keyOid = oidOf(algorithm);
  if (keyOid === undefined) return undefined;
  const curveOid = keyOid === EC ? oidOf(algorithm) : undefined;
  if (curveOid !== undefined) return { keyOid, curveOid };
  if (keyOid !== RSA && keyOid !== RSA_PSS) return { keyOid };
  const bits = element(from);
  const modulus = bits?.tag === BIT_STRING ? element(inside(cursor(bits.content.subarray(1)), SEQUENCE)) : null;
  return modulus?.tag === INTEGER ? { keyOid, modulusBits: bitLength(modulus.content) } : { keyOid };
}

interface Element {
  readonly tag: number;
  readonly content: Uint8Array;
  /** Tag and length included. */
  readonly whole: Uint8Array;
}

/** Bytes, and how far they are read. */
interface Cursor {
  readonly bytes: Uint8Array;
  readonly reader: ByteReader;
}

function cursor(bytes: Uint8Array): Cursor {
  return { bytes, reader: new ByteReader(bytes) };
}

/** The next element; one with a long tag or an indefinite length, which DER does not have here, is not read. */
function element(from: Cursor | undefined): Element | undefined {
  if (from === undefined) return undefined;
  const { bytes, reader } = from;
  const start = reader.position;
  const tag = reader.u8();
  const first = reader.u8();
  if (tag === undefined || first === undefined || (tag & 0x1f) === 0x1f) return undefined;
  const length = first < 0x80 ? first : longLength(reader, first & 0x7f);
  const content = length === undefined ? undefined : reader.bytes(length);
  return content === undefined ? undefined : { tag, content, whole: bytes.subarray(start, reader.position) };
}

function longLength(from: ByteReader, width: number): number | undefined {
  if (width === 0 || width > 4) return undefined;
  let length = 0;
  for (let place = 0; place < width; place += 1) length = length * 256 + (from.u8() ?? 0);
  return length;
}

function inside(from: Cursor | undefined, tag: number): Cursor | undefined {
  const found = element(from);
  return found?.tag === tag ? cursor(found.content) : undefined;
}

/** The OID that comes next, in dots. Source: X.690 8.19. */
function oidOf(from: Cursor | undefined): string | undefined {
  const found = element(from);
  if (found?.tag !== OBJECT_IDENTIFIER || found.content.length === 0 || found.content.length > 64) return undefined;
  const arcs: number[] = [];
  let arc = 0;
  for (const byte of found.content) {
    arc = arc * 128 + (byte & 0x7f);
    if (byte >= 0x80) continue;
    if (arcs.length > 0) arcs.push(arc);
    else arcs.push(Math.min(2, Math.floor(arc / 40)), arc - 40 * Math.min(2, Math.floor(arc / 40)));
    arc = 0;
  }
  return arcs.join('.');
}

/** The second time of a validity. A year of two digits is of 1950 to 2049. Source: RFC 5280 4.1.2.5. */
function lastDayOf(validity: Cursor | undefined): string | undefined {
  element(validity);
  const end = element(validity);
  const text = end === undefined ? '' : Buffer.from(end.content.subarray(0, 32)).toString('latin1');
  const digits = end?.tag === GENERALIZED_TIME ? 4 : 2;
  const [, year = '', month, day] = new RegExp(`^(\\d{${digits}})(\\d\\d)(\\d\\d)\\d{4,6}Z$`).exec(text) ?? [];
  if (month === undefined) return undefined;
  return `${digits === 4 ? year : `${Number(year) < 50 ? '20' : '19'}${year}`}-${month}-${day}`;
}

function bitLength(magnitude: Uint8Array): number {
  const first = magnitude.findIndex((byte) => byte !== 0);
  return first < 0 ? 0 : (magnitude.length - first) * 8 - Math.clz32(magnitude[first] ?? 0) + 24;
}

const INTEGER = 0x02;
const BIT_STRING = 0x03;
const OBJECT_IDENTIFIER = 0x06;
const SEQUENCE = 0x30;
const GENERALIZED_TIME = 0x18;
const EXPLICIT_VERSION = 0xa0;
const EC = '1.2.840.10045.2.1';
const RSA = '1.2.840.113549.1.1.1';
const RSA_PSS = '1.2.840.113549.1.1.10';
