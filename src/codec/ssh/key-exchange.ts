import { ByteReader } from '../byte-reader.ts';
import { ByteWriter } from '../byte-writer.ts';
import { accepted, type Parsed, refused } from '../parsed.ts';
import { mpint, readMagnitude, readString, readText, sshString, uint32 } from './fields.ts';
import { sshMessage } from './numbers.ts';

/** How a method writes its public values: `string` (ECDH, curves, hybrids) or `mpint` (finite-field DH, RFC 4253 8). */
export type PublicValueForm = 'string' | 'mpint';

/** A server's answer to the client's public value: ECDH_REPLY, KEXDH_REPLY. Source: RFC 5656 4, RFC 4253 8. */
export interface SshKexReply {
  /** K_S, the host key blob. */
  readonly hostKey: Uint8Array;
  /** Q_S, f or S_REPLY: a magnitude where the form is `mpint`. */
  readonly serverValue: Uint8Array;
  /** The signature blob. */
  readonly signature: Uint8Array;
}

/** The client's message with its public value. */
export function encodeKexExchangeInit(form: PublicValueForm, clientValue: Uint8Array): Uint8Array {
  return new ByteWriter().u8(sshMessage.kexExchangeInit).bytes(encodePublicValue(form, clientValue)).done();
}

/** Reads a payload, message number first. */
export function decodeKexReply(form: PublicValueForm, payload: Uint8Array): Parsed<SshKexReply> {
  const from = new ByteReader(payload);
  const type = from.u8();
  if (type !== sshMessage.kexExchangeReply)
    return refused(`key exchange reply: wants message 31, has ${type ?? 'nothing'}`, { offset: 0 });
  const hostKey = readString(from);
  const serverValue = hostKey && (form === 'string' ? readString(from) : readMagnitude(from));
  const signature = serverValue && readString(from);
  if (hostKey === undefined || serverValue === undefined || signature === undefined)
    return refused('key exchange reply: ends early', { offset: from.position });
  const at = { offset: from.position };
  const oddities = from.left > 0 ? [{ what: `key exchange reply: ${from.left} bytes follow its end`, at }] : [];
  return accepted({ hostKey, serverValue, signature }, oddities);
}

/** All that is hashed and signed. Lines are the identifications without CR LF; offers are KEXINIT payloads. */
export interface SshExchangeContent {
  readonly clientLine: string;
  readonly serverLine: string;
  readonly clientOffer: Uint8Array;
  readonly serverOffer: Uint8Array;
  readonly hostKey: Uint8Array;
  readonly form: PublicValueForm;
  readonly clientValue: Uint8Array;
  readonly serverValue: Uint8Array;
  /** K as it is encoded: an mpint, or for hybrids a string. */
  readonly sharedSecret: Uint8Array;
}

/** The bytes whose hash H the host key signs. Source: RFC 5656 4. */
export function exchangeHashInput(content: SshExchangeContent): Uint8Array {
  return Buffer.concat([
    sshString(Buffer.from(content.clientLine, 'latin1')),
    sshString(Buffer.from(content.serverLine, 'latin1')),
    sshString(content.clientOffer),
    sshString(content.serverOffer),
    sshString(content.hostKey),
    encodePublicValue(content.form, content.clientValue),
    encodePublicValue(content.form, content.serverValue),
    content.sharedSecret,
  ]);
}

/** A parting word: reason 11, by application. Source: RFC 4253 11.1. */
export function encodeDisconnect(words: string): Uint8Array {
  return new ByteWriter()
    .u8(sshMessage.disconnect)
    .bytes(uint32(11))
    .bytes(sshString(Buffer.from(words, 'latin1')))
    .bytes(sshString(new Uint8Array()))
    .done();
}

/** What a server says when it goes: `reason 2: Too many authentication failures`. */
export function describeDisconnect(payload: Uint8Array): string {
  const from = new ByteReader(payload, { from: 1 });
  const reason = from.u32();
  const words = readText(from);
  return `disconnected, reason ${reason ?? 'not given'}${words ? `: ${words.slice(0, 120)}` : ''}`;
}

function encodePublicValue(form: PublicValueForm, value: Uint8Array): Uint8Array {
  return form === 'string' ? sshString(value) : mpint(value);
}
