import { createECDH, createPrivateKey, createPublicKey, diffieHellman, type KeyObject } from 'node:crypto';
import type { RandomBytes, WireView } from '../../target/wire.ts';

/** One side of a key agreement, as a TLS client has it: what goes into key_share, and the secret that follows from the answer. */
export interface KeyAgreement {
  readonly group: number;
  readonly publicValue: Uint8Array;
  /** The shared secret from the server's public value; undefined where that is not a valid one (wrong length, off the curve). */
  agree(serverValue: Uint8Array): Uint8Array | undefined;
}

/**
 * Begins an agreement in a group: X25519, X448, the P-curves, pure ML-KEM and the hybrids of RFC 10024; undefined for other groups.
 * ML-KEM is loaded only when a group with it is asked for.
 */
export async function beginAgreement(group: number, random: RandomBytes): Promise<KeyAgreement | undefined> {
  const classical = CLASSICAL[group];
  if (classical !== undefined) return fromPart(group, classical(random));
  const kem = KEM[group];
  if (kem !== undefined) return fromPart(group, await mlKem(kem, random));
  const hybrid = HYBRID[group];
  return hybrid === undefined ? undefined : joined(group, await Promise.all(hybrid.map(async (part) => part(random))));
}

/**
 * The agreement in a group with which all connections of a run are made: nothing is ever sent under its keys, so that a key of
 * its own for each handshake would protect nothing. Where randomness is told apart by question, it is the same again.
 */
export function agreementWith(wire: WireView, group: number): Promise<KeyAgreement | undefined> {
  const random = wire.random(() => `key share in group ${group}`);
  const known = agreements.get(random) ?? new Map<number, Promise<KeyAgreement | undefined>>();
  agreements.set(random, known);
  const begun = known.get(group) ?? beginAgreement(group, random);
  known.set(group, begun);
  return begun;
}

const agreements = new WeakMap<RandomBytes, Map<number, Promise<KeyAgreement | undefined>>>();

/** Whether a key can be agreed in this group here. */
export function canAgree(group: number): boolean {
  return CLASSICAL[group] !== undefined || KEM[group] !== undefined || HYBRID[group] !== undefined;
}

/** One part of a hybrid: the length of the server's value is fixed, so that parts can be told apart. */
interface Part {
  readonly publicValue: Uint8Array;
  readonly serverLength: number;
  agree(serverValue: Uint8Array): Uint8Array | undefined;
}

function fromPart(group: number, part: Part): KeyAgreement {
  return {
    group,
    publicValue: part.publicValue,
    agree: (value) => (value.length === part.serverLength ? part.agree(value) : undefined),
  };
}

/** Parts stand one after the other in shares and secret alike. Source: RFC 10024 4. */
function joined(group: number, parts: readonly Part[]): KeyAgreement {
  return {
    group,
    publicValue: Buffer.concat(parts.map((part) => part.publicValue)),
    agree(value) {
      if (value.length !== parts.reduce((sum, part) => sum + part.serverLength, 0)) return undefined;
      let from = 0;
      const secrets = parts.map((part) => {
        const secret = part.agree(value.subarray(from, from + part.serverLength));
        from += part.serverLength;
        return secret;
      });
      return secrets.every((secret) => secret !== undefined) ? Buffer.concat(secrets) : undefined;
    },
  };
}

interface Montgomery {
  readonly length: number;
  /** What stands before the raw key in PKCS #8 and in SubjectPublicKeyInfo. Source: RFC 8410. */
  readonly pkcs8: string;
  readonly spki: string;
}

function montgomery({ length, pkcs8, spki }: Montgomery, random: RandomBytes): Part {
  const der = Buffer.concat([Buffer.from(pkcs8, 'hex'), random(length)]);
  const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  const publicKey = createPublicKey(privateKey).export({ type: 'spki', format: 'der' });
  return {
    publicValue: publicKey.subarray(-length),
    serverLength: length,
    agree: (value) => agreeOrRefuse(privateKey, Buffer.concat([Buffer.from(spki, 'hex'), value])),
  };
}

function agreeOrRefuse(privateKey: KeyObject, spki: Buffer): Uint8Array | undefined {
  try {
    return diffieHellman({ privateKey, publicKey: createPublicKey({ key: spki, format: 'der', type: 'spki' }) });
  } catch {
    // An all-zero secret (RFC 7748 6.1) and a malformed key both throw: the server's value is not valid.
    return undefined;
  }
}

interface Weierstrass {
  readonly curve: 'prime256v1' | 'secp384r1' | 'secp521r1';
  /** Of a private key, and of an uncompressed point, in bytes. */
  readonly scalar: number;
  readonly length: number;
}

function weierstrass({ curve, scalar, length }: Weierstrass, random: RandomBytes): Part {
  const own = createECDH(curve);
  const privateKey = Buffer.from(random(scalar));
  // Below the order of the curve whatever the rest is, and not zero; a key of one handshake can spare some bits.
  privateKey[0] = curve === 'secp521r1' ? 0 : (privateKey[0] ?? 0) & 0x7f;
  privateKey[1] = (privateKey[1] ?? 0) | 1;
  own.setPrivateKey(privateKey);
  const publicValue = own.getPublicKey();
  return {
    publicValue,
    serverLength: length,
    agree(value) {
      try {
        return own.computeSecret(value);
      } catch {
        // Not a point of the curve.
        return undefined;
      }
    },
  };
}

async function mlKem(parameters: 512 | 768 | 1024, random: RandomBytes): Promise<Part> {
  const { ml_kem512, ml_kem768, ml_kem1024 } = await import('@noble/post-quantum/ml-kem.js');
  const kem = { 512: ml_kem512, 768: ml_kem768, 1024: ml_kem1024 }[parameters];
  const own = kem.keygen(Uint8Array.from(random(ML_KEM_SEED_LENGTH)));
  return {
    publicValue: own.publicKey,
    serverLength: CIPHERTEXT_LENGTH[parameters],
    agree: (ciphertext) => kem.decapsulate(ciphertext, own.secretKey),
  };
}

type Begin<T> = (random: RandomBytes) => T;

const X25519 = { length: 32, pkcs8: '302e020100300506032b656e04220420', spki: '302a300506032b656e032100' };
const X448 = { length: 56, pkcs8: '3046020100300506032b656f043a0438', spki: '3042300506032b656f033900' };
const x25519: Begin<Part> = (random) => montgomery(X25519, random);
const p256: Begin<Part> = (random) => weierstrass({ curve: 'prime256v1', scalar: 32, length: 65 }, random);
const p384: Begin<Part> = (random) => weierstrass({ curve: 'secp384r1', scalar: 48, length: 97 }, random);

const CLASSICAL: Readonly<Record<number, Begin<Part>>> = {
  23: p256,
  24: p384,
  25: (random) => weierstrass({ curve: 'secp521r1', scalar: 66, length: 133 }, random),
  29: x25519,
  30: (random) => montgomery(X448, random),
};
const KEM: Readonly<Record<number, 512 | 768 | 1024>> = { 512: 512, 513: 768, 514: 1024 };
/** Order of parts: ECDH first with the P-curves, ML-KEM first with X25519. Source: RFC 10024 4.1. */
const HYBRID: Readonly<Record<number, readonly Begin<Part | Promise<Part>>[]>> = {
  4587: [p256, (random) => mlKem(768, random)],
  4588: [(random) => mlKem(768, random), x25519],
  4589: [p384, (random) => mlKem(1024, random)],
};
/** d and z, in bytes. Source: FIPS 203 7.1. */
const ML_KEM_SEED_LENGTH = 64;
/** Bytes. Source: FIPS 203 table 3. */
const CIPHERTEXT_LENGTH = { 512: 768, 768: 1088, 1024: 1568 } as const;
