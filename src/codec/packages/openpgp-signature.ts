import { openpgpAlgorithm, openpgpHash } from '../../vocabulary/openpgp-algorithms.ts';
import { ByteReader } from '../byte-reader.ts';
import { accepted, type Parsed, refused } from '../parsed.ts';

/** What a signature packet says of itself. Nothing here is verified: no key is looked up and no value is computed. */
export interface OpenpgpSignature {
  readonly version: 3 | 4 | 5 | 6;
  readonly algorithm: string;
  readonly digest: string;
  /** 16 hexadecimal digits: the issuer's key id, or the part of its fingerprint that is one; null where none is named. */
  readonly keyId: string | null;
}

/**
 * Reads the signature packets that stand one after another; packets of other types are passed over.
 * @param bytes binary packets, not armoured; at most 64 are read. Source: RFC 9580 4.2 (framing), 5.2 (signature).
 */
export function readOpenpgpSignatures(bytes: Uint8Array): Parsed<readonly OpenpgpSignature[]> {
  const reader = new ByteReader(bytes);
  const signatures: OpenpgpSignature[] = [];
  for (let count = 0; reader.left > 0 && count < MOST_PACKETS; count += 1) {
    const at = { offset: reader.position };
    const packet = readPacket(reader);
    if (packet === undefined) return refused(`packet: wants a header and its body, has ${reader.left} bytes`, at);
    if (packet.tag !== SIGNATURE_PACKET) continue;
    const signature = readSignature(packet.body);
    if (signature === undefined) return refused('signature packet: cut short or of an unknown version', at);
    signatures.push(signature);
  }
  return signatures.length > 0 ? accepted(signatures) : refused('wants a signature packet, has none', { offset: 0 });
}

function readPacket(reader: ByteReader): { readonly tag: number; readonly body: Uint8Array } | undefined {
  const first = reader.u8();
  if (first === undefined || first < 0x80) return undefined;
  const isNewFormat = (first & 0x40) !== 0;
  const length = isNewFormat ? newLength(reader) : oldLength(reader, first & 0x03);
  const body = length === undefined ? undefined : reader.bytes(length);
  return body === undefined ? undefined : { tag: isNewFormat ? first & 0x3f : (first >> 2) & 0x0f, body };
}

/** Partial lengths (224 to 254) are for data packets only and are refused. Source: RFC 9580 4.2.1. */
function newLength(reader: ByteReader): number | undefined {
  const first = reader.u8();
  if (first === undefined || first < 192) return first;
  if (first === 255) return reader.u32();
  const second = first < 224 ? reader.u8() : undefined;
  return second === undefined ? undefined : (first - 192) * 256 + second + 192;
}

/** Length type 3 runs to the end of the input. Source: RFC 9580 4.2.2. */
function oldLength(reader: ByteReader, type: number): number | undefined {
  if (type === 0) return reader.u8();
  if (type === 1) return reader.u16();
  return type === 2 ? reader.u32() : reader.left;
}

function readSignature(body: Uint8Array): OpenpgpSignature | undefined {
  const reader = new ByteReader(body);
  const version = reader.u8();
  if (version === 3) return readVersion3(reader);
  if (version !== 4 && version !== 5 && version !== 6) return undefined;
  reader.u8();
  const algorithm = reader.u8();
  const hash = reader.u8();
  const hashed = subpackets(reader, version);
  const unhashed = subpackets(reader, version);
  if (algorithm === undefined || hash === undefined || hashed === undefined || unhashed === undefined) return undefined;
  const keyId = issuerOf([...hashed, ...unhashed]);
  return { version, algorithm: openpgpAlgorithm(algorithm), digest: openpgpHash(hash), keyId };
}

/** Length of the hashed material (5), type and creation time, then key id and algorithms. Source: RFC 9580 5.2.2. */
function readVersion3(reader: ByteReader): OpenpgpSignature | undefined {
  if (reader.u8() !== 5 || !reader.skip(5)) return undefined;
  const issuer = reader.bytes(8);
  const algorithm = reader.u8();
  const hash = reader.u8();
  if (issuer === undefined || algorithm === undefined || hash === undefined) return undefined;
  return {
    version: 3,
    algorithm: openpgpAlgorithm(algorithm),
    digest: openpgpHash(hash),
    keyId: Buffer.from(issuer).toString('hex'),
  };
}

interface Subpacket {
  readonly type: number;
  readonly body: Uint8Array;
}

/** One area of subpackets; its length has four bytes in version 6, two before. Sources: RFC 9580 5.2.3.7; LibrePGP draft 5.2.3. */
function subpackets(reader: ByteReader, version: 4 | 5 | 6): readonly Subpacket[] | undefined {
  const length = version === 6 ? reader.u32() : reader.u16();
  const area = length === undefined ? undefined : reader.bytes(length);
  if (area === undefined) return undefined;
  const inner = new ByteReader(area);
  const found: Subpacket[] = [];
  while (inner.left > 0) {
    const size = subpacketLength(inner);
    const type = inner.u8();
    const body = size === undefined || size < 1 ? undefined : inner.bytes(size - 1);
    if (type === undefined || body === undefined) return undefined;
    // The highest bit says "critical", which is for verifiers.
    found.push({ type: type & 0x7f, body });
  }
  return found;
}

/** Unlike a packet's, a two-byte length reaches up to a first byte of 254. */
function subpacketLength(reader: ByteReader): number | undefined {
  const first = reader.u8();
  if (first === undefined || first < 192) return first;
  if (first === 255) return reader.u32();
  const second = reader.u8();
  return second === undefined ? undefined : (first - 192) * 256 + second + 192;
}

function issuerOf(packets: readonly Subpacket[]): string | null {
  const fingerprint = packets.find((each) => each.type === ISSUER_FINGERPRINT)?.body;
  const id =
    fingerprint === undefined || fingerprint.length < 21
      ? packets.find((each) => each.type === ISSUER_KEY_ID && each.body.length === 8)?.body
      : keyIdOf(fingerprint);
  return id === undefined ? null : Buffer.from(id).toString('hex');
}

/** The id is the end of a version 4 fingerprint and the beginning of a later one. Source: RFC 9580 5.5.4. */
function keyIdOf(fingerprint: Uint8Array): Uint8Array {
  return fingerprint[0] === 4 ? fingerprint.subarray(-8) : fingerprint.subarray(1, 9);
}

const SIGNATURE_PACKET = 2;
const ISSUER_KEY_ID = 16;
const ISSUER_FINGERPRINT = 33;
const MOST_PACKETS = 64;
