import { createDecipheriv, createHash, createHmac, createSecretKey } from 'node:crypto';

/** What a TLS 1.3 suite uses. Source: RFC 8446 B.4. */
export interface SuiteAlgorithms {
  readonly hash: 'sha256' | 'sha384';
  readonly aead: 'aes-128-gcm' | 'aes-256-gcm' | 'chacha20-poly1305' | 'aes-128-ccm';
  readonly keyLength: 16 | 32;
  readonly tagLength: 16 | 8;
}

/** The algorithms of a TLS 1.3 suite by its code point; undefined for suites that cannot be decrypted here. */
export function suiteAlgorithms(suite: number): SuiteAlgorithms | undefined {
  return SUITES[suite];
}

/** The key and nonce with which the server protects its handshake messages. */
export interface TrafficKeys {
  readonly suite: SuiteAlgorithms;
  readonly key: Uint8Array;
  readonly iv: Uint8Array;
}

/**
 * The server's handshake traffic keys.
 * @param sharedSecret of the (EC)DHE or hybrid exchange
 * @param transcript ClientHello to ServerHello, each with its header; after a HelloRetryRequest the first ClientHello stands
 *   there as message_hash (RFC 8446 4.4.1)
 */
export function serverHandshakeKeys(
  suite: SuiteAlgorithms,
  sharedSecret: Uint8Array,
  transcript: readonly Uint8Array[],
): TrafficKeys {
  const { hash, keyLength } = suite;
  const handshake = hmac(hash, DERIVED[hash], sharedSecret);
  const secret = expandLabel(hash, handshake, 's hs traffic', transcriptHash(hash, transcript), hashLength(hash));
  return {
    suite,
    key: expandLabel(hash, secret, 'key', new Uint8Array(), keyLength),
    iv: expandLabel(hash, secret, 'iv', new Uint8Array(), NONCE_LENGTH),
  };
}

/** The hash over handshake messages in order. */
export function transcriptHash(hash: SuiteAlgorithms['hash'], messages: readonly Uint8Array[]): Uint8Array {
  const digest = createHash(hash);
  for (const message of messages) digest.update(message);
  return digest.digest();
}

/** The synthetic message that stands for the first ClientHello after a HelloRetryRequest. Source: RFC 8446 4.4.1. */
export function messageHash(hash: SuiteAlgorithms['hash'], clientHello: Uint8Array): Uint8Array {
  const digest = transcriptHash(hash, [clientHello]);
  return Uint8Array.from([254, 0, 0, digest.length, ...digest]);
}

/**
 * Opens one protected record.
 * @param sequence number of the record under these keys, from 0
 * @returns the content and its real type, zero padding taken off; undefined where the record is not authentic. Source: RFC 8446 5.2-5.4
 */
export function openRecord(
  keys: TrafficKeys,
  sequence: number,
  record: { readonly header: Uint8Array; readonly fragment: Uint8Array },
): { readonly type: number; readonly content: Uint8Array } | undefined {
  const { suite, key, iv } = keys;
  const sealed = record.fragment.length - suite.tagLength;
  if (sealed < 1) return undefined;
  try {
    const decipher = createDecipheriv(suite.aead as 'aes-128-gcm', createSecretKey(key), nonce(iv, sequence), {
      authTagLength: suite.tagLength,
    });
    // CCM wants to know the length beforehand; the other modes ignore it.
    const options = { plaintextLength: sealed } as unknown as undefined;
    decipher.setAAD(record.header, options);
    decipher.setAuthTag(record.fragment.subarray(sealed));
    const opened = Buffer.concat([decipher.update(record.fragment.subarray(0, sealed)), decipher.final()]);
    let end = opened.length;
    while (end > 0 && opened[end - 1] === 0) end -= 1;
    return end === 0 ? undefined : { type: opened[end - 1] ?? 0, content: opened.subarray(0, end - 1) };
  } catch {
    // node:crypto throws where the tag does not match: that is an answer, not an error.
    return undefined;
  }
}

function nonce(iv: Uint8Array, sequence: number): Uint8Array {
  const bytes = Uint8Array.from(iv);
  const view = new DataView(bytes.buffer);
  view.setUint32(NONCE_LENGTH - 4, view.getUint32(NONCE_LENGTH - 4) ^ sequence);
  return bytes;
}

function derivedWithoutPsk(hash: SuiteAlgorithms['hash']): Uint8Array {
  const zero = new Uint8Array(hashLength(hash));
  return expandLabel(hash, hmac(hash, zero, zero), 'derived', transcriptHash(hash, []), zero.length);
}

/** HKDF-Expand-Label. Source: RFC 8446 7.1. */
function expandLabel(
  hash: SuiteAlgorithms['hash'],
  secret: Uint8Array,
  label: string,
  context: Uint8Array,
  length: number,
): Uint8Array {
  const name = new TextEncoder().encode(`tls13 ${label}`);
  const information = Uint8Array.from([length >> 8, length & 0xff, name.length, ...name, context.length, ...context]);
  // Every length here is at most one hash: HKDF-Expand (RFC 5869 2.3) needs its first block alone.
  return hmac(hash, secret, Uint8Array.from([...information, 1])).subarray(0, length);
}

function hmac(hash: SuiteAlgorithms['hash'], key: Uint8Array, message: Uint8Array): Uint8Array {
  // A key object costs node:crypto a fifth of what bytes cost it.
  return createHmac(hash, createSecretKey(key)).update(message).digest();
}

function hashLength(hash: SuiteAlgorithms['hash']): number {
  return hash === 'sha256' ? 32 : 48;
}

const NONCE_LENGTH = 12;
const SUITES: Readonly<Record<number, SuiteAlgorithms>> = {
  4865: { hash: 'sha256', aead: 'aes-128-gcm', keyLength: 16, tagLength: 16 },
  4866: { hash: 'sha384', aead: 'aes-256-gcm', keyLength: 32, tagLength: 16 },
  4867: { hash: 'sha256', aead: 'chacha20-poly1305', keyLength: 32, tagLength: 16 },
  4868: { hash: 'sha256', aead: 'aes-128-ccm', keyLength: 16, tagLength: 16 },
  4869: { hash: 'sha256', aead: 'aes-128-ccm', keyLength: 16, tagLength: 8 },
};
/** What the handshake secret is extracted with where there is no PSK: the same in every handshake. Source: RFC 8446 7.1. */
const DERIVED: Readonly<Record<SuiteAlgorithms['hash'], Uint8Array>> = {
  sha256: derivedWithoutPsk('sha256'),
  sha384: derivedWithoutPsk('sha384'),
};
