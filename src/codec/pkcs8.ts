import { BitString, fromBER, Integer, ObjectIdentifier, OctetString, Primitive, Sequence } from 'asn1js';
import type { PostQuantumParameterSet } from '../vocabulary/post-quantum-parameter-sets.ts';
import { accepted, type Parsed, refused } from './parsed.ts';

/** What a PKCS#8 file of a post-quantum algorithm may hold: the seed, the expanded key, or both. */
export interface PrivateKeyForms {
  readonly seed?: Uint8Array;
  readonly expanded?: Uint8Array;
}

/**
 * Encodes a private key in DER; lengths are the caller's, right or wrong. For SLH-DSA only the expanded form exists.
 * Sources: RFC 5958 2, RFC 9881 6 (ML-DSA), RFC 9909 6 (SLH-DSA), RFC 9935 6 (ML-KEM).
 */
export function encodePkcs8(set: PostQuantumParameterSet, { seed, expanded }: PrivateKeyForms): Uint8Array {
  const inner = set.algorithm === 'SLH-DSA' ? (expanded ?? new Uint8Array()) : choiceOf(seed, expanded);
  return der(
    new Sequence({
      value: [new Integer({ value: 0 }), algorithmOf(set), new OctetString({ valueHex: bufferOf(inner) })],
    }),
  );
}

/** Encodes a public key in DER. Source: RFC 5280 4.1.2.7, and the RFCs named above. */
export function encodeSpki(set: PostQuantumParameterSet, publicKey: Uint8Array): Uint8Array {
  return der(new Sequence({ value: [algorithmOf(set), new BitString({ valueHex: bufferOf(publicKey) })] }));
}

/** Takes the forms out of a private key in DER, whichever it holds. */
export function decodePkcs8(file: Uint8Array, set: PostQuantumParameterSet): Parsed<PrivateKeyForms> {
  const [version, algorithm, key] = elementsOf(file) ?? [];
  if (!(version instanceof Integer) || !(key instanceof OctetString)) return refused('no PKCS#8', { offset: 0 });
  if (oidOf(algorithm) !== set.oid) return refused(`no key of ${set.name}`, { offset: 0 });
  const inner = bytesOf(key);
  return set.algorithm === 'SLH-DSA' ? accepted({ expanded: inner }) : formsIn(inner);
}

/** Takes the public key out of a SubjectPublicKeyInfo in DER. */
export function decodeSpki(file: Uint8Array, set: PostQuantumParameterSet): Parsed<Uint8Array> {
  const [algorithm, key] = elementsOf(file) ?? [];
  if (!(key instanceof BitString) || oidOf(algorithm) !== set.oid)
    return refused(`no public key of ${set.name}`, { offset: 0 });
  return accepted(new Uint8Array(key.valueBlock.valueHexView));
}

function choiceOf(seed: Uint8Array | undefined, expanded: Uint8Array | undefined): Uint8Array {
  const asSeed = seed === undefined ? undefined : bufferOf(seed);
  if (expanded === undefined)
    return der(new Primitive({ idBlock: { tagClass: 3, tagNumber: 0 }, valueHex: asSeed ?? new ArrayBuffer() }));
  const asExpanded = new OctetString({ valueHex: bufferOf(expanded) });
  return der(
    asSeed === undefined ? asExpanded : new Sequence({ value: [new OctetString({ valueHex: asSeed }), asExpanded] }),
  );
}

function formsIn(inner: Uint8Array): Parsed<PrivateKeyForms> {
  const result = elementOf(inner);
  if (result instanceof OctetString) return accepted({ expanded: bytesOf(result) });
  if (result instanceof Primitive && result.idBlock.tagClass === 3 && result.idBlock.tagNumber === 0)
    return accepted({ seed: new Uint8Array(result.valueBlock.valueHexView) });
  const [seed, expanded] = result instanceof Sequence ? result.valueBlock.value : [];
  if (!(seed instanceof OctetString) || !(expanded instanceof OctetString))
    return refused('no seed and no expanded key inside', { offset: 0 });
  return accepted({ seed: bytesOf(seed), expanded: bytesOf(expanded) });
}

function elementsOf(file: Uint8Array) {
  const result = elementOf(file);
  return result instanceof Sequence ? result.valueBlock.value : undefined;
}

/** The one element that these bytes are. asn1js throws where a value does not fit its type, as a time without a digit. */
function elementOf(bytes: Uint8Array) {
  try {
    const { result, offset } = fromBER(bufferOf(bytes), LIMITS);
    return offset === bytes.length ? result : undefined;
  } catch {
    return undefined;
  }
}

function algorithmOf({ oid }: PostQuantumParameterSet): Sequence {
  return new Sequence({ value: [new ObjectIdentifier({ value: oid })] });
}

function oidOf(algorithm: unknown): string | undefined {
  const oid = algorithm instanceof Sequence ? algorithm.valueBlock.value[0] : undefined;
  return oid instanceof ObjectIdentifier ? oid.valueBlock.toString() : undefined;
}

function bytesOf(octets: OctetString): Uint8Array {
  return new Uint8Array(octets.valueBlock.valueHexView);
}

function der(element: { toBER(): ArrayBuffer }): Uint8Array {
  return new Uint8Array(element.toBER());
}

function bufferOf(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}

const LIMITS = { maxDepth: 8, maxNodes: 32, parseEmbedded: false };
