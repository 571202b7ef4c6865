import { constants, randomBytes, sign } from 'node:crypto';
import type { Socket } from 'node:net';
import { ByteWriter } from '../../src/codec/byte-writer.ts';
import type { ClientHello } from '../../src/codec/tls/client-hello.ts';
import { makeCertificate, privateKeyOf } from './certificate.ts';
import { alert, handshake, onHello, record, writeInPieces } from './tls13-server.ts';

/** A server of one version, TLS 1.2 or older, with an RSA certificate. */
export interface Tls12Script {
  /** The only one that it speaks. */
  readonly version: number;
  /** In its own order: DHE_RSA or RSA, no elliptic curves. */
  readonly suites: readonly number[];
  /** Whether it knows RFC 5746; it does unless said. */
  readonly renegotiationInfo?: boolean;
  /** Whether it takes DEFLATE where that is offered. */
  readonly compression?: boolean;
  readonly dhPrimeBits?: number;
  /** What stands in the place of its certificate message. */
  readonly certificate?: Uint8Array;
}

/** Answers each ClientHello as such a server would, up to ServerHelloDone. */
export function tls12Server(script: Tls12Script): (socket: Socket) => void {
  return onHello((hello, _message, socket) => {
    if (hello.legacyVersion < script.version) return void socket.end(alert(PROTOCOL_VERSION));
    const suite = script.suites.find((each) => hello.cipherSuites.includes(each));
    if (suite === undefined) return void socket.end(alert(HANDSHAKE_FAILURE));
    const random = randomBytes(32);
    const messages = [
      serverHello(hello, { script, suite, random }),
      script.certificate ?? certificateMessage(RSA.der),
      ...(DHE.has(suite) ? [keyExchange(hello, random, script)] : []),
      handshake(14, () => {}),
    ];
    writeInPieces(socket, Buffer.concat(messages.flatMap(fragments).map((each) => record(22, each))));
  });
}

/** A Certificate message of TLS 1.2 with one certificate. */
export function certificateMessage(der: Uint8Array): Uint8Array {
  return handshake(11, (body) => body.vector(3, (list) => list.vector(3, (one) => one.bytes(der))));
}

interface Choice {
  readonly script: Tls12Script;
  readonly suite: number;
  readonly random: Uint8Array;
}

function serverHello(hello: ClientHello, { script, suite, random }: Choice): Uint8Array {
  const { version, renegotiationInfo = true, compression = false } = script;
  const asked = (type: number) => hello.extensions?.some((each) => each.type === type) === true;
  return handshake(2, (body) => {
    body.u16(version).bytes(random);
    body.vector(1, () => {});
    body.u16(suite).u8(compression && hello.compressionMethods.includes(DEFLATE) ? DEFLATE : 0);
    if (hello.extensions === undefined) return;
    body.vector(2, (extensions) => {
      if (renegotiationInfo && asked(RENEGOTIATION_INFO))
        extensions.u16(RENEGOTIATION_INFO).vector(2, (inside) => inside.u8(0));
      if (asked(EXTENDED_MASTER_SECRET)) extensions.u16(EXTENDED_MASTER_SECRET).vector(2, () => {});
    });
  });
}

/** Prime, generator and public value, signed behind the two randoms; below TLS 1.2 with MD5 and SHA-1 together. */
function keyExchange(hello: ClientHello, random: Uint8Array, { version, dhPrimeBits = 2048 }: Tls12Script): Uint8Array {
  const prime = randomBytes(Math.ceil(dhPrimeBits / 8));
  prime[0] = 1 << ((dhPrimeBits - 1) % 8);
  const parameters = new ByteWriter()
    .vector(2, (p) => p.bytes(prime))
    .vector(2, (g) => g.u8(2))
    .vector(2, (y) => y.u8(4))
    .done();
  const signed = Buffer.concat([hello.random, random, parameters]);
  const signature = sign('sha256', signed, { key: privateKeyOf(RSA), padding: constants.RSA_PKCS1_PADDING });
  return handshake(12, (body) => {
    body.bytes(parameters);
    if (version >= 0x0303) body.u16(RSA_PKCS1_SHA256);
    body.vector(2, (inside) => inside.bytes(signature));
  });
}

function fragments(message: Uint8Array): readonly Uint8Array[] {
  return Array.from({ length: Math.ceil(message.length / FRAGMENT) }, (_, index) =>
    message.subarray(index * FRAGMENT, (index + 1) * FRAGMENT),
  );
}

const RSA = makeCertificate({ key: 'rsa', name: 'old.test' });
const DHE: ReadonlySet<number> = new Set([0x0033, 0x0039, 0x0067, 0x006b, 0x009e, 0x009f]);
const DEFLATE = 1;
const RENEGOTIATION_INFO = 0xff01;
const EXTENDED_MASTER_SECRET = 23;
const RSA_PKCS1_SHA256 = 0x0401;
const PROTOCOL_VERSION = 70;
const HANDSHAKE_FAILURE = 40;
const FRAGMENT = 16_384;
