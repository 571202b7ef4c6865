import { randomBytes } from 'node:crypto';
import { isIP } from 'node:net';
import type { ClientHello } from '../../codec/tls/client-hello.ts';
import {
  alpn,
  cookie,
  type Extension,
  ecPointFormats,
  extendedMasterSecret,
  type KeyShare,
  keyShare,
  pskKeyExchangeModes,
  renegotiationInfo,
  serverName,
  signatureAlgorithms,
  supportedGroups,
  supportedVersions,
} from '../../codec/tls/extensions.ts';
import { protocolVersion } from '../../codec/tls/numbers.ts';

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
}

/** The hello for an offer. `name`: for SNI, null for none. Random and session id are fresh unless a retry brings the old ones. */
export function clientHello(offer: Offer, name: string | null, retryOf?: ClientHello): ClientHello {
  const highest = Math.max(...offer.versions);
  return {
    legacyVersion: Math.min(highest, protocolVersion.tls12),
    random: retryOf?.random ?? randomBytes(32),
    // Middlebox compatibility mode (RFC 8446 D.4): some servers drop a hello without a session id.
    sessionId: retryOf?.sessionId ?? (highest >= protocolVersion.tls13 ? randomBytes(32) : new Uint8Array()),
    cipherSuites: offer.suites,
    compressionMethods: [0],
    ...(highest > protocolVersion.ssl3 ? { extensions: extensionsOf(offer, name) } : {}),
  };
}

function extensionsOf(offer: Offer, name: string | null): readonly Extension[] {
  const with13 = offer.versions.includes(protocolVersion.tls13);
  const with12 = offer.versions.some((version) => version <= protocolVersion.tls12);
  return [
    ...(name === null || isIP(name) > 0 ? [] : [serverName(name)]),
    ...(with12 ? [extendedMasterSecret(), renegotiationInfo(), ecPointFormats()] : []),
    ...(offer.groups.length > 0 ? [supportedGroups(offer.groups)] : []),
    ...(offer.schemes.length > 0 ? [signatureAlgorithms(offer.schemes)] : []),
    alpn(['h2', 'http/1.1']),
    ...(with13 ? [supportedVersions(offer.versions), pskKeyExchangeModes(), keyShare(offer.shares)] : []),
    ...(offer.cookie === undefined ? [] : [cookie(offer.cookie)]),
  ];
}
