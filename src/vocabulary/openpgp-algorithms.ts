/** The name of an OpenPGP public-key algorithm; an unknown number survives as `algorithm 99`. Source: RFC 9580 9.1, RFC 9980 table 2. */
export function openpgpAlgorithm(id: number): string {
  return ALGORITHMS[id] ?? `algorithm ${id}`;
}

/** The name of an OpenPGP hash algorithm; an unknown number survives as `hash 99`. Source: RFC 9580 9.5. */
export function openpgpHash(id: number): string {
  return HASHES[id] ?? `hash ${id}`;
}

const ALGORITHMS: Readonly<Record<number, string>> = {
  1: 'RSA',
  2: 'RSA',
  3: 'RSA',
  17: 'DSA',
  19: 'ECDSA',
  22: 'EdDSA',
  27: 'Ed25519',
  28: 'Ed448',
  30: 'ML-DSA-65+Ed25519',
  31: 'ML-DSA-87+Ed448',
  32: 'SLH-DSA-SHAKE-128s',
  33: 'SLH-DSA-SHAKE-128f',
  34: 'SLH-DSA-SHAKE-256s',
};

const HASHES: Readonly<Record<number, string>> = {
  1: 'MD5',
  2: 'SHA-1',
  3: 'RIPEMD-160',
  8: 'SHA-256',
  9: 'SHA-384',
  10: 'SHA-512',
  11: 'SHA-224',
  12: 'SHA3-256',
  14: 'SHA3-512',
};
