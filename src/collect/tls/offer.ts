import type { ClientHello } from '../../codec/tls/client-hello.ts';
import {
  cookie,
  type Extension,
  ecPointFormats,
  extendedMasterSecret,
  type KeyShare,
  keyShare,
  padding,
  pskKeyExchangeModes,
  renegotiationInfo,
  serverName,
  signatureAlgorithms,
  signatureAlgorithmsCert,
  supportedGroups,
  supportedVersions,
} from '../../codec/tls/extensions.ts';
import { protocolVersion } from '../../codec/tls/numbers.ts';
import type { RandomBytes } from '../../target/wire.ts';
import { draftSignatureSchemes } from '../../vocabulary/draft-signature-schemes.ts';
import { signatureSchemes } from '../../vocabulary/signature-schemes.ts';

/** What one ClientHello offers; lists in order of preference, as code points. */
export interface Offer {
  /** Highest first. */
  readonly versions: readonly number[];
  readonly suites: readonly number[];
  readonly groups: readonly number[];
  readonly schemes: readonly number[];
  /** Empty: the server must name its group in a HelloRetryRequest. */
  readonly shares: readonly KeyShare[];
  readonly cookie?: Uint8Array;
  /** Offers DEFLATE beside no compression, to see whether the server takes it. */
  readonly compression?: true;
}

/** What stands in a hello beside the offer. */
export interface HelloSurroundings {
  /** For SNI; null for none. */
  readonly name: string | null;
  readonly random: RandomBytes;
  /** The hello before a HelloRetryRequest: its random and session id stay. */
  readonly retryOf?: ClientHello | undefined;
}

/** The hello for an offer. */
export function clientHello(offer: Offer, { name, random, retryOf }: HelloSurroundings): ClientHello {
  const highest = Math.max(...offer.versions);
  const hello = {
    legacyVersion: Math.min(highest, protocolVersion.tls12),
    random: retryOf?.random ?? random(32),
    // Middlebox compatibility mode (RFC 8446 D.4): some servers drop a hello without a session id.
    sessionId: retryOf?.sessionId ?? (highest >= protocolVersion.tls13 ? random(32) : new Uint8Array()),
    // An SSL 3.0 hello has no extensions: the renegotiation SCSV stands in (RFC 5746 3.3).
    cipherSuites: highest > protocolVersion.ssl3 ? offer.suites : [...offer.suites, RENEGOTIATION_SCSV],
    compressionMethods: offer.compression === true ? [DEFLATE, 0] : [0],
  };
  return highest > protocolVersion.ssl3 ? padded({ ...hello, extensions: extensionsOf(offer, name) }) : hello;
}

/** Hellos of 256 to 511 bytes hang old load balancers: they are filled to 512. Source: RFC 7685 1. */
function padded(hello: ClientHello & { readonly extensions: readonly Extension[] }): ClientHello {
  const length = encodedLength(hello);
  if (length < 256 || length > 511) return hello;
  return { ...hello, extensions: [...hello.extensions, padding(Math.max(0, 512 - length - 4))] };
}

/** Header, version and random, then three vectors with their lengths, and the extensions. Source: RFC 8446 4.1.2. */
function encodedLength(hello: ClientHello & { readonly extensions: readonly Extension[] }): number {
  const fixed = 4 + 2 + 32 + 1 + hello.sessionId.length + 2 + 2 * hello.cipherSuites.length + 1 + 2;
  return hello.extensions.reduce((sum, { body }) => sum + 4 + body.length, fixed + hello.compressionMethods.length);
}

/** No ALPN: servers of other protocols refuse names that they do not know (Dovecot, PostgreSQL), and none demands any (RFC 7301 3.2). */
function extensionsOf(offer: Offer, name: string | null): readonly Extension[] {
  const with13 = offer.versions.includes(protocolVersion.tls13);
  const with12 = offer.versions.some((version) => version <= protocolVersion.tls12);
  return [
    ...(name === null ? [] : [serverName(name)]),
    ...(with12 ? [extendedMasterSecret(), renegotiationInfo(), ecPointFormats()] : []),
    ...(offer.groups.length > 0 ? [supportedGroups(offer.groups)] : []),
    ...(offer.schemes.length > 0 ? [signatureAlgorithms(offer.schemes), CERTIFICATE_SCHEMES] : []),
    ...(with13 ? [supportedVersions(offer.versions), pskKeyExchangeModes(), keyShare(offer.shares)] : []),
    ...(offer.cookie === undefined ? [] : [cookie(offer.cookie)]),
  ];
}

const DEFLATE = 1;
const RENEGOTIATION_SCSV = 0x00ff;
/** What a chain may be signed with stays the same whatever schemes are asked about, so that a refusal speaks of those alone. */
const CERTIFICATE_SCHEMES = signatureAlgorithmsCert(
  [...signatureSchemes, ...draftSignatureSchemes].map(({ codePoint }) => codePoint),
);
