import { createHash } from 'node:crypto';
import { describeProblem } from '../../codec/parsed.ts';
import { decodeHostKey, type SshHostKey } from '../../codec/ssh/host-key.ts';
import { decodeKexInit, encodeKexInit, type SshKexInit } from '../../codec/ssh/kex-init.ts';
import {
  decodeKexReply,
  encodeDisconnect,
  encodeKexExchangeInit,
  exchangeHashInput,
  type SshKexReply,
} from '../../codec/ssh/key-exchange.ts';
import type { SshEndpointKey } from '../../facts/values/ssh-endpoint.ts';
import type { RandomBytes } from '../../target/wire.ts';
import { CLIENT_LINE, type Failure, type SshConnection } from './connection.ts';
import { checkHostSignature, type HostSignatureCheck } from './host-signature.ts';
import type { SshMethod } from './key-exchange-methods.ts';

/** A server's offer as it was read, and the bytes of it, which are hashed. */
export interface ServerOffer {
  readonly payload: Uint8Array;
  readonly offer: SshKexInit;
  readonly oddities: readonly string[];
}

/** What to carry out, and with what randomness. */
interface Asked {
  readonly method: SshMethod;
  readonly algorithm: string;
  readonly random: RandomBytes;
}

/** Reads the server's KEXINIT, which it sends without being asked. */
export async function readServerOffer(connection: SshConnection): Promise<ServerOffer | Failure> {
  const payload = await connection.receive();
  if ('problem' in payload) return { problem: `no KEXINIT (${payload.problem})` };
  const offer = decodeKexInit(payload);
  if (!offer.ok) return { problem: describeProblem(offer) };
  return { payload, offer: offer.value, oddities: offer.oddities.map(({ what }) => what) };
}

/**
 * Carries a key exchange through up to the server's reply, for one host key algorithm, and takes leave. The server's other
 * lists are given back to it, so that only the method and the host key are decided.
 */
export async function proveHostKey(
  connection: SshConnection,
  server: ServerOffer,
  asked: Asked,
): Promise<SshEndpointKey | Failure> {
  const { method, algorithm, random } = asked;
  const clientOffer = encodeKexInit(offerFor(server.offer, asked));
  const agreement = await method.begin(random);
  connection.send(clientOffer);
  connection.send(encodeKexExchangeInit(method.form, agreement.clientValue));
  const reply = await readReply(connection, server, asked);
  connection.send(encodeDisconnect('pqready has seen the host key'));
  if ('problem' in reply) return { problem: `${algorithm}: ${reply.problem}` };
  const hostKey = decodeHostKey(reply.hostKey);
  if (!hostKey.ok) return { problem: describeProblem(hostKey) };
  const sharedSecret = agreement.agree(reply.serverValue);
  const content = {
    clientLine: CLIENT_LINE,
    serverLine: connection.identification.line,
    clientOffer,
    serverOffer: server.payload,
    hostKey: reply.hostKey,
    form: method.form,
    clientValue: agreement.clientValue,
    serverValue: reply.serverValue,
  };
  const check = (): HostSignatureCheck => {
    if (hostKey.value.type !== keyTypeOf(algorithm))
      return {
        state: 'invalid',
        why: `a key of type ${hostKey.value.type.slice(0, 80)} where ${algorithm} was agreed`,
      };
    if (sharedSecret === undefined)
      return { state: 'invalid', why: `the public value for ${method.name} is not a valid one` };
    const exchangeHash = createHash(method.hash)
      .update(exchangeHashInput({ ...content, sharedSecret }))
      .digest();
    const agreed = algorithm.replace(CERTIFICATE, '');
    return checkHostSignature(hostKey.value.key, { blob: reply.signature, asked: agreed, exchangeHash });
  };
  return keyOf(hostKey.value, { reply, check: check(), algorithm, method });
}

/** The key format of an algorithm: all of RSA share one. Source: RFC 8332 3. */
function keyTypeOf(algorithm: string): string {
  return algorithm.replace(/^rsa-sha2-(256|512)/, 'ssh-rsa');
}

/** A packet that the server sent on a wrong guess is passed over. Source: RFC 4253 7.1. */
async function readReply(
  connection: SshConnection,
  server: ServerOffer,
  { method, algorithm }: Asked,
): Promise<SshKexReply | Failure> {
  const { firstKexPacketFollows, kexAlgorithms, serverHostKeyAlgorithms } = server.offer;
  const guessedRight = kexAlgorithms[0] === method.name && serverHostKeyAlgorithms[0] === algorithm;
  if (firstKexPacketFollows && !guessedRight) await connection.receive();
  const payload = await connection.receive();
  if ('problem' in payload) return payload;
  const reply = decodeKexReply(method.form, payload);
  return reply.ok ? reply.value : { problem: describeProblem(reply) };
}

function keyOf({ type, certificate, key }: SshHostKey, { reply, check, algorithm, method }: Exchanged): SshEndpointKey {
  return {
    type,
    bits: key?.bits ?? null,
    curve: key?.family === 'ECDSA' ? key.curve : null,
    certificate,
    sha256: createHash('sha256').update(reply.hostKey).digest('hex'),
    algorithm,
    kex: method.name,
    signature: check.state,
    signatureProblem: check.state === 'valid' ? null : check.why,
  };
}

interface Exchanged {
  readonly reply: SshKexReply;
  readonly check: HostSignatureCheck;
  readonly algorithm: string;
  readonly method: SshMethod;
}

function offerFor(server: SshKexInit, { method, algorithm, random }: Asked): SshKexInit {
  return {
    ...server,
    cookie: random(16),
    kexAlgorithms: [method.name],
    serverHostKeyAlgorithms: [algorithm],
    languagesClientToServer: [],
    languagesServerToClient: [],
    firstKexPacketFollows: false,
  };
}

const CERTIFICATE = /-cert-v01@openssh\.com$/;
