import { ByteReader } from '../byte-reader.ts';
import { accepted, type Parsed, refused } from '../parsed.ts';
import { type Extension, readExtensions } from './extensions.ts';
import { extensionType, handshakeType } from './numbers.ts';

/** EncryptedExtensions. Source: RFC 8446 4.3.1. */
export interface EncryptedExtensions {
  readonly extensions: readonly Extension[];
  /** What the server says that it supports, its preference first; undefined where it does not say. Source: RFC 8446 4.2.7. */
  readonly supportedGroups?: readonly number[];
}

/** CertificateRequest of TLS 1.3: the server asks for a client certificate. Source: RFC 8446 4.3.2. */
export interface CertificateRequest {
  readonly signatureSchemes: readonly number[];
}

/** A server's certificate chain, end entity first, each as DER. Source: RFC 8446 4.4.2, RFC 5246 7.4.2. */
export interface CertificateChain {
  readonly certificates: readonly Uint8Array[];
}

/** CertificateVerify. Source: RFC 8446 4.4.3. */
export interface CertificateVerify {
  readonly scheme: number;
  readonly signature: Uint8Array;
}

/** Reads EncryptedExtensions. */
export function decodeEncryptedExtensions(message: Uint8Array): Parsed<EncryptedExtensions> {
  const from = openMessage(message, handshakeType.encryptedExtensions);
  const extensions = from === undefined ? undefined : readExtensions(from);
  if (from === undefined || extensions === undefined || from.left > 0) return wrong('EncryptedExtensions', from);
  const stated = extensions.find(({ type }) => type === extensionType.supportedGroups);
  if (stated === undefined) return accepted({ extensions });
  const groups = readCodePoints(stated.body);
  if (groups === undefined) return wrong('EncryptedExtensions: supported_groups', from);
  return accepted({ extensions, supportedGroups: groups });
}

/** Reads a CertificateRequest of TLS 1.3. */
export function decodeCertificateRequest(message: Uint8Array): Parsed<CertificateRequest> {
  const from = openMessage(message, handshakeType.certificateRequest);
  const context = from?.bytes(from.u8() ?? -1);
  const extensions = from === undefined || context === undefined ? undefined : readExtensions(from);
  if (from === undefined || extensions === undefined || from.left > 0) return wrong('CertificateRequest', from);
  const schemes = extensions.find(({ type }) => type === extensionType.signatureAlgorithms);
  const list = readCodePoints(schemes?.body ?? new Uint8Array(2));
  if (list === undefined) return wrong('CertificateRequest: signature_algorithms', from);
  return accepted({ signatureSchemes: list });
}

/** Reads a Certificate of TLS 1.3; extensions of its entries (stapled answers) are passed over. */
export function decodeCertificate13(message: Uint8Array): Parsed<CertificateChain> {
  const from = openMessage(message, handshakeType.certificate);
  const context = from?.bytes(from.u8() ?? -1);
  const list = context === undefined ? undefined : from?.bytes(from.u24() ?? -1);
  if (from === undefined || list === undefined || from.left > 0) return wrong('Certificate', from);
  return readChain(list, (entry) => entry.skip(entry.u16() ?? -1));
}

/** Reads a Certificate of TLS 1.2 and older. */
export function decodeCertificate12(message: Uint8Array): Parsed<CertificateChain> {
  const from = openMessage(message, handshakeType.certificate);
  const list = from?.bytes(from.u24() ?? -1);
  if (from === undefined || list === undefined || from.left > 0) return wrong('Certificate', from);
  return readChain(list, () => true);
}

/** Reads a CertificateVerify. */
export function decodeCertificateVerify(message: Uint8Array): Parsed<CertificateVerify> {
  const from = openMessage(message, handshakeType.certificateVerify);
  const scheme = from?.u16();
  const signature = scheme === undefined ? undefined : from?.bytes(from.u16() ?? -1);
  if (from === undefined || scheme === undefined || signature === undefined || from.left > 0)
    return wrong('CertificateVerify', from);
  return accepted({ scheme, signature });
}

/** What CertificateVerify signs: 64 spaces, the context string, a zero byte, the transcript's hash. Source: RFC 8446 4.4.3. */
export function certificateVerifyContent(transcriptHash: Uint8Array): Uint8Array {
  const context = new TextEncoder().encode('TLS 1.3, server CertificateVerify');
  const content = new Uint8Array(64 + context.length + 1 + transcriptHash.length).fill(0x20, 0, 64);
  content.set(context, 64);
  content.set(transcriptHash, 64 + context.length + 1);
  return content;
}

/** A vector of numbers of two bytes behind its length; undefined where it is none. */
function readCodePoints(body: Uint8Array): readonly number[] | undefined {
  const list = new ByteReader(body);
  const length = list.u16();
  if (length === undefined || length !== list.left || length % 2 !== 0) return undefined;
  return Array.from({ length: length / 2 }, () => list.u16() ?? 0);
}

function readChain(list: Uint8Array, rest: (entry: ByteReader) => boolean): Parsed<CertificateChain> {
  const from = new ByteReader(list);
  const certificates: Uint8Array[] = [];
  while (from.left > 0) {
    const certificate = from.bytes(from.u24() ?? -1);
    if (certificate === undefined || !rest(from)) return wrong('Certificate: an entry', from);
    if (certificates.length === MOST_CERTIFICATES)
      return refused(`Certificate: at most ${MOST_CERTIFICATES} entries are read`, { offset: from.position });
    certificates.push(certificate);
  }
  return accepted({ certificates });
}

/** A reader behind the header, where the type and the length are right. */
function openMessage(message: Uint8Array, type: number): ByteReader | undefined {
  const from = new ByteReader(message);
  return from.u8() === type && from.u24() === from.left ? from : undefined;
}

function wrong(what: string, from: ByteReader | undefined): ReturnType<typeof refused> {
  return refused(`${what}: the type or a length does not fit`, { offset: from?.position ?? 0 });
}

const MOST_CERTIFICATES = 100;
