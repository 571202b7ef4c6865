import { ByteReader } from '../byte-reader.ts';
import { accepted, type Parsed, refused } from '../parsed.ts';
import { handshakeType, protocolVersion } from './numbers.ts';

/** What the server's ephemeral key is, and who signed it how. Source: RFC 8422 5.4, RFC 5246 7.4.3. */
export type ServerKeyExchange = (
  | { readonly kind: 'ecdhe'; readonly group: number; readonly publicValue: Uint8Array }
  | { readonly kind: 'ecdhe-explicit' }
  | {
      readonly kind: 'dhe';
      readonly prime: Uint8Array;
      readonly primeBits: number;
      readonly generator: Uint8Array;
    }
) &
  Signed;

/** Absent for anonymous suites, and where the parameters could not be told from the signature. */
interface Signed {
  /** Below TLS 1.2 there is none on the wire. */
  readonly scheme?: number;
  readonly signature?: Uint8Array;
  /** The parameters, which are what is signed, behind the two randoms. */
  readonly parameters?: Uint8Array;
}

/**
 * Reads a ServerKeyExchange. The message does not say what it holds: the suite does.
 * @param suite 'ecdhe' or 'dhe', as the negotiated suite's key exchange has it
 */
export function decodeServerKeyExchange(
  message: Uint8Array,
  suite: 'ecdhe' | 'dhe',
  version: number,
): Parsed<ServerKeyExchange> {
  const from = new ByteReader(message);
  if (from.u8() !== handshakeType.serverKeyExchange || from.u24() !== from.left) {
    return refused('ServerKeyExchange: wants message type 12 of the right length', { offset: 0 });
  }
  const exchange = suite === 'ecdhe' ? readEcdhe(from) : readDhe(from);
  if (exchange === undefined) return refused('ServerKeyExchange: the parameters do not fit', { offset: from.position });
  if (exchange.kind === 'ecdhe-explicit' || from.left === 0) return accepted(exchange);
  const parameters = message.subarray(HEADER, from.position);
  const scheme = version >= protocolVersion.tls12 ? from.u16() : undefined;
  const signature = from.bytes(from.u16() ?? -1);
  if (signature === undefined || from.left > 0)
    return refused('ServerKeyExchange: the signature does not fit', { offset: from.position });
  return accepted({ ...exchange, parameters, signature, ...(scheme === undefined ? {} : { scheme }) });
}

function readEcdhe(from: ByteReader): ServerKeyExchange | undefined {
  const curveType = from.u8();
  if (curveType === undefined) return undefined;
  if (curveType !== NAMED_CURVE) return { kind: 'ecdhe-explicit' };
  const group = from.u16();
  const publicValue = from.bytes(from.u8() ?? -1);
  return group === undefined || publicValue === undefined ? undefined : { kind: 'ecdhe', group, publicValue };
}

function readDhe(from: ByteReader): ServerKeyExchange | undefined {
  const prime = from.bytes(from.u16() ?? -1);
  const generator = from.bytes(from.u16() ?? -1);
  const publicValue = from.bytes(from.u16() ?? -1);
  if (prime === undefined || generator === undefined || publicValue === undefined) return undefined;
  return { kind: 'dhe', prime, primeBits: bitLength(prime), generator };
}

function bitLength(magnitude: Uint8Array): number {
  const first = magnitude.findIndex((byte) => byte !== 0);
  if (first < 0) return 0;
  return (magnitude.length - first) * 8 - Math.clz32(magnitude[first] ?? 0) + 24;
}

/** ECCurveType named_curve. Source: RFC 8422 5.4. */
const NAMED_CURVE = 3;
const HEADER = 4;
