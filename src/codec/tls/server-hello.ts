import { ByteReader } from '../byte-reader.ts';
import { accepted, type Parsed, refused } from '../parsed.ts';
import { type Extension, type KeyShare, readExtensions } from './extensions.ts';
import { extensionType, handshakeType, protocolVersion } from './numbers.ts';

/** A ServerHello or a HelloRetryRequest, of any version. Source: RFC 8446 4.1.3, 4.1.4; RFC 5246 7.4.1.3. */
export interface ServerHello {
  readonly isHelloRetryRequest: boolean;
  /** What is really spoken: supported_versions where it is there, else the legacy field. */
  readonly version: number;
  readonly random: Uint8Array;
  readonly sessionId: Uint8Array;
  readonly cipherSuite: number;
  readonly compressionMethod: number;
  readonly extensions: readonly Extension[];
  /** The group that a HelloRetryRequest names, or that of the ServerHello's key share; undefined for PSK only and below 1.3. */
  readonly group?: number;
  /** The server's public value. */
  readonly keyExchange?: Uint8Array;
  /** Set in a HelloRetryRequest that wants it back. */
  readonly cookie?: Uint8Array;
  /** A TLS 1.3 server that was brought down to an older version says so in its random. Source: RFC 8446 4.1.3. */
  readonly downgrade?: 'from-tls13-to-tls12' | 'to-tls11-or-below';
}

/** Reads one handshake message. */
export function decodeServerHello(message: Uint8Array): Parsed<ServerHello> {
  const from = new ByteReader(message);
  const refuse = (problem: string): Parsed<ServerHello> =>
    refused(`ServerHello: ${problem}`, { offset: from.position });
  if (from.u8() !== handshakeType.serverHello) return refuse('wants message type 2');
  if (from.u24() !== from.left) return refuse('the length does not fit the message');
  const legacyVersion = from.u16();
  const random = from.bytes(32);
  const sessionId = from.bytes(from.u8() ?? -1);
  const cipherSuite = from.u16();
  const compressionMethod = from.u8();
  if (legacyVersion === undefined || random === undefined || sessionId === undefined)
    return refuse('ends within version, random or session id');
  if (sessionId.length > 32) return refuse(`session id: at most 32 bytes, has ${sessionId.length}`);
  if (cipherSuite === undefined || compressionMethod === undefined)
    return refuse('ends within suite or compression method');
  const extensions = from.left === 0 ? [] : readExtensions(from);
  if (extensions === undefined || from.left > 0) return refuse('extensions do not fit');
  const base = { random, sessionId, cipherSuite, compressionMethod, extensions };
  const withExtensions = readKnown(extensions, legacyVersion, equal(random, HELLO_RETRY_REQUEST));
  return typeof withExtensions === 'string'
    ? refuse(withExtensions)
    : accepted({ ...base, ...withExtensions, ...downgradeOf(random) });
}

type Known = Pick<ServerHello, 'isHelloRetryRequest' | 'version' | 'group' | 'keyExchange' | 'cookie'>;

/** What the extensions say, or in a word what is wrong with them. */
function readKnown(
  extensions: readonly Extension[],
  legacyVersion: number,
  isHelloRetryRequest: boolean,
): Known | string {
  const types = extensions.map(({ type }) => type);
  const twice = types.find((type, index) => types.indexOf(type) !== index);
  if (twice !== undefined) return `extension ${twice} stands there twice`;
  const body = (type: number): ByteReader | undefined => {
    const found = extensions.find((extension) => extension.type === type);
    return found === undefined ? undefined : new ByteReader(found.body);
  };
  const selected = body(extensionType.supportedVersions);
  const version = selected === undefined ? legacyVersion : selected.u16();
  if (version === undefined || (selected?.left ?? 0) > 0) return 'supported_versions: wants 2 bytes';
  const share = body(extensionType.keyShare);
  if (share === undefined || version < protocolVersion.tls13)
    return { isHelloRetryRequest, version, ...cookieOf(body(extensionType.cookie)) };
  if (isHelloRetryRequest) {
    const group = share.u16();
    return group === undefined || share.left > 0
      ? 'key_share of a HelloRetryRequest: wants 2 bytes'
      : { isHelloRetryRequest, version, group, ...cookieOf(body(extensionType.cookie)) };
  }
  const entry = readShare(share);
  return entry === undefined ? 'key_share: the length does not fit' : { isHelloRetryRequest, version, ...entry };
}

function readShare(from: ByteReader): KeyShare | undefined {
  const group = from.u16();
  const keyExchange = from.bytes(from.u16() ?? -1);
  return group === undefined || keyExchange === undefined || from.left > 0 ? undefined : { group, keyExchange };
}

function cookieOf(from: ByteReader | undefined): { readonly cookie?: Uint8Array } {
  const cookie = from?.bytes(from.u16() ?? -1);
  return cookie === undefined ? {} : { cookie };
}

function downgradeOf(random: Uint8Array): Pick<ServerHello, 'downgrade'> {
  if (!equal(random.subarray(24, 31), DOWNGRADE)) return {};
  if (random[31] === 1) return { downgrade: 'from-tls13-to-tls12' };
  return random[31] === 0 ? { downgrade: 'to-tls11-or-below' } : {};
}

function equal(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && left.every((byte, index) => byte === right[index]);
}

/** SHA-256 of "HelloRetryRequest". Source: RFC 8446 4.1.3. */
const HELLO_RETRY_REQUEST = Uint8Array.from([
  0xcf, 0x21, 0xad, 0x74, 0xe5, 0x9a, 0x61, 0x11, 0xbe, 0x1d, 0x8c, 0x02, 0x1e, 0x65, 0xb8, 0x91, 0xc2, 0xa2, 0x11,
  0x16, 0x7a, 0xbb, 0x8c, 0x5e, 0x07, 0x9e, 0x09, 0xe2, 0xc8, 0xa8, 0x33, 0x9c,
]);
/** "DOWNGRD"; a byte follows. Source: RFC 8446 4.1.3. */
const DOWNGRADE = Uint8Array.from([0x44, 0x4f, 0x57, 0x4e, 0x47, 0x52, 0x44]);
