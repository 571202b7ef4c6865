import { describeProblem } from '../../codec/parsed.ts';
import { type Alert, decodeAlert } from '../../codec/tls/alert.ts';
import { contentType, handshakeType } from '../../codec/tls/numbers.ts';
import { decodeCertificate12 } from '../../codec/tls/server-flight.ts';
import type { ServerHello } from '../../codec/tls/server-hello.ts';
import { decodeServerKeyExchange, type ServerKeyExchange } from '../../codec/tls/tls12-flight.ts';
import { tls12CipherSuite } from '../../vocabulary/tls12-cipher-suites.ts';
import { type Exchange, nextRecord, type OtherAnswer } from './exchange.ts';
import { describeOther } from './words.ts';

/** What follows the ServerHello of TLS 1.2 and older, in plain text. */
export interface Tls12Answer {
  /** DER, end entity first; empty for an anonymous suite. */
  readonly certificates: readonly Uint8Array[];
  readonly keyExchange?: ServerKeyExchange;
  /** The client's and the server's, which are signed before the ephemeral key. */
  readonly randoms: readonly [Uint8Array, Uint8Array];
  readonly clientCertificate: 'requested' | 'not-requested' | 'unknown';
  /** Why the flight could not be read to its end. */
  readonly problem?: string;
  /** The alert that stood in the flight's place: Go looks for a signature scheme only after its ServerHello. */
  readonly alert?: Alert;
}

/** Reads the rest of the server's flight, up to ServerHelloDone. What was read before a problem stays. */
export async function readTls12Answer(
  exchange: Exchange,
  clientRandom: Uint8Array,
  hello: ServerHello,
): Promise<Tls12Answer> {
  const messages = new Map<number, Uint8Array>();
  const stopped = await readUntilDone(exchange, messages);
  const problem = stopped === undefined ? undefined : describeOther(stopped);
  const chain = messages.get(handshakeType.certificate);
  const certificates = chain === undefined ? undefined : decodeCertificate12(chain);
  const keyExchange = readKeyExchange(hello, messages.get(handshakeType.serverKeyExchange));
  const broken = [certificates, keyExchange].find((each) => each?.ok === false);
  const why = problem ?? (broken?.ok === false ? describeProblem(broken) : undefined);
  const isRequested = messages.has(handshakeType.certificateRequest);
  return {
    randoms: [clientRandom, hello.random],
    certificates: certificates?.ok ? certificates.value.certificates : [],
    clientCertificate: isRequested ? 'requested' : problem === undefined ? 'not-requested' : 'unknown',
    ...(keyExchange?.ok ? { keyExchange: keyExchange.value } : {}),
    ...(why === undefined ? {} : { problem: why }),
    ...(stopped?.kind === 'alert' ? { alert: stopped.alert } : {}),
  };
}

/** Gathers messages by type; answers with what stopped it before ServerHelloDone. */
async function readUntilDone(exchange: Exchange, messages: Map<number, Uint8Array>): Promise<OtherAnswer | undefined> {
  for (;;) {
    const message = exchange.handshake.next();
    if (message?.ok === false) return malformed(describeProblem(message));
    if (message?.ok) {
      const { type } = message.value;
      if (type === handshakeType.serverHelloDone) return undefined;
      if (messages.has(type)) return malformed(`handshake message ${type} twice`);
      messages.set(type, message.value.message);
      continue;
    }
    const record = await nextRecord(exchange);
    if ('kind' in record) return record;
    const alert = record.type === contentType.alert ? decodeAlert(record.fragment) : undefined;
    if (alert?.ok) return { kind: 'alert', alert: alert.value };
    if (record.type !== contentType.handshake)
      return malformed(`a record of type ${record.type} within the server's flight`);
    // An honest server has something in each record: a flood of empty ones would never end.
    if (record.fragment.length === 0) return malformed("an empty record within the server's flight");
    exchange.handshake.feed(record.fragment);
  }
}

function malformed(problem: string): OtherAnswer {
  return { kind: 'malformed', problem };
}

function readKeyExchange(hello: ServerHello, message: Uint8Array | undefined) {
  const agreed = tls12CipherSuite(hello.cipherSuite)?.keyExchange ?? '';
  if (message === undefined || !/^(ECDHE|DHE|ECDH_anon|DH_anon)$/.test(agreed)) return undefined;
  return decodeServerKeyExchange(message, agreed.startsWith('EC') ? 'ecdhe' : 'dhe', hello.version);
}
