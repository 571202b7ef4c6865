import { ByteReader } from '../byte-reader.ts';
import { accepted, type Parsed, refused } from '../parsed.ts';
import { bitLength, readMagnitude, readString, readText } from './fields.ts';

/** A host key as it comes on the wire, plain or inside a certificate. Source: RFC 4253 6.6, RFC 5656 3.1, RFC 8709 4. */
export interface SshHostKey {
  /** `ssh-ed25519`, `rsa-sha2-512-cert-v01@openssh.com` and the like: the key format's own name. */
  readonly type: string;
  readonly certificate: boolean;
  /** Null: this type of key is not known. */
  readonly key: SshKeyMaterial | null;
}

export type SshKeyMaterial =
  | { readonly family: 'RSA'; readonly bits: number; readonly modulus: Uint8Array; readonly exponent: Uint8Array }
  | { readonly family: 'DSA'; readonly bits: number }
  | {
      readonly family: 'ECDSA';
      readonly bits: 256 | 384 | 521;
      readonly curve: 'P-256' | 'P-384' | 'P-521';
      readonly x: Uint8Array;
      readonly y: Uint8Array;
    }
  | { readonly family: 'Ed25519' | 'Ed448'; readonly bits: 256 | 456; readonly publicKey: Uint8Array };

/** Reads a key blob. A type that is not known is accepted without its material. */
export function decodeHostKey(blob: Uint8Array): Parsed<SshHostKey> {
  const from = new ByteReader(blob);
  const type = readText(from);
  if (type === undefined || !/^[!-~]{1,256}$/.test(type)) return refused('host key: has no type', { offset: 0 });
  const certificate = type.endsWith(CERTIFICATE);
  const read = READERS[certificate ? type.slice(0, -CERTIFICATE.length) : type];
  if (read === undefined) return accepted({ type, certificate, key: null });
  // A certificate has a nonce in front of the key's own fields. Source: OpenSSH PROTOCOL.certkeys.
  if (certificate && readString(from) === undefined) return refused(`${type}: has no nonce`, { offset: from.position });
  const key = read(from);
  if (key === undefined) return refused(`${type}: is not a key of its type`, { offset: from.position });
  if (!certificate && from.left > 0) return refused(`${type}: bytes follow the key`, { offset: from.position });
  return accepted({ type, certificate, key });
}

/** A signature blob: the name of the algorithm and what it made. */
export interface SshSignature {
  readonly algorithm: string;
  readonly bytes: Uint8Array;
}

/** Source: RFC 4253 6.6. */
export function decodeSignature(blob: Uint8Array): Parsed<SshSignature> {
  const from = new ByteReader(blob);
  const algorithm = readText(from);
  const bytes = algorithm === undefined ? undefined : readString(from);
  if (algorithm === undefined || bytes === undefined || from.left > 0)
    return refused('signature: wants an algorithm and a string', { offset: from.position });
  return accepted({ algorithm, bytes });
}

/** The two numbers of an ECDSA signature, each `length` bytes, one after the other; undefined where they do not fit. Source: RFC 5656 3.1.2. */
export function ecdsaSignatureNumbers(bytes: Uint8Array, length: number): Uint8Array | undefined {
  const from = new ByteReader(bytes);
  const r = readMagnitude(from);
  const s = r === undefined ? undefined : readMagnitude(from);
  if (r === undefined || s === undefined || from.left > 0 || r.length > length || s.length > length) return undefined;
  const numbers = new Uint8Array(2 * length);
  numbers.set(r, length - r.length);
  numbers.set(s, 2 * length - s.length);
  return numbers;
}

type Reader = (from: ByteReader) => SshKeyMaterial | undefined;

const CERTIFICATE = '-cert-v01@openssh.com';
const READERS: Readonly<Record<string, Reader>> = Object.assign(Object.create(null), {
  'ssh-rsa': readRsa,
  'ssh-dss': readDsa,
  'ecdsa-sha2-nistp256': ecdsa('P-256', 256, 'nistp256'),
  'ecdsa-sha2-nistp384': ecdsa('P-384', 384, 'nistp384'),
  'ecdsa-sha2-nistp521': ecdsa('P-521', 521, 'nistp521'),
  'ssh-ed25519': edwards('Ed25519', 256, 32),
  'ssh-ed448': edwards('Ed448', 456, 57),
});

function readRsa(from: ByteReader): SshKeyMaterial | undefined {
  const exponent = readMagnitude(from);
  const modulus = exponent === undefined ? undefined : readMagnitude(from);
  if (exponent === undefined || modulus === undefined) return undefined;
  return { family: 'RSA', bits: bitLength(modulus), modulus, exponent };
}

function readDsa(from: ByteReader): SshKeyMaterial | undefined {
  const numbers = [readMagnitude(from), readMagnitude(from), readMagnitude(from), readMagnitude(from)];
  const [prime, , , publicValue] = numbers;
  return prime === undefined || publicValue === undefined ? undefined : { family: 'DSA', bits: bitLength(prime) };
}

function ecdsa(curve: 'P-256' | 'P-384' | 'P-521', bits: 256 | 384 | 521, name: string): Reader {
  return (from) => {
    const isCurve = readText(from) === name;
    const point = isCurve ? readString(from) : undefined;
    const length = Math.ceil(bits / 8);
    // 4: an uncompressed point, the only form that RFC 5656 3.1 asks servers for.
    if (point === undefined || point.length !== 1 + 2 * length || point[0] !== 4) return undefined;
    return { family: 'ECDSA', bits, curve, x: point.subarray(1, 1 + length), y: point.subarray(1 + length) };
  };
}

function edwards(family: 'Ed25519' | 'Ed448', bits: 256 | 456, length: number): Reader {
  return (from) => {
    const publicKey = readString(from);
    return publicKey?.length === length ? { family, bits, publicKey } : undefined;
  };
}
