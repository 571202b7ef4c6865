import { describeProblem } from '../../codec/parsed.ts';
import { type Alert, decodeAlert } from '../../codec/tls/alert.ts';
import { type ClientHello, encodeClientHello } from '../../codec/tls/client-hello.ts';
import { HandshakeReader } from '../../codec/tls/handshake-reader.ts';
import { contentType, handshakeType } from '../../codec/tls/numbers.ts';
import { encodeRecords, RecordReader, type TlsRecord } from '../../codec/tls/record.ts';
import { decodeServerHello, type ServerHello } from '../../codec/tls/server-hello.ts';
import type { Conversation } from '../../target/conversation.ts';

/** What a server did with one ClientHello, up to and including its own hello. */
export type Answer = HelloAnswer | OtherAnswer;

/** A hello of the server; `message` as it enters the transcript. */
export interface HelloAnswer {
  readonly kind: 'server-hello' | 'hello-retry-request';
  readonly hello: ServerHello;
  readonly message: Uint8Array;
}

/** Whatever else may come. */
export type OtherAnswer =
  | { readonly kind: 'alert'; readonly alert: Alert }
  | { readonly kind: 'closed' | 'reset' | 'silent' }
  | { readonly kind: 'not-tls' | 'malformed'; readonly problem: string };

/** One conversation with the readers that stand behind what has been read of it. */
export interface Exchange {
  readonly conversation: Conversation;
  readonly records: RecordReader;
  readonly handshake: HandshakeReader;
  /** `performance.now()` at which everything ends, however the server drips. */
  readonly deadline: number;
}

/** Begins an exchange on a connection whose preamble (STARTTLS) is done. */
export function beginExchange(conversation: Conversation, withinMs: number): Exchange {
  return {
    conversation,
    records: new RecordReader(),
    handshake: new HandshakeReader({ longest: LONGEST_MESSAGE, most: MOST_BYTES }),
    deadline: performance.now() + withinMs,
  };
}

/**
 * Sends a ClientHello and reads until the server's answer to it. A warning alert is passed over, at most three.
 * @param how `pauseMs`: sends the hello in two pieces with this pause between them
 */
export async function exchangeHello(
  exchange: Exchange,
  hello: ClientHello,
  { pauseMs = 0, isRetry = false }: { readonly pauseMs?: number | undefined; readonly isRetry?: boolean } = {},
): Promise<{ readonly answer: Answer; readonly sent: Uint8Array }> {
  const sent = encodeClientHello(hello);
  // RFC 8446 5.1: the first hello's record says 0x0301 for the sake of old servers; one after a retry must not, and Go refuses it.
  const version = isRetry ? hello.legacyVersion : Math.min(hello.legacyVersion, 0x0301);
  const records = encodeRecords(contentType.handshake, version, sent);
  const cut = pauseMs > 0 ? Math.floor(records.length / 2) : records.length;
  exchange.conversation.send(records.subarray(0, cut));
  if (cut < records.length) {
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
    exchange.conversation.send(records.subarray(cut));
  }
  return { answer: await readAnswer(exchange), sent };
}

/** Reads until a ServerHello, a HelloRetryRequest, a fatal alert or the end. */
async function readAnswer(exchange: Exchange): Promise<Answer> {
  for (let warnings = 0, records = 0; records < MOST_RECORDS; records += 1) {
    const message = exchange.handshake.next();
    if (message?.ok === false) return { kind: 'malformed', problem: describeProblem(message) };
    if (message?.ok) return readHello(message.value);
    const record = await nextRecord(exchange);
    if ('kind' in record) return record;
    if (record.type === contentType.handshake) exchange.handshake.feed(record.fragment);
    else if (record.type === contentType.alert) {
      const alert = decodeAlert(record.fragment);
      if (!alert.ok) return { kind: 'malformed', problem: describeProblem(alert) };
      if (alert.value.level !== 'warning' || warnings === MOST_WARNINGS) return { kind: 'alert', alert: alert.value };
      warnings += 1;
    } else if (record.type !== contentType.changeCipherSpec) {
      return { kind: 'malformed', problem: `a record of type ${record.type} before the ServerHello` };
    }
  }
  return { kind: 'malformed', problem: `more than ${MOST_RECORDS} records without a ServerHello` };
}

/** The next whole record, or how the conversation ended. */
export async function nextRecord({ records, conversation, deadline }: Exchange): Promise<TlsRecord | OtherAnswer> {
  for (;;) {
    const record = records.next();
    if (record?.ok) return record.value;
    if (record !== undefined) {
      // A refusal within the first record's header: what speaks here is not TLS at all.
      const notTls = 'offset' in record.at && record.at.offset < 5;
      return { kind: notTls ? 'not-tls' : 'malformed', problem: describeProblem(record) };
    }
    const received = await conversation.receive(RECEIVE_LIMIT, Math.max(0, deadline - performance.now()));
    if (received.state === 'absent') return { kind: 'closed' };
    if (received.state === 'hidden') return { kind: received.why === 'timed-out' ? 'silent' : 'reset' };
    records.feed(received.value);
    if (performance.now() >= deadline) return { kind: 'silent' };
  }
}

function readHello({ type, message }: { readonly type: number; readonly message: Uint8Array }): Answer {
  if (type !== handshakeType.serverHello)
    return { kind: 'malformed', problem: `handshake message ${type} where a ServerHello was due` };
  const hello = decodeServerHello(message);
  if (!hello.ok) return { kind: 'malformed', problem: describeProblem(hello) };
  return {
    kind: hello.value.isHelloRetryRequest ? 'hello-retry-request' : 'server-hello',
    hello: hello.value,
    message,
  };
}

const MOST_WARNINGS = 3;
// A ServerHello with a hybrid share may come in records of one byte; a flood of empty ones ends here.
const MOST_RECORDS = 4096;
const RECEIVE_LIMIT = 64 * 1024;
// A chain of ML-DSA certificates is about 17 kB; 256 kB leaves room for any honest one.
const LONGEST_MESSAGE = 256 * 1024;
const MOST_BYTES = 512 * 1024;
