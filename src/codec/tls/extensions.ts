import { ByteReader } from '../byte-reader.ts';
import { ByteWriter } from '../byte-writer.ts';
import { extensionType } from './numbers.ts';

/** One extension as it stands on the wire; an unknown type survives with its bytes. Source: RFC 8446 4.2. */
export interface Extension {
  readonly type: number;
  readonly body: Uint8Array;
}

/** One KeyShareEntry: the group's code point and the public value. Source: RFC 8446 4.2.8. */
export interface KeyShare {
  readonly group: number;
  readonly keyExchange: Uint8Array;
}

/** server_name with one DNS name; an IP address must not be sent. Source: RFC 6066 3. */
export function serverName(host: string): Extension {
  return extension(extensionType.serverName, (to) =>
    to.vector(2, (list) => list.u8(0).vector(2, (name) => name.bytes(new TextEncoder().encode(host)))),
  );
}

/** supported_groups, in the order of preference. Source: RFC 8446 4.2.7. */
export function supportedGroups(groups: readonly number[]): Extension {
  return { type: extensionType.supportedGroups, body: codePoints(groups) };
}

/** signature_algorithms, in the order of preference. Source: RFC 8446 4.2.3. */
export function signatureAlgorithms(schemes: readonly number[]): Extension {
  return { type: extensionType.signatureAlgorithms, body: codePoints(schemes) };
}

/** signature_algorithms_cert: what the certificates of the chain may be signed with. Source: RFC 8446 4.2.3. */
export function signatureAlgorithmsCert(schemes: readonly number[]): Extension {
  return { type: extensionType.signatureAlgorithmsCert, body: codePoints(schemes) };
}

/** supported_versions of a ClientHello. Source: RFC 8446 4.2.1. */
export function supportedVersions(versions: readonly number[]): Extension {
  return extension(extensionType.supportedVersions, (to) => to.vector(1, (list) => numbers(list, versions)));
}

/** key_share of a ClientHello; an empty list asks the server to name its group in a HelloRetryRequest. Source: RFC 8446 4.2.8. */
export function keyShare(shares: readonly KeyShare[]): Extension {
  return extension(extensionType.keyShare, (to) =>
    to.vector(2, (list) => {
      for (const { group, keyExchange } of shares) list.u16(group).vector(2, (value) => value.bytes(keyExchange));
    }),
  );
}

/** cookie, given back as a HelloRetryRequest brought it. Source: RFC 8446 4.2.2. */
export function cookie(value: Uint8Array): Extension {
  return extension(extensionType.cookie, (to) => to.vector(2, (inside) => inside.bytes(value)));
}

/** psk_key_exchange_modes with psk_dhe_ke alone. Source: RFC 8446 4.2.9. */
export function pskKeyExchangeModes(): Extension {
  return extension(extensionType.pskKeyExchangeModes, (to) => to.vector(1, (list) => list.u8(1)));
}

/** ec_point_formats with uncompressed alone. Source: RFC 8422 5.1.2. */
export function ecPointFormats(): Extension {
  return extension(extensionType.ecPointFormats, (to) => to.vector(1, (list) => list.u8(0)));
}

/** extended_master_secret: an empty body. Source: RFC 7627 5.1. */
export function extendedMasterSecret(): Extension {
  return { type: extensionType.extendedMasterSecret, body: new Uint8Array() };
}

/** renegotiation_info of a first handshake. Source: RFC 5746 3.4. */
export function renegotiationInfo(): Extension {
  return extension(extensionType.renegotiationInfo, (to) => to.vector(1, () => {}));
}

/** padding: `length` zero bytes. Source: RFC 7685 3. */
export function padding(length: number): Extension {
  return { type: extensionType.padding, body: new Uint8Array(length) };
}

/** Writes extensions with their common length in front. */
export function writeExtensions(to: ByteWriter, extensions: readonly Extension[]): void {
  to.vector(2, (list) => {
    for (const { type, body } of extensions) list.u16(type).vector(2, (inside) => inside.bytes(body));
  });
}

/** Reads extensions with their common length in front; undefined where a length does not fit. */
export function readExtensions(from: ByteReader): readonly Extension[] | undefined {
  const block = from.bytes(from.u16() ?? -1);
  if (block === undefined) return undefined;
  const inside = new ByteReader(block);
  const extensions: Extension[] = [];
  while (inside.left > 0) {
    const type = inside.u16();
    const body = inside.bytes(inside.u16() ?? -1);
    if (type === undefined || body === undefined) return undefined;
    extensions.push({ type, body });
  }
  return extensions;
}

function extension(type: number, write: (to: ByteWriter) => void): Extension {
  const body = new ByteWriter(64);
  write(body);
  return { type, body: body.done() };
}

/** A list with two bytes of length in front. */
function codePoints(values: readonly number[]): Uint8Array {
  const body = new ByteWriter(2 + 2 * values.length);
  body.vector(2, (list) => numbers(list, values));
  return body.done();
}

function numbers(to: ByteWriter, values: readonly number[]): void {
  for (const value of values) to.u16(value);
}
