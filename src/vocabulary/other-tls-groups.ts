/**
 * TLS groups outside the registry of those that OpenSSL knows: drafts that RFC 10024 made obsolete, and numbers that
 * libraries took for experiments. A server that offers one runs old or experimental code.
 * Sources: draft-tls-westerbaan-xyber768d00; draft-kwiatkowski-tls-ecdhe-kyber; s2n-tls and oqs-provider tables (2024).
 */
export interface OtherTlsGroup {
  readonly name: string;
  readonly codePoint: number;
  readonly standing: 'obsolete-draft' | 'private';
}

/** By code point. */
export const otherTlsGroups: readonly OtherTlsGroup[] = [
  { name: 'kyber512 (private)', codePoint: 0x023a, standing: 'private' },
  { name: 'kyber768 (private)', codePoint: 0x023c, standing: 'private' },
  { name: 'kyber1024 (private)', codePoint: 0x023d, standing: 'private' },
  { name: 'x25519_kyber512 (private)', codePoint: 0x2f39, standing: 'private' },
  { name: 'p256_kyber512 (private)', codePoint: 0x2f3a, standing: 'private' },
  { name: 'p384_kyber768 (private)', codePoint: 0x2f3c, standing: 'private' },
  { name: 'p521_kyber1024 (private)', codePoint: 0x2f3d, standing: 'private' },
  { name: 'CECPQ2', codePoint: 0x4138, standing: 'obsolete-draft' },
  { name: 'hybrid 0x636d (private)', codePoint: 0x636d, standing: 'private' },
  { name: 'X25519Kyber768Draft00', codePoint: 0x6399, standing: 'obsolete-draft' },
  { name: 'SecP256r1Kyber768Draft00', codePoint: 0x639a, standing: 'obsolete-draft' },
  { name: 'X25519Kyber512Draft00 (private)', codePoint: 0xfe30, standing: 'private' },
  { name: 'X25519Kyber768Draft00 (private)', codePoint: 0xfe31, standing: 'private' },
];

/** The group with this code point. */
export function otherTlsGroup(codePoint: number): OtherTlsGroup | undefined {
  return otherTlsGroups.find((group) => group.codePoint === codePoint);
}
