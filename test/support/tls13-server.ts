import { createCipheriv, createPublicKey, diffieHellman, generateKeyPairSync } from 'node:crypto';
import type { Socket } from 'node:net';
import { ByteReader } from '../../src/codec/byte-reader.ts';
import { ByteWriter } from '../../src/codec/byte-writer.ts';
import { type ClientHello, decodeClientHello } from '../../src/codec/tls/client-hello.ts';
import { serverHandshakeKeys, suiteAlgorithms, transcriptHash } from '../../src/codec/tls/key-schedule.ts';

/** What a scripted server of TLS 1.3 says with its handshake keys, once it has agreed in X25519. */
export type Flight = (transcript: (messages: readonly Uint8Array[]) => Uint8Array) => readonly Uint8Array[];

/** A TLS 1.3 server that knows TLS_AES_128_GCM_SHA256, X25519 and ecdsa_secp256r1_sha256, and then says what it is told to: lies too. @param refusal the alert for all else */
export function tls13Server(flight: Flight, refusal = 40): (socket: Socket) => void {
  return onHello((hello, message, socket) => {
    const groups = numbersOf(hello, 10);
    const isKnown =
      hello.cipherSuites.includes(SUITE) && groups.includes(X25519) && numbersOf(hello, 13).includes(ECDSA);
    if (!isKnown) return void socket.end(alert(refusal));
    const share = shareOf(hello);
    if (share === undefined) return void socket.end(record(22, helloRetryRequest(hello, X25519)));
    agreeInX25519(socket, { hello, share, heard: [message] }, flight);
  });
}

/** A hello with its share for X25519, and all handshake messages up to it, as they enter the transcript. */
export interface Agreeing {
  readonly hello: ClientHello;
  readonly share: Uint8Array;
  readonly heard: readonly Uint8Array[];
}

/** ServerHello, and under the keys that come of it the flight. */
export function agreeInX25519(socket: Socket, { hello, share, heard }: Agreeing, flight: Flight): void {
  const own = generateKeyPairSync('x25519');
  const peer = createPublicKey({ key: Buffer.concat([X25519_SPKI, share]), format: 'der', type: 'spki' });
  const secret = diffieHellman({ privateKey: own.privateKey, publicKey: peer });
  const value = own.publicKey.export({ type: 'spki', format: 'der' }).subarray(-32);
  const answer = serverHello(hello, X25519, value);
  const suite = suiteAlgorithms(SUITE);
  if (suite === undefined) return;
  const keys = serverHandshakeKeys(suite, secret, [...heard, answer]);
  const said = flight((messages) => transcriptHash('sha256', [...heard, answer, ...messages]));
  const fragments = said.flatMap((each) =>
    Array.from({ length: Math.max(1, Math.ceil(each.length / FRAGMENT)) }, (_, index) =>
      each.subarray(index * FRAGMENT, (index + 1) * FRAGMENT),
    ),
  );
  const sealed = fragments.map((each, index) => seal(keys, index, each));
  writeInPieces(socket, Buffer.concat([record(22, answer), record(20, Uint8Array.from([1])), ...sealed]));
}

/** Calls back with every ClientHello of a connection; a change_cipher_spec between them is passed over. */
export function onHellos(
  answer: (hello: ClientHello, message: Uint8Array, socket: Socket) => void,
): (socket: Socket) => void {
  return (socket) => {
    let bytes = Buffer.alloc(0);
    socket.on('data', (chunk: Buffer) => {
      bytes = Buffer.concat([bytes, chunk]);
      while (bytes.length >= 5 && bytes.length >= 5 + bytes.readUInt16BE(3)) {
        const end = 5 + bytes.readUInt16BE(3);
        const hello = decodeClientHello(bytes.subarray(5, end));
        if (hello.ok) answer(hello.value, bytes.subarray(5, end), socket);
        bytes = bytes.subarray(end);
      }
    });
  };
}

/** Calls back with the first ClientHello of a connection. */
export function onHello(
  answer: (hello: ClientHello, message: Uint8Array, socket: Socket) => void,
): (socket: Socket) => void {
  return (socket) => {
    let isDone = false;
    onHellos((hello, message) => {
      if (isDone) return;
      isDone = true;
      answer(hello, message, socket);
    })(socket);
  };
}

/** Small answers at once, large ones piece by piece, so that the socket can tell how much of them was taken. */
export function writeInPieces(socket: Socket, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; at += PIECE) socket.write(bytes.subarray(at, at + PIECE));
}

/** One record. */
export function record(type: number, payload: Uint8Array): Uint8Array {
  return new ByteWriter()
    .u8(type)
    .u16(0x0303)
    .vector(2, (inside) => inside.bytes(payload))
    .done();
}

/** A fatal alert as a record. */
export function alert(description: number): Uint8Array {
  return record(21, Uint8Array.from([2, description]));
}

/** One handshake message. */
export function handshake(type: number, write: (body: ByteWriter) => void): Uint8Array {
  return new ByteWriter().u8(type).vector(3, write).done();
}

/** A HelloRetryRequest that names a group, and the first suite that was offered or the one given. */
export function helloRetryRequest(hello: ClientHello, group: number, suite = SUITE): Uint8Array {
  return helloOf(hello, { random: HELLO_RETRY_REQUEST, keyShare: new ByteWriter().u16(group).done(), suite });
}

/** The code points in a list extension of a ClientHello. */
export function numbersOf(hello: ClientHello, type: number): readonly number[] {
  const from = new ByteReader(hello.extensions?.find((extension) => extension.type === type)?.body ?? new Uint8Array());
  from.skip(2);
  return Array.from({ length: from.left / 2 }, () => from.u16() ?? 0);
}

/** A ServerHello of TLS 1.3 that agrees in a group, with the share given. */
export function serverHello(hello: ClientHello, group: number, share: Uint8Array): Uint8Array {
  const keyShare = new ByteWriter().u16(group).vector(2, (inside) => inside.bytes(share));
  return helloOf(hello, { random: new Uint8Array(32).fill(7), keyShare: keyShare.done() });
}

function helloOf(
  hello: ClientHello,
  given: { readonly random: Uint8Array; readonly keyShare: Uint8Array; readonly suite?: number },
): Uint8Array {
  return handshake(2, (body) => {
    body.u16(0x0303).bytes(given.random);
    body.vector(1, (id) => id.bytes(hello.sessionId));
    body.u16(given.suite ?? SUITE).u8(0);
    body.vector(2, (extensions) => {
      extensions.u16(43).vector(2, (version) => version.u16(0x0304));
      extensions.u16(51).vector(2, (share) => share.bytes(given.keyShare));
    });
  });
}

/** What the client sent for X25519. */
export function shareOf(hello: ClientHello): Uint8Array | undefined {
  const from = new ByteReader(hello.extensions?.find(({ type }) => type === 51)?.body ?? new Uint8Array());
  from.skip(2);
  const group = from.u16();
  const value = from.bytes(from.u16() ?? 0);
  return group === X25519 ? value : undefined;
}

function seal(
  keys: { readonly key: Uint8Array; readonly iv: Uint8Array },
  sequence: number,
  message: Uint8Array,
): Uint8Array {
  const nonce = Uint8Array.from(keys.iv);
  nonce[10] = (nonce[10] ?? 0) ^ (sequence >> 8);
  nonce[11] = (nonce[11] ?? 0) ^ (sequence & 0xff);
  const length = message.length + 1 + 16;
  const header = Uint8Array.from([23, 3, 3, length >> 8, length & 0xff]);
  const cipher = createCipheriv('aes-128-gcm', keys.key, nonce);
  cipher.setAAD(header);
  const sealed = Buffer.concat([cipher.update(Buffer.concat([message, Uint8Array.from([22])])), cipher.final()]);
  return Buffer.concat([header, sealed, cipher.getAuthTag()]);
}

const PIECE = 64 * 1024;
/** The most that one record holds. */
const FRAGMENT = 16_384;
const SUITE = 0x1301;
const X25519 = 0x001d;
const ECDSA = 0x0403;
const X25519_SPKI = Buffer.from('302a300506032b656e032100', 'hex');
const HELLO_RETRY_REQUEST = Buffer.from('cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c', 'hex');
