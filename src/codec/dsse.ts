import { accepted, type Parsed, refused } from './parsed.ts';

/** A signed payload with its signatures. Source: DSSE 1.0.2, envelope.md. */
export interface Envelope {
  readonly payloadType: string;
  readonly payload: Uint8Array;
  readonly signatures: readonly [EnvelopeSignature, ...EnvelopeSignature[]];
}

/** One signature over the pre-authentication encoding; `keyid` is a hint, never trusted. */
export interface EnvelopeSignature {
  readonly keyid: string;
  readonly sig: Uint8Array;
}

/** The bytes that are signed: `DSSEv1 LENGTH TYPE LENGTH PAYLOAD`. Source: DSSE 1.0.2, protocol.md. */
export function preAuthenticationEncoding(payloadType: string, payload: Uint8Array): Uint8Array {
  const type = new TextEncoder().encode(payloadType);
  const head = new TextEncoder().encode(`DSSEv1 ${type.length} ${payloadType} ${payload.length} `);
  const all = new Uint8Array(head.length + payload.length);
  all.set(head);
  all.set(payload, head.length);
  return all;
}

/** Prints an envelope as JSON. */
export function encodeEnvelope({ payloadType, payload, signatures }: Envelope): string {
  const signed = signatures.map(({ keyid, sig }) => ({ keyid, sig: base64(sig) }));
  return `${JSON.stringify({ payloadType, payload: base64(payload), signatures: signed }, null, 1)}\n`;
}

/** Reads an envelope; members that it does not know are left alone. */
export function decodeEnvelope(text: string): Parsed<Envelope> {
  const given = parsed(text);
  if (given === undefined) return refused('wants JSON', { offset: 0 });
  const { payloadType, payload, signatures } = given as Partial<Record<string, unknown>>;
  const content = fromBase64(payload);
  if (typeof payloadType !== 'string' || content === undefined)
    return refused('wants payloadType and payload in base64', { offset: 0 });
  const [first, ...rest] = Array.isArray(signatures) ? signatures.slice(0, MOST_SIGNATURES).map(signatureOf) : [];
  if (first === undefined || rest.includes(undefined))
    return refused('wants signatures, each with sig in base64', { offset: 0 });
  const others = rest.filter((each) => each !== undefined);
  return accepted({ payloadType, payload: content, signatures: [first, ...others] });
}

function signatureOf(given: unknown): EnvelopeSignature | undefined {
  if (given === null || typeof given !== 'object') return undefined;
  const { keyid, sig } = given as Partial<Record<string, unknown>>;
  const bytes = fromBase64(sig);
  return bytes === undefined ? undefined : { keyid: typeof keyid === 'string' ? keyid : '', sig: bytes };
}

function parsed(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return value !== null && typeof value === 'object' ? value : undefined;
  } catch {
    return undefined;
  }
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}

function fromBase64(given: unknown): Uint8Array | undefined {
  if (typeof given !== 'string' || !/^[A-Za-z0-9+/]*={0,2}$/.test(given) || given.length % 4 !== 0) return undefined;
  return new Uint8Array(Buffer.from(given, 'base64'));
}

const MOST_SIGNATURES = 16;
