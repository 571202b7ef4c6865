import { createECDH, createPublicKey, diffieHellman, generateKeyPairSync, type KeyObject } from 'node:crypto';

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
export async function beginAgreement(group: number): Promise<KeyAgreement | undefined> {
  const classical = CLASSICAL[group];
  if (classical !== undefined) return fromPart(group, classical());
  const kem = KEM[group];
  if (kem !== undefined) return fromPart(group, await mlKem(kem));
  const hybrid = HYBRID[group];
  return hybrid === undefined ? undefined : joined(group, await Promise.all(hybrid.map(async (part) => part())));
}

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

function montgomery(type: 'x25519' | 'x448', length: number, prefix: string): Part {
  const own = type === 'x25519' ? generateKeyPairSync('x25519') : generateKeyPairSync('x448');
  const spki = Buffer.from(prefix, 'hex');
  return {
    publicValue: own.publicKey.export({ type: 'spki', format: 'der' }).subarray(-length),
    serverLength: length,
    agree: (value) => agreeOrRefuse(own.privateKey, Buffer.concat([spki, value])),
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

function weierstrass(curve: 'prime256v1' | 'secp384r1' | 'secp521r1', length: number): Part {
  const own = createECDH(curve);
  const publicValue = own.generateKeys();
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

async function mlKem(parameters: 512 | 768 | 1024): Promise<Part> {
  const { ml_kem512, ml_kem768, ml_kem1024 } = await import('@noble/post-quantum/ml-kem.js');
  const kem = { 512: ml_kem512, 768: ml_kem768, 1024: ml_kem1024 }[parameters];
  const own = kem.keygen();
  return {
    publicValue: own.publicKey,
    serverLength: CIPHERTEXT_LENGTH[parameters],
    agree: (ciphertext) => kem.decapsulate(ciphertext, own.secretKey),
  };
}

const x25519 = (): Part => montgomery('x25519', 32, '302a300506032b656e032100');
const p256 = (): Part => weierstrass('prime256v1', 65);
const p384 = (): Part => weierstrass('secp384r1', 97);

const CLASSICAL: Readonly<Record<number, () => Part>> = {
  23: p256,
  24: p384,
  25: () => weierstrass('secp521r1', 133),
  29: x25519,
  30: () => montgomery('x448', 56, '3042300506032b656f033900'),
};
const KEM: Readonly<Record<number, 512 | 768 | 1024>> = { 512: 512, 513: 768, 514: 1024 };
/** Order of parts: ECDH first with the P-curves, ML-KEM first with X25519. Source: RFC 10024 4.1. */
const HYBRID: Readonly<Record<number, readonly (() => Part | Promise<Part>)[]>> = {
  4587: [p256, () => mlKem(768)],
  4588: [() => mlKem(768), x25519],
  4589: [p384, () => mlKem(1024)],
};
/** Bytes. Source: FIPS 203 table 3. */
const CIPHERTEXT_LENGTH = { 512: 768, 768: 1088, 1024: 1568 } as const;
