/** An answer with its third possibility: what could not be seen is never a "no". */
export type Answered = 'yes' | 'no' | 'unknown';

/** Subject of all kinds `tls.endpoint.*`: "TLS endpoint". What was connected to; the evidence has the number of connections. */
export interface TlsEndpointReached {
  readonly startTls: string | null;
  /** How many addresses the name has; one of them was probed. */
  readonly addresses: number;
  /** What was strange before TLS began: plain text behind the reply to STARTTLS, which a client would have taken as protected. */
  readonly oddities: readonly string[];
}

/** Every version that was asked for stands in one of the three lists, newest first: `TLSv1.3` to `SSLv3`. */
export interface TlsEndpointVersions {
  readonly supported: readonly string[];
  readonly notSupported: readonly string[];
  readonly unknown: readonly string[];
}

/** A name of a registry and its number: `{ name: 'X25519MLKEM768', codepoint: 0x11ec }`. */
export interface NamedCodePoint {
  readonly name: string;
  readonly codepoint: number;
}

/** The key agreement of TLS 1.3. */
export interface TlsEndpointGroups {
  /** In the order in which the server gave them up. */
  readonly supported: readonly NamedCodePoint[];
  /** Whether what is not listed is known to be refused; false: the list may lack some. */
  readonly complete: boolean;
  /** What it chose from an offer of everything. */
  readonly preferred: string | null;
  /** Whether it keeps to its choice when the client's order is reversed; null: not told. */
  readonly serverPreference: boolean | null;
  readonly postQuantum: TlsPostQuantumPosture;
}

export interface TlsPostQuantumPosture {
  readonly supported: Answered;
  /**
   * `always`: it asks for a post-quantum share even of a client that sent a classical one; `client-decides`: it follows the
   * client's order; `only-with-share`: it takes it only where the client already sent a share for it; `classical-preferred`:
   * it refuses a post-quantum share that was sent, in favour of a classical group.
   */
  readonly preference: 'always' | 'client-decides' | 'only-with-share' | 'classical-preferred' | 'none' | 'unknown';
  /** `yes`: no classical key agreement is left, in any version. */
  readonly enforced: Answered;
  /** What may lie behind the preference, in words. */
  readonly possibleCauses: readonly string[];
}

/** One entry for each version that is supported, newest first. */
export interface TlsEndpointCiphers {
  readonly byVersion: readonly TlsVersionCiphers[];
}

export interface TlsVersionCiphers {
  readonly version: string;
  readonly suites: readonly NamedCodePoint[];
  readonly preferred: string | null;
  readonly serverPreference: boolean | null;
  readonly complete: boolean;
}

/** What a handshake of TLS 1.2 (or the newest older version that is supported) shows. */
export interface TlsEndpointTls12 {
  readonly version: string;
  readonly groups: readonly NamedCodePoint[];
  readonly groupsComplete: boolean;
  readonly signatureSchemes: readonly NamedCodePoint[];
  readonly signatureSchemesComplete: boolean;
  readonly extendedMasterSecret: boolean;
  /** Source: RFC 5746. */
  readonly secureRenegotiation: boolean;
  /** null: no hello that was answered offered it. */
  readonly compression: boolean | null;
  /** Of the smallest prime that was seen; null: no finite-field DHE. */
  readonly dhPrimeBits: number | null;
  /** Key transport by RSA: no forward secrecy, and open to whoever breaks the certificate's key later. */
  readonly staticRsa: Answered;
  /** Whether a server that speaks TLS 1.3 says so when it is brought down. Source: RFC 8446 4.1.3. */
  readonly downgradeSentinel: 'present' | 'absent' | 'not-applicable';
}

/** One distinct chain, end entity first. */
export interface TlsEndpointCertificate {
  readonly chain: readonly CertificateSummary[];
  /** The schemes with which its key signed, and the versions in which it was seen. */
  readonly schemes: readonly string[];
  readonly versions: readonly string[];
  /** Whether the signature of the handshake fits the certificate: `unchecked` where no scheme could be checked, or none was seen. */
  readonly signature: 'valid' | 'invalid' | 'unchecked';
  readonly signatureProblem: string | null;
  readonly clientCertificate: 'requested' | 'not-requested' | 'unknown';
}

export interface CertificateSummary {
  readonly sha256: string;
  readonly subject: string | null;
  readonly issuer: string | null;
  /** Hexadecimal. */
  readonly serial: string | null;
  /** `RSA`, `EC secp256r1`, `ML-DSA-65`; an unknown one stays its OID. */
  readonly keyAlgorithm: string | null;
  readonly keyBits: number | null;
  /** `ecdsa-with-SHA256`, `ML-DSA-65`, or an OID. */
  readonly signatureAlgorithm: string | null;
  /** RFC 3339, in UTC. */
  readonly notBefore: string | null;
  readonly notAfter: string | null;
  readonly subjectAltNames: readonly string[];
  /** Why it, or a part of it, could not be read. */
  readonly problem: string | null;
  /** Base64; only where an algorithm is unknown or post-quantum, or where it could not be read. */
  readonly der: string | null;
}

/** TLS 1.3: what the server signs its handshake with, each seen and each checked. */
export interface TlsEndpointSignatureSchemes {
  readonly supported: readonly NamedCodePoint[];
  /** The one that it chose from an offer of everything. */
  readonly used: string | null;
  readonly complete: boolean;
  /** Seen, but the signature could not be checked here, or was wrong. */
  readonly notVerified: readonly { readonly name: string; readonly codepoint: number; readonly why: string }[];
}

/** Whether it stands what modern clients send. */
export interface TlsEndpointTolerance {
  /** A ClientHello larger than one TCP segment. */
  readonly largeClientHello: Answered;
  /** One that comes in two pieces. */
  readonly splitClientHello: Answered;
}
