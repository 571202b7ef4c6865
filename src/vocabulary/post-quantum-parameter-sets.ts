/** A parameter set of FIPS 203, 204 or 205. Lengths in bytes. */
export interface PostQuantumParameterSet {
  readonly name: string;
  readonly algorithm: 'ML-KEM' | 'ML-DSA' | 'SLH-DSA';
  readonly oid: string;
  readonly publicKeyLength: number;
  /** The expanded form: dk of FIPS 203, sk of FIPS 204 and 205. */
  readonly secretKeyLength: number;
  /** d and z of FIPS 203, xi of FIPS 204; SK.seed, SK.prf and PK.seed of FIPS 205, which its own key format does not hold. */
  readonly seedLength: number;
  /** The ciphertext, or the signature. */
  readonly outputLength: number;
}

/** Sources: FIPS 203 table 3, FIPS 204 table 2, FIPS 205 table 2; OIDs: NIST CSOR, RFC 9881, 9909, 9935 (verified 2026-11-22). */
export const postQuantumParameterSets: readonly PostQuantumParameterSet[] = [
  kem('ML-KEM-512', '1', [800, 1632, 768]),
  kem('ML-KEM-768', '2', [1184, 2400, 1088]),
  kem('ML-KEM-1024', '3', [1568, 3168, 1568]),
  dsa('ML-DSA-44', '17', [1312, 2560, 2420]),
  dsa('ML-DSA-65', '18', [1952, 4032, 3309]),
  dsa('ML-DSA-87', '19', [2592, 4896, 4627]),
  slh('SLH-DSA-SHA2-128s', '20', [16, 7856]),
  slh('SLH-DSA-SHA2-128f', '21', [16, 17088]),
  slh('SLH-DSA-SHA2-192s', '22', [24, 16224]),
  slh('SLH-DSA-SHA2-192f', '23', [24, 35664]),
  slh('SLH-DSA-SHA2-256s', '24', [32, 29792]),
  slh('SLH-DSA-SHA2-256f', '25', [32, 49856]),
  slh('SLH-DSA-SHAKE-128s', '26', [16, 7856]),
  slh('SLH-DSA-SHAKE-128f', '27', [16, 17088]),
  slh('SLH-DSA-SHAKE-192s', '28', [24, 16224]),
  slh('SLH-DSA-SHAKE-192f', '29', [24, 35664]),
  slh('SLH-DSA-SHAKE-256s', '30', [32, 29792]),
  slh('SLH-DSA-SHAKE-256f', '31', [32, 49856]),
];

/** Looks a parameter set up by NIST's name: `ML-DSA-65`. */
export function postQuantumParameterSet(name: string): PostQuantumParameterSet | undefined {
  return postQuantumParameterSets.find((set) => set.name === name);
}

type Lengths = readonly [publicKey: number, secretKey: number, output: number];

function kem(name: string, arc: string, [publicKeyLength, secretKeyLength, outputLength]: Lengths) {
  const oid = `2.16.840.1.101.3.4.4.${arc}`;
  return { name, algorithm: 'ML-KEM', oid, publicKeyLength, secretKeyLength, seedLength: 64, outputLength } as const;
}

function dsa(name: string, arc: string, [publicKeyLength, secretKeyLength, outputLength]: Lengths) {
  const oid = `2.16.840.1.101.3.4.3.${arc}`;
  return { name, algorithm: 'ML-DSA', oid, publicKeyLength, secretKeyLength, seedLength: 32, outputLength } as const;
}

function slh(name: string, arc: string, [n, outputLength]: readonly [n: number, output: number]) {
  return {
    name,
    algorithm: 'SLH-DSA',
    oid: `2.16.840.1.101.3.4.3.${arc}`,
    publicKeyLength: 2 * n,
    secretKeyLength: 4 * n,
    seedLength: 3 * n,
    outputLength,
  } as const;
}
