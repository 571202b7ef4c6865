import { createPublicKey, type JsonWebKey, type KeyObject, verify } from 'node:crypto';
import { describeProblem } from '../../codec/parsed.ts';
import { decodeSignature, ecdsaSignatureNumbers, type SshKeyMaterial } from '../../codec/ssh/host-key.ts';

/** The outcome of checking a host key's signature: right, wrong, or not possible here, with the reason. */
export type HostSignatureCheck =
  | { readonly state: 'valid' }
  | { readonly state: 'invalid' | 'unchecked'; readonly why: string };

/**
 * Checks the signature over the exchange hash.
 * @param asked the host key algorithm that was negotiated, without a certificate's suffix; the signature must name it
 * @param exchangeHash H, which is itself hashed again by the signature. Source: RFC 4253 8, RFC 8332 3
 */
export function checkHostSignature(
  key: SshKeyMaterial | null,
  {
    blob,
    asked,
    exchangeHash,
  }: { readonly blob: Uint8Array; readonly asked: string; readonly exchangeHash: Uint8Array },
): HostSignatureCheck {
  const signature = decodeSignature(blob);
  if (!signature.ok) return { state: 'invalid', why: describeProblem(signature) };
  if (signature.value.algorithm !== asked)
    return { state: 'invalid', why: `made with ${signature.value.algorithm.slice(0, 80)} where ${asked} was agreed` };
  const way = WAYS.get(asked);
  if (key === null || way === undefined) return { state: 'unchecked', why: `${asked} cannot be checked here` };
  if (way.family !== key.family) return { state: 'invalid', why: `a ${key.family} key cannot sign with ${asked}` };
  const publicKey = publicKeyOf(key);
  if (publicKey === undefined) return { state: 'invalid', why: `the ${key.family} key is not a valid one` };
  if ('why' in publicKey) return { state: 'unchecked', why: publicKey.why };
  const bytes =
    key.family === 'ECDSA' ? ecdsaSignatureNumbers(signature.value.bytes, key.x.length) : signature.value.bytes;
  const isRight =
    bytes !== undefined && verify(way.hash, exchangeHash, { key: publicKey, dsaEncoding: 'ieee-p1363' }, bytes);
  return isRight
    ? { state: 'valid' }
    : { state: 'invalid', why: 'the signature does not fit the exchange and the key' };
}

function publicKeyOf(key: SshKeyMaterial): KeyObject | { readonly why: string } | undefined {
  if (key.family === 'DSA') return { why: 'DSA signatures cannot be checked here' };
  // OpenSSL refuses longer ones, and the time that they take is the server's to choose.
  if (key.family === 'RSA' && (key.bits > LONGEST_MODULUS || key.exponent.length > 8))
    return {
      why: `an RSA key of ${key.bits} bits with an exponent of ${key.exponent.length} bytes is too large to check`,
    };
  try {
    return createPublicKey({ key: jsonWebKey(key), format: 'jwk' });
  } catch {
    // A point that is not on its curve.
    return undefined;
  }
}

function jsonWebKey(key: Exclude<SshKeyMaterial, { readonly family: 'DSA' }>): JsonWebKey {
  const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');
  if (key.family === 'RSA') return { kty: 'RSA', n: text(key.modulus), e: text(key.exponent) };
  if (key.family === 'ECDSA') return { kty: 'EC', crv: key.curve, x: text(key.x), y: text(key.y) };
  return { kty: 'OKP', crv: key.family, x: text(key.publicKey) };
}

interface Way {
  readonly family: SshKeyMaterial['family'];
  readonly hash: string | null;
}

const LONGEST_MODULUS = 16384;
const WAYS: ReadonlyMap<string, Way> = new Map([
  ['ecdsa-sha2-nistp256', { family: 'ECDSA', hash: 'sha256' }],
  ['ecdsa-sha2-nistp384', { family: 'ECDSA', hash: 'sha384' }],
  ['ecdsa-sha2-nistp521', { family: 'ECDSA', hash: 'sha512' }],
  ['rsa-sha2-256', { family: 'RSA', hash: 'sha256' }],
  ['rsa-sha2-512', { family: 'RSA', hash: 'sha512' }],
  ['ssh-dss', { family: 'DSA', hash: 'sha1' }],
  ['ssh-ed25519', { family: 'Ed25519', hash: null }],
  ['ssh-ed448', { family: 'Ed448', hash: null }],
  ['ssh-rsa', { family: 'RSA', hash: 'sha1' }],
]);
