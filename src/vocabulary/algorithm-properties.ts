/**
 * What an inventory of cryptography says of an algorithm, in the words of CycloneDX 1.7 (algorithmProperties; families of
 * cryptography-defs 2026-02-24). Security: bits against today's computers; NIST's category 1 to 5 against a quantum computer, 0 for
 * none. Sources: SP 800-57 part 1 rev 5 table 2; FIPS 203 8; FIPS 204 4; FIPS 205 11; NIST PQC call for proposals 4.A.5.
 */
export interface AlgorithmProperties {
  readonly name: string;
  readonly primitive: Primitive;
  /** Of CycloneDX's list; absent where the list has none. */
  readonly family?: string;
  readonly parameterSet?: string;
  /** CycloneDX's spelling: `nist/P-256`. */
  readonly curve?: string;
  readonly mode?: 'cbc' | 'ccm' | 'gcm' | 'ctr';
  /** CycloneDX has no word for the padding of PSS: its family says it. */
  readonly padding?: 'pkcs1v15';
  readonly oid?: string;
  readonly classicalBits?: number;
  readonly quantumLevel?: 0 | 1 | 2 | 3 | 4 | 5;
  /** What a hybrid is made of, in its own order. */
  readonly parts: readonly string[];
}

export type Primitive =
  | 'ae'
  | 'block-cipher'
  | 'combiner'
  | 'hash'
  | 'kem'
  | 'key-agree'
  | 'mac'
  | 'pke'
  | 'signature'
  | 'stream-cipher'
  | 'unknown';

/** The properties of an algorithm by the name that a report uses; of an unknown one only the name. */
export function algorithmProperties(name: string): AlgorithmProperties {
  for (const [pattern, make] of FAMILIES) {
    const found = pattern.exec(name);
    if (found !== null) return { name, parts: [], ...make(found[1] ?? '', found[2] ?? '') };
  }
  return { name, primitive: 'unknown', parts: [] };
}

type Made = Omit<AlgorithmProperties, 'name' | 'parts'> & { readonly parts?: readonly string[] };

const KEM = { '512': [1, 128, '1'], '768': [3, 192, '2'], '1024': [5, 256, '3'] } as const;
const DSA = { '44': [2, 128, '17'], '65': [3, 192, '18'], '87': [5, 256, '19'] } as const;
const CURVES: Readonly<Record<string, readonly [curve: string, bits: number]>> = {
  'P-224': ['nist/P-224', 112],
  'P-256': ['nist/P-256', 128],
  'P-384': ['nist/P-384', 192],
  'P-521': ['nist/P-521', 256],
  X25519: ['other/Curve25519', 128],
  X448: ['other/Curve448', 224],
  curveSM2: ['oscaa/SM2', 128],
  brainpoolP256r1: ['brainpool/brainpoolP256r1', 128],
  brainpoolP384r1: ['brainpool/brainpoolP384r1', 192],
  brainpoolP512r1: ['brainpool/brainpoolP512r1', 256],
};
const FINITE_FIELD: Readonly<Record<string, number>> = { 2048: 112, 3072: 128, 4096: 152, 6144: 176, 8192: 200 };
const SYMMETRIC = { '128': 1, '192': 3, '256': 5 } as const;
const HASHES: Readonly<Record<string, readonly [bits: number, level: 0 | 2 | 4 | 5]>> = {
  '224': [112, 0],
  '256': [128, 2],
  '384': [192, 4],
  '512': [256, 5],
};

/** The first pattern that fits decides. */
const FAMILIES: readonly (readonly [RegExp, (first: string, second: string) => Made])[] = [
  [/^(\S+) with (\S+)$/, (first, second) => ({ primitive: 'combiner', parts: [first, second] })],
  [/^ML-KEM-(512|768|1024)$/, (set) => kem(set)],
  [/^ML-DSA-(44|65|87)$/, (set) => mlDsa(set)],
  [/^SLH-DSA-(?:SHA2|SHAKE)-(128|192|256)[sf]$/, (bits) => slhDsa(bits)],
  [/^ECDH (.+)$/, (curve) => ({ primitive: 'key-agree', family: 'ECDH', quantumLevel: 0, ...onCurve(curve) })],
  [/^ECDSA ?(.*)$/, (curve) => ({ primitive: 'signature', family: 'ECDSA', quantumLevel: 0, ...onCurve(curve) })],
  [/^DSA$/, () => ({ primitive: 'signature', family: 'DSA', quantumLevel: 0 })],
  [/^(Ed25519|Ed448)$/, (name) => edwards(name)],
  [/^FFDH (\d+)$/, (bits) => finiteField(bits)],
  [/^RSASSA-(PSS|PKCS1)$/, (kind) => rsaSignature(kind)],
  [/^RSA-?(\d*)$/, (bits) => ({ primitive: 'pke', quantumLevel: 0, ...(bits === '' ? {} : { parameterSet: bits }) })],
  [/^AES-(128|192|256)-(GCM|CCM|CBC|CTR)$/, (bits, mode) => aes(bits, mode)],
  [/^ChaCha20-Poly1305$/, () => ({ primitive: 'ae', family: 'ChaCha20', classicalBits: 256, quantumLevel: 5 })],
  [/^SHA-(224|256|384|512)$/, (bits) => sha2(bits)],
  [/^SHA-1$/, () => ({ primitive: 'hash', family: 'SHA-1', quantumLevel: 0 })],
  [/^HMAC-SHA-(\d+)$/, (bits) => ({ primitive: 'mac', family: 'HMAC', parameterSet: bits })],
  [/^3DES/, () => ({ primitive: 'block-cipher', family: '3DES', classicalBits: 112, quantumLevel: 0 })],
  [/^sntrup761$/, () => ({ primitive: 'kem', parameterSet: '761' })],
];

function kem(set: string): Made {
  const [quantumLevel, classicalBits, last] = KEM[set as keyof typeof KEM];
  const oid = `2.16.840.1.101.3.4.4.${last}`;
  return { primitive: 'kem', family: 'ML-KEM', parameterSet: set, oid, classicalBits, quantumLevel };
}

function mlDsa(set: string): Made {
  const [quantumLevel, classicalBits, last] = DSA[set as keyof typeof DSA];
  const oid = `2.16.840.1.101.3.4.3.${last}`;
  return { primitive: 'signature', family: 'ML-DSA', parameterSet: set, oid, classicalBits, quantumLevel };
}

function slhDsa(bits: string): Made {
  const quantumLevel = SYMMETRIC[bits as keyof typeof SYMMETRIC];
  return { primitive: 'signature', family: 'SLH-DSA', parameterSet: bits, classicalBits: Number(bits), quantumLevel };
}

function onCurve(curve: string): Pick<AlgorithmProperties, 'parameterSet' | 'curve' | 'classicalBits'> {
  const known = CURVES[curve];
  if (known === undefined) return curve === '' ? {} : { parameterSet: curve };
  return { parameterSet: curve, curve: known[0], classicalBits: known[1] };
}

function edwards(name: string): Made {
  const bits = name === 'Ed25519' ? 128 : 224;
  const base = { primitive: 'signature', family: 'EdDSA', parameterSet: name, quantumLevel: 0 } as const;
  return { ...base, curve: `other/${name}`, classicalBits: bits };
}

function finiteField(bits: string): Made {
  const strength = FINITE_FIELD[bits];
  const base = { primitive: 'key-agree', family: 'FFDH', parameterSet: `ffdhe${bits}`, quantumLevel: 0 } as const;
  return strength === undefined ? base : { ...base, classicalBits: strength };
}

function rsaSignature(kind: string): Made {
  const base = { primitive: 'signature', family: `RSASSA-${kind}`, quantumLevel: 0 } as const;
  return kind === 'PSS' ? base : { ...base, padding: 'pkcs1v15' };
}

function aes(bits: string, mode: string): Made {
  const isAuthenticated = mode === 'GCM' || mode === 'CCM';
  return {
    primitive: isAuthenticated ? 'ae' : 'block-cipher',
    family: 'AES',
    parameterSet: bits,
    // The pattern lets these four alone through.
    mode: mode.toLowerCase() as 'gcm',
    classicalBits: Number(bits),
    quantumLevel: SYMMETRIC[bits as keyof typeof SYMMETRIC],
  };
}

function sha2(bits: string): Made {
  const [classicalBits, quantumLevel] = HASHES[bits] ?? [0, 0];
  return { primitive: 'hash', family: 'SHA-2', parameterSet: bits, classicalBits, quantumLevel };
}
