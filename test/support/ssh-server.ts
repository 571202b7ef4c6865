import { createECDH, createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import type { Socket } from 'node:net';
import { ByteReader } from '../../src/codec/byte-reader.ts';
import { ByteWriter } from '../../src/codec/byte-writer.ts';
import { mpint, readString, sshString } from '../../src/codec/ssh/fields.ts';
import { decodeKexInit, encodeKexInit, type SshKexInit } from '../../src/codec/ssh/kex-init.ts';
import { exchangeHashInput } from '../../src/codec/ssh/key-exchange.ts';
import { encodePacket, PacketReader } from '../../src/codec/ssh/packet.ts';

/** How a small SSH server (ecdh-sha2-nistp256, Ed25519 and ECDSA P-256) behaves; what is not said is right. */
export interface SshServerPlan {
  readonly banner?: string;
  readonly offer?: Partial<SshKexInit>;
  /** What is signed in place of the exchange hash. */
  readonly signs?: (hash: Uint8Array) => Uint8Array;
  /** The algorithm that the signature names. */
  readonly signatureName?: string;
  /** In place of its public value. */
  readonly serverValue?: Uint8Array;
  /** Bytes to send in place of the reply. */
  readonly inPlaceOfReply?: Uint8Array;
  /** Puts a packet of a wrong guess in front. */
  readonly guesses?: true;
}

const ED25519 = generateKeyPairSync('ed25519');
const P256 = generateKeyPairSync('ec', { namedCurve: 'P-256' });

/** The lists that it offers. */
const SERVER_OFFER: SshKexInit = {
  cookie: new Uint8Array(16).fill(7),
  kexAlgorithms: ['sntrup761x25519-sha512', 'ecdh-sha2-nistp256', 'kex-strict-s-v00@openssh.com', 'ext-info-s'],
  serverHostKeyAlgorithms: ['ssh-ed25519', 'ecdsa-sha2-nistp256'],
  encryptionClientToServer: ['aes256-gcm@openssh.com'],
  encryptionServerToClient: ['aes256-gcm@openssh.com'],
  macClientToServer: ['hmac-sha2-256'],
  macServerToClient: ['hmac-sha2-256'],
  compressionClientToServer: ['none'],
  compressionServerToClient: ['none'],
  languagesClientToServer: [],
  languagesServerToClient: [],
  firstKexPacketFollows: false,
};

/** Speaks SSH on a socket up to its key exchange reply. */
export function speakSsh(socket: Socket, plan: SshServerPlan = {}): void {
  const banner = plan.banner ?? 'SSH-2.0-Test_1.0 of pqready\r\n';
  const offer = { ...SERVER_OFFER, ...(plan.guesses ? { firstKexPacketFollows: true } : {}), ...plan.offer };
  const serverOffer = encodeKexInit(offer);
  socket.write(Buffer.concat([Buffer.from(banner, 'latin1'), encodePacket(serverOffer)]));
  if (plan.guesses) socket.write(encodePacket(Uint8Array.of(30, 0, 0, 0, 1, 0)));
  let heard = Buffer.alloc(0);
  let packets: PacketReader | undefined;
  let clientLine = '';
  let clientOffer: Uint8Array | undefined;
  socket.on('error', () => {});
  socket.on('data', (chunk) => {
    heard = Buffer.concat([heard, chunk]);
    const end = heard.indexOf('\r\n');
    if (packets === undefined && end < 0) return;
    if (packets === undefined) {
      clientLine = heard.subarray(0, end).toString('latin1');
      packets = new PacketReader(heard.subarray(end + 2));
    } else packets.feed(chunk);
    for (let packet = packets.next(); packet?.ok; packet = packets.next()) {
      if (packet.value[0] === 20) clientOffer = packet.value;
      if (packet.value[0] === 30 && clientOffer !== undefined)
        socket.write(
          reply(
            { plan, clientLine, serverLine: banner.trimEnd().split('\n').at(-1) ?? '', clientOffer, serverOffer },
            packet.value,
          ),
        );
    }
  });
}

interface Begun {
  readonly plan: SshServerPlan;
  readonly clientLine: string;
  readonly serverLine: string;
  readonly clientOffer: Uint8Array;
  readonly serverOffer: Uint8Array;
}

function reply({ plan, ...begun }: Begun, init: Uint8Array): Uint8Array {
  if (plan.inPlaceOfReply !== undefined) return plan.inPlaceOfReply;
  const clientValue = readString(new ByteReader(init, { from: 1 })) ?? new Uint8Array();
  const asked = decodeKexInit(begun.clientOffer);
  const algorithm = (asked.ok ? asked.value.serverHostKeyAlgorithms[0] : undefined) ?? '';
  const own = createECDH('prime256v1');
  const serverValue = own.generateKeys();
  const hostKey = algorithm === 'ssh-ed25519' ? ed25519Blob() : p256Blob();
  const content = { ...begun, hostKey, form: 'string', clientValue, serverValue } as const;
  const sharedSecret = mpint(own.computeSecret(clientValue));
  const hash = createHash('sha256')
    .update(exchangeHashInput({ ...content, sharedSecret }))
    .digest();
  const signature = signatureOf(algorithm, plan.signs?.(hash) ?? hash);
  const payload = new ByteWriter()
    .u8(31)
    .bytes(sshString(hostKey))
    .bytes(sshString(plan.serverValue ?? serverValue))
    .bytes(sshString(joined(text(plan.signatureName ?? algorithm), sshString(signature))));
  return encodePacket(payload.done());
}

function signatureOf(algorithm: string, hash: Uint8Array): Uint8Array {
  if (algorithm === 'ssh-ed25519') return sign(null, hash, ED25519.privateKey);
  const numbers = sign('sha256', hash, { key: P256.privateKey, dsaEncoding: 'ieee-p1363' });
  return joined(mpint(numbers.subarray(0, 32)), mpint(numbers.subarray(32)));
}

function ed25519Blob(): Uint8Array {
  return joined(text('ssh-ed25519'), sshString(rawOf(ED25519.publicKey, 32)));
}

function p256Blob(): Uint8Array {
  return joined(text('ecdsa-sha2-nistp256'), text('nistp256'), sshString(rawOf(P256.publicKey, 65)));
}

/** The end of a SubjectPublicKeyInfo is the key itself. */
function rawOf(key: KeyObject, length: number): Uint8Array {
  return key.export({ type: 'spki', format: 'der' }).subarray(-length);
}

function text(name: string): Uint8Array {
  return sshString(Buffer.from(name, 'latin1'));
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  return Buffer.concat(parts);
}
