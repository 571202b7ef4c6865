import { constants, createPublicKey, type KeyObject, verify } from 'node:crypto';
import { certificateVerifyContent } from '../../codec/tls/server-flight.ts';

/** The outcome of checking a CertificateVerify: right, wrong, or not possible here, with the reason. */
export type SignatureCheck =
  | { readonly state: 'valid' }
  | { readonly state: 'invalid'; readonly why: string }
  | { readonly state: 'unchecked'; readonly why: string };

/** A signature as it came: over what, with which scheme (code point). */
export interface SignatureOver {
  readonly content: Uint8Array;
  readonly scheme: number;
  readonly signature: Uint8Array;
}

/**
 * Checks a TLS 1.3 server's signature over its own flight.
 * @param spki the certificate's SubjectPublicKeyInfo, DER
 * Source: RFC 8446 4.4.3; draft-ietf-tls-mldsa for ML-DSA (empty context)
 */
export function checkCertificateVerify(
  spki: Uint8Array,
  verified: { readonly scheme: number; readonly signature: Uint8Array; readonly transcriptHash: Uint8Array },
): SignatureCheck {
  const how = SCHEMES[verified.scheme];
  const content = certificateVerifyContent(verified.transcriptHash);
  return how === undefined ? unknown(verified.scheme) : check(spki, how, { ...verified, content });
}

/** Checks a TLS 1.2 server's signature over its ephemeral key, where a scheme says its hash. Source: RFC 5246 7.4.3. */
export function checkKeyExchange(spki: Uint8Array, over: SignatureOver): SignatureCheck {
  const known = TLS12_SCHEMES[over.scheme] ?? SCHEMES[over.scheme];
  // In TLS 1.2 a scheme names the hash alone: any curve goes with it.
  return known === undefined ? unknown(over.scheme) : check(spki, { ...known, curve: undefined }, over);
}

function check(spki: Uint8Array, how: SchemeCheck, { content, signature }: SignatureOver): SignatureCheck {
  try {
    const { key, type, curve } = keyOf(spki);
    if (!how.keyTypes.includes(type)) return { state: 'invalid', why: `a ${type} key cannot sign with this scheme` };
    if (how.curve !== undefined && curve !== how.curve)
      return { state: 'invalid', why: `a key on ${curve} cannot sign with this scheme` };
    const isRight = verify(how.hash, content, how.padding === undefined ? key : { key, ...how.padding }, signature);
    return isRight
      ? { state: 'valid' }
      : { state: 'invalid', why: 'the signature does not fit the handshake and the certificate' };
  } catch (error) {
    // The runtime's OpenSSL may not know the key's algorithm: that says nothing about the server.
    return { state: 'unchecked', why: error instanceof Error ? error.message : String(error) };
  }
}

/** The keys of the last checks are kept: one server signs with the same ones again and again. */
function keyOf(spki: Uint8Array): PublicKey {
  const name = Buffer.from(spki.buffer, spki.byteOffset, spki.length).toString('latin1');
  const known = keys.get(name);
  if (known !== undefined) return known;
  const key = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
  const made = { key, type: key.asymmetricKeyType ?? '', curve: key.asymmetricKeyDetails?.namedCurve };
  if (keys.size >= MOST_KEYS) keys.clear();
  keys.set(name, made);
  return made;
}

interface PublicKey {
  readonly key: KeyObject;
  readonly type: string;
  readonly curve: string | undefined;
}

const keys = new Map<string, PublicKey>();
const MOST_KEYS = 64;

function unknown(scheme: number): SignatureCheck {
  return { state: 'unchecked', why: `scheme 0x${scheme.toString(16).padStart(4, '0')} cannot be checked here` };
}

interface SchemeCheck {
  readonly hash: string | null;
  readonly keyTypes: readonly string[];
  readonly curve?: string | undefined;
  readonly padding?: { readonly padding: number; readonly saltLength: number };
}

function pss(hash: string, keyType: string): SchemeCheck {
  const padding = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST };
  return { hash, keyTypes: [keyType], padding };
}

const SCHEMES: Readonly<Record<number, SchemeCheck>> = {
  1027: { curve: 'prime256v1', hash: 'sha256', keyTypes: ['ec'] },
  1283: { curve: 'secp384r1', hash: 'sha384', keyTypes: ['ec'] },
  1539: { curve: 'secp521r1', hash: 'sha512', keyTypes: ['ec'] },
  2052: pss('sha256', 'rsa'),
  2053: pss('sha384', 'rsa'),
  2054: pss('sha512', 'rsa'),
  2055: { hash: null, keyTypes: ['ed25519'] },
  2056: { hash: null, keyTypes: ['ed448'] },
  2057: pss('sha256', 'rsa-pss'),
  2058: pss('sha384', 'rsa-pss'),
  2059: pss('sha512', 'rsa-pss'),
  2074: { curve: 'brainpoolP256r1', hash: 'sha256', keyTypes: ['ec'] },
  2075: { curve: 'brainpoolP384r1', hash: 'sha384', keyTypes: ['ec'] },
  2076: { curve: 'brainpoolP512r1', hash: 'sha512', keyTypes: ['ec'] },
  2308: { hash: null, keyTypes: ['ml-dsa-44'] },
  2309: { hash: null, keyTypes: ['ml-dsa-65'] },
  2310: { hash: null, keyTypes: ['ml-dsa-87'] },
};
/** Only in TLS 1.2: RSASSA-PKCS1-v1_5, and hashes that TLS 1.3 left behind. */
const TLS12_SCHEMES: Readonly<Record<number, SchemeCheck>> = {
  513: { hash: 'sha1', keyTypes: ['rsa'] },
  769: { hash: 'sha224', keyTypes: ['rsa'] },
  1025: { hash: 'sha256', keyTypes: ['rsa'] },
  1281: { hash: 'sha384', keyTypes: ['rsa'] },
  1537: { hash: 'sha512', keyTypes: ['rsa'] },
  515: { hash: 'sha1', keyTypes: ['ec'] },
  771: { hash: 'sha224', keyTypes: ['ec'] },
};
