import { constants, createPublicKey, verify } from 'node:crypto';
import { certificateVerifyContent } from '../../codec/tls/server-flight.ts';

/** The outcome of checking a CertificateVerify: right, wrong, or not possible here, with the reason. */
export type SignatureCheck =
  | { readonly state: 'valid' }
  | { readonly state: 'invalid'; readonly why: string }
  | { readonly state: 'unchecked'; readonly why: string };

/**
 * Checks the server's signature over its own flight.
 * @param spki the certificate's SubjectPublicKeyInfo, DER
 * @param scheme SignatureScheme code point. Source: RFC 8446 4.4.3; draft-ietf-tls-mldsa for ML-DSA (empty context)
 */
export function checkCertificateVerify(
  spki: Uint8Array,
  {
    scheme,
    signature,
    transcriptHash,
  }: { readonly scheme: number; readonly signature: Uint8Array; readonly transcriptHash: Uint8Array },
): SignatureCheck {
  const how = SCHEMES[scheme];
  if (how === undefined)
    return { state: 'unchecked', why: `scheme 0x${scheme.toString(16).padStart(4, '0')} cannot be checked here` };
  try {
    const key = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
    if (!how.keyTypes.includes(key.asymmetricKeyType ?? ''))
      return { state: 'invalid', why: `a ${key.asymmetricKeyType} key cannot sign with this scheme` };
    const content = certificateVerifyContent(transcriptHash);
    const isRight = verify(how.hash, content, { key, ...how.padding, dsaEncoding: 'der' }, signature);
    return isRight
      ? { state: 'valid' }
      : { state: 'invalid', why: 'the signature does not fit the transcript and the certificate' };
  } catch (error) {
    // The runtime's OpenSSL may not know the key's algorithm: that says nothing about the server.
    return { state: 'unchecked', why: error instanceof Error ? error.message : String(error) };
  }
}

interface SchemeCheck {
  readonly hash: string | null;
  readonly keyTypes: readonly string[];
  readonly padding?: { readonly padding: number; readonly saltLength: number };
}

function pss(hash: string, keyType: string): SchemeCheck {
  const padding = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST };
  return { hash, keyTypes: [keyType], padding };
}

const SCHEMES: Readonly<Record<number, SchemeCheck>> = {
  1027: { hash: 'sha256', keyTypes: ['ec'] },
  1283: { hash: 'sha384', keyTypes: ['ec'] },
  1539: { hash: 'sha512', keyTypes: ['ec'] },
  2052: pss('sha256', 'rsa'),
  2053: pss('sha384', 'rsa'),
  2054: pss('sha512', 'rsa'),
  2055: { hash: null, keyTypes: ['ed25519'] },
  2056: { hash: null, keyTypes: ['ed448'] },
  2057: pss('sha256', 'rsa-pss'),
  2058: pss('sha384', 'rsa-pss'),
  2059: pss('sha512', 'rsa-pss'),
  2074: { hash: 'sha256', keyTypes: ['ec'] },
  2075: { hash: 'sha384', keyTypes: ['ec'] },
  2076: { hash: 'sha512', keyTypes: ['ec'] },
  2308: { hash: null, keyTypes: ['ml-dsa-44'] },
  2309: { hash: null, keyTypes: ['ml-dsa-65'] },
  2310: { hash: null, keyTypes: ['ml-dsa-87'] },
};
