/** What a signature packet is made with; `-v3` is the packet version of the 1990s, all others are what rpm signs with today. */
export type SignatureKind = 'rsa' | 'rsa-v3' | 'rsa-v5' | 'dsa' | 'ecdsa' | 'eddsa' | 'ed25519' | 'mldsa' | 'slhdsa';

/** The key that every built signature names. */
export const KEY_ID = '0cd9fed33135ce90';

/** A signature packet with a nonsense signature value: readable, never verifiable. Source: RFC 9580 5.2, RFC 9980. */
export function signaturePacket(kind: SignatureKind): Uint8Array {
  const { algorithm, hash, version } = KINDS[kind];
  if (version === 3) {
    const fixed = [3, 5, 0, ...TIME, ...Buffer.from(KEY_ID, 'hex'), algorithm, hash];
    return packet([...fixed, 0xca, 0x52, ...VALUE]);
  }
  const hashed = [...subpacket(2, TIME), ...subpacket(33, [version, ...fingerprint(version)])];
  const unhashed = version === 4 ? subpacket(16, [...Buffer.from(KEY_ID, 'hex')]) : [];
  const wide = version === 6 ? 4 : 2;
  const salt = version === 6 ? [16, ...new Array(16).fill(0x5a)] : [];
  const head = [version, 0, algorithm, hash, ...number(hashed.length, wide), ...hashed];
  return packet([...head, ...number(unhashed.length, wide), ...unhashed, 0xca, 0x52, ...salt, ...VALUE]);
}

function packet(body: readonly number[]): Uint8Array {
  return Uint8Array.from([0xc2, 0xff, ...number(body.length, 4), ...body]);
}

function subpacket(type: number, body: readonly number[]): readonly number[] {
  return [body.length + 1, type, ...body];
}

/** A version 4 key id is the end of the fingerprint, that of a later version its beginning. */
function fingerprint(version: 4 | 5 | 6): readonly number[] {
  const id = [...Buffer.from(KEY_ID, 'hex')];
  return version === 4 ? [...new Array(12).fill(0x11), ...id] : [...id, ...new Array(24).fill(0x22)];
}

function number(value: number, width: 2 | 4): readonly number[] {
  return [24, 16, 8, 0].slice(4 - width).map((shift) => (value >>> shift) & 0xff);
}

const TIME = [0x69, 0x00, 0x00, 0x00];
const VALUE: readonly number[] = [0x00, 0x08, 0xff];
const KINDS: Readonly<Record<SignatureKind, { algorithm: number; hash: number; version: 3 | 4 | 5 | 6 }>> = {
  rsa: { algorithm: 1, hash: 8, version: 4 },
  'rsa-v3': { algorithm: 1, hash: 2, version: 3 },
  'rsa-v5': { algorithm: 1, hash: 8, version: 5 },
  dsa: { algorithm: 17, hash: 2, version: 4 },
  ecdsa: { algorithm: 19, hash: 9, version: 4 },
  eddsa: { algorithm: 22, hash: 10, version: 4 },
  ed25519: { algorithm: 27, hash: 10, version: 6 },
  mldsa: { algorithm: 31, hash: 14, version: 6 },
  slhdsa: { algorithm: 34, hash: 14, version: 6 },
};
