import { ByteReader } from '../../src/codec/byte-reader.ts';

/** What a TLS client says of itself first, as far as configurations change it. Code points in wire order. */
export interface ClientHello {
  /** supported_versions where it is sent, else the legacy version alone. */
  readonly versions: readonly number[];
  readonly cipherSuites: readonly number[];
  readonly groups: readonly number[];
  readonly keyShares: readonly number[];
  readonly signatureSchemes: readonly number[];
}

/**
 * Reads the ClientHello at the start of a TLS connection.
 * @param stream bytes as they came so far: one or more handshake records
 * @returns undefined until the message is whole. Source: RFC 8446 4.1.2, 5.1.
 */
export function readClientHello(stream: Uint8Array): ClientHello | undefined {
  const message = new ByteReader(handshakeBytes(stream));
  if (message.u8() !== CLIENT_HELLO) return undefined;
  const body = block(message, message.u24());
  const legacyVersion = body?.u16();
  if (body === undefined || legacyVersion === undefined || !body.skip(32)) return undefined;
  block(body, body.u8());
  const cipherSuites = numbers(block(body, body.u16()));
  block(body, body.u8());
  const extensions = readExtensions(block(body, body.u16()));
  const versions = extensions.get(SUPPORTED_VERSIONS);
  const groups = extensions.get(SUPPORTED_GROUPS);
  const schemes = extensions.get(SIGNATURE_ALGORITHMS);
  return {
    versions: versions === undefined ? [legacyVersion] : numbers(block(versions, versions.u8())),
    cipherSuites,
    groups: groups === undefined ? [] : numbers(block(groups, groups.u16())),
    keyShares: readKeyShares(extensions.get(KEY_SHARE)),
    signatureSchemes: schemes === undefined ? [] : numbers(block(schemes, schemes.u16())),
  };
}

function handshakeBytes(stream: Uint8Array): Uint8Array {
  const records = new ByteReader(stream);
  const fragments: Uint8Array[] = [];
  while (records.u8() === HANDSHAKE && records.skip(2)) {
    const length = records.u16();
    const fragment = length === undefined ? undefined : records.bytes(length);
    if (fragment === undefined) break;
    fragments.push(fragment);
  }
  return Buffer.concat(fragments);
}

function readExtensions(from: ByteReader | undefined): ReadonlyMap<number, ByteReader> {
  const extensions = new Map<number, ByteReader>();
  while (from !== undefined && from.left > 0) {
    const type = from.u16();
    const content = block(from, from.u16());
    if (type === undefined || content === undefined) break;
    extensions.set(type, content);
  }
  return extensions;
}

function readKeyShares(from: ByteReader | undefined): readonly number[] {
  const shares = from === undefined ? undefined : block(from, from.u16());
  const groups: number[] = [];
  while (shares !== undefined && shares.left > 0) {
    const group = shares.u16();
    if (group === undefined || block(shares, shares.u16()) === undefined) break;
    groups.push(group);
  }
  return groups;
}

function block(from: ByteReader, length: number | undefined): ByteReader | undefined {
  const bytes = length === undefined ? undefined : from.bytes(length);
  return bytes === undefined ? undefined : new ByteReader(bytes);
}

function numbers(from: ByteReader | undefined): readonly number[] {
  const found: number[] = [];
  for (let next = from?.u16(); next !== undefined; next = from?.u16()) found.push(next);
  return found;
}

const HANDSHAKE = 22;
const CLIENT_HELLO = 1;
const SUPPORTED_GROUPS = 10;
const SIGNATURE_ALGORITHMS = 13;
const SUPPORTED_VERSIONS = 43;
const KEY_SHARE = 51;
