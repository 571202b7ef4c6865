import { isFrom } from '../../vocabulary/openssl-version.ts';

/** A protocol version on the wire. */
export const PROTOCOLS = {
  SSLv3: 0x0300,
  TLSv1: 0x0301,
  'TLSv1.1': 0x0302,
  'TLSv1.2': 0x0303,
  'TLSv1.3': 0x0304,
} as const;

/** What the configuration says of versions: the bounds (null: none) and those switched off one by one. */
export interface ProtocolSettings {
  readonly min: number | null;
  readonly max: number | null;
  readonly off: ReadonlySet<number>;
}

/** `MinProtocol` and `MaxProtocol` on a TLS context: a bound; `none`; a DTLS version, which is taken and does nothing; or no version. */
export function readProtocolBound(value: string): number | 'none' | 'dtls' | undefined {
  if (value === 'None') return 'none';
  if (value === 'DTLSv1' || value === 'DTLSv1.2') return 'dtls';
  return Object.entries(PROTOCOLS).find(([name]) => name === value)?.[1];
}

/** `Protocol`: `ALL,-TLSv1.3`; names without case. What stands before an unknown name has taken effect already. */
export function readProtocolList(
  text: string,
  off: ReadonlySet<number>,
): { readonly off: ReadonlySet<number>; readonly refused: string | null } {
  let now = new Set(off);
  for (const part of text.split(',')) {
    const element = part.trim();
    const switchesOff = element.startsWith('-');
    const name = element.replace(/^[+-]/, '').toLowerCase();
    if (name === 'all') now = switchesOff ? new Set(Object.values(PROTOCOLS)) : new Set();
    else if (!LIST_NAMES.has(name))
      return { off: now, refused: `wants a protocol version, has ${element || 'nothing'}` };
    const version = Object.entries(PROTOCOLS).find(([each]) => each.toLowerCase() === name)?.[1];
    if (version === undefined) continue;
    if (switchesOff) now.add(version);
    else now.delete(version);
  }
  return { off: now, refused: null };
}

/** The versions that a client offers, highest first; none where all are off. Source: ssl_get_min_max_version of 3.0.20 and 3.5.7. */
export function offeredVersions(
  { min, max, off }: ProtocolSettings,
  securityLevel: number,
  library: { readonly major: number; readonly minor: number },
): readonly number[] {
  const lowest = Math.max(min ?? 0, lowestAt(securityLevel, library));
  let range: number[] = [];
  let inHole = true;
  for (const version of [PROTOCOLS['TLSv1.3'], PROTOCOLS['TLSv1.2'], PROTOCOLS['TLSv1.1'], PROTOCOLS.TLSv1]) {
    const enabled = version >= lowest && (max === null || version <= max) && !off.has(version);
    // A client cannot say that it leaves out a version in between: what lies above such a hole is given up.
    if (enabled) range = inHole ? [version] : [...range, version];
    inHole = !enabled;
  }
  return range;
}

/** From 3.1 TLS below 1.2 needs security level 0; 3.0 offers it at level 2 still, though no signature for it is left then. Source: NEWS 3.1. */
function lowestAt(securityLevel: number, library: { readonly major: number; readonly minor: number }): number {
  if (isFrom(library, '3.1')) return securityLevel > 0 ? PROTOCOLS['TLSv1.2'] : PROTOCOLS.TLSv1;
  return securityLevel >= 4 ? PROTOCOLS['TLSv1.2'] : securityLevel >= 3 ? PROTOCOLS['TLSv1.1'] : PROTOCOLS.TLSv1;
}

/** The version's name as `MinProtocol` takes it. */
export function protocolName(version: number): string {
  return (
    Object.entries(PROTOCOLS).find(([, number]) => number === version)?.[0] ??
    `0x${version.toString(16).padStart(4, '0')}`
  );
}

const LIST_NAMES = new Set(['sslv2', 'sslv3', 'tlsv1', 'tlsv1.1', 'tlsv1.2', 'tlsv1.3', 'dtlsv1', 'dtlsv1.2']);
