import { describeProblem, type Parsed } from '../../codec/parsed.ts';
import { type Alert, decodeAlert } from '../../codec/tls/alert.ts';
import type { ClientHello } from '../../codec/tls/client-hello.ts';
import { HandshakeReader } from '../../codec/tls/handshake-reader.ts';
import {
  messageHash,
  openRecord,
  serverHandshakeKeys,
  suiteAlgorithms,
  type TrafficKeys,
  transcriptHash,
} from '../../codec/tls/key-schedule.ts';
import { contentType, handshakeType } from '../../codec/tls/numbers.ts';
import {
  type CertificateVerify,
  decodeCertificate13,
  decodeCertificateRequest,
  decodeCertificateVerify,
  decodeEncryptedExtensions,
} from '../../codec/tls/server-flight.ts';
import type { ServerHello } from '../../codec/tls/server-hello.ts';
import type { RandomBytes, WireView } from '../../target/wire.ts';
import { type Exchange, exchangeHello, type HelloAnswer, nextRecord, type OtherAnswer } from './exchange.ts';
import { agreementWith } from './key-agreement.ts';
import { clientHello, type Offer } from './offer.ts';
import { type Outcome, type Prober, questionOf } from './prober.ts';

/** What a TLS 1.3 server showed of itself up to CertificateVerify, under its own handshake keys. */
export interface ServerFlight {
  readonly hello: ServerHello;
  /** DER, end entity first. */
  readonly certificates: readonly Uint8Array[];
  readonly verify: CertificateVerify;
  /** What the signature stands over: the hash of the transcript up to Certificate. */
  readonly transcriptHash: Uint8Array;
  /** supported_groups of EncryptedExtensions; undefined where the server does not say. Source: RFC 8446 4.2.7. */
  readonly statedGroups?: readonly number[];
  /** Schemes of a CertificateRequest; undefined where no client certificate is asked for. */
  readonly clientSchemes?: readonly number[];
}

/** How it ended: the flight, or the answer in its place; `encrypted` where the server's alert came under its keys. */
export type FlightOutcome =
  | { readonly kind: 'flight'; readonly flight: ServerFlight; readonly outcome: Outcome }
  | { readonly kind: 'not-flight'; readonly outcome: Outcome; readonly encrypted: boolean };

/**
 * One real key exchange, read up to CertificateVerify and ended there without Finished. A HelloRetryRequest is followed once.
 * @param offer its `shares` are replaced by a real one for `group`
 */
export async function readServerFlight(prober: Prober, offer: Offer, group: number): Promise<FlightOutcome> {
  const { wire } = prober;
  const random = wire.random(() => questionOf(`flight in group ${group}`, offer));
  const attempt = { wire, offer, group, name: wire.serverName, random };
  const told = await prober.converse((exchange) => converse(exchange, attempt));
  return 'outcome' in told ? told : plain(told);
}

/** What the server did with the first hello, and the flight or what came in its place. */
export interface RetriedFlight {
  readonly first: Outcome;
  readonly last: FlightOutcome;
}

/** The same from an offer without a share: the server names a group first, and has the share for it in a second hello. */
export async function readFlightAfterRetry(prober: Prober, offer: Offer): Promise<RetriedFlight> {
  const { wire } = prober;
  const random = wire.random(() => questionOf('flight after a retry', offer));
  const told = await prober.converse(async (exchange) => {
    const attempt = { wire, offer, group: undefined, name: wire.serverName, random };
    const hello = clientHello({ ...offer, shares: [] }, attempt);
    const { answer, sent } = await exchangeHello(exchange, hello);
    if (answer.kind !== 'hello-retry-request') return { first: answer, last: plain(answer), outcome: answer };
    const last = await retry(exchange, attempt, { hello, sent, answer });
    return { first: answer, last, outcome: last.outcome };
  });
  return 'first' in told ? told : { first: told, last: plain(told) };
}

interface Attempt {
  readonly wire: WireView;
  readonly offer: Offer;
  /** Of the share in its hello. */
  readonly group: number;
  readonly name: string | null;
  readonly random: RandomBytes;
  readonly retryOf?: { readonly hello: ClientHello; readonly sent: Uint8Array; readonly message: Uint8Array };
}

async function converse(exchange: Exchange, attempt: Attempt): Promise<FlightOutcome> {
  const agreement = await agreementWith(attempt.wire, attempt.group);
  if (agreement === undefined)
    return plain({ kind: 'malformed', problem: `no key agreement for group ${attempt.group} here` });
  const shares = [{ group: attempt.group, keyExchange: agreement.publicValue }];
  const hello = clientHello({ ...attempt.offer, shares }, { ...attempt, retryOf: attempt.retryOf?.hello });
  const { answer, sent } = await exchangeHello(exchange, hello, { isRetry: attempt.retryOf !== undefined });
  if (!('hello' in answer)) return plain(answer);
  if (answer.kind === 'hello-retry-request') return retry(exchange, attempt, { hello, sent, answer });
  const suite = suiteAlgorithms(answer.hello.cipherSuite);
  const offered = hello.cipherSuites.includes(answer.hello.cipherSuite) && answer.hello.group === attempt.group;
  const secret =
    offered && answer.hello.keyExchange !== undefined ? agreement.agree(answer.hello.keyExchange) : undefined;
  if (suite === undefined || secret === undefined) return plain(answer);
  const before =
    attempt.retryOf === undefined ? [] : [messageHash(suite.hash, attempt.retryOf.sent), attempt.retryOf.message];
  const transcript = [...before, sent, answer.message];
  const keys = serverHandshakeKeys(suite, secret, transcript);
  return readFlight(exchange, { keys, transcript, answer });
}

/** Follows a HelloRetryRequest, once, to a group that was offered and not yet tried. */
async function retry(
  exchange: Exchange,
  attempt: Omit<Attempt, 'group'> & { readonly group: number | undefined },
  first: { readonly hello: ClientHello; readonly sent: Uint8Array; readonly answer: HelloAnswer },
): Promise<FlightOutcome> {
  const { group, cookie } = first.answer.hello;
  const isSane =
    attempt.retryOf === undefined &&
    group !== undefined &&
    group !== attempt.group &&
    attempt.offer.groups.includes(group);
  if (!isSane) return plain(first.answer);
  const offer = cookie === undefined ? attempt.offer : { ...attempt.offer, cookie };
  const retryOf = { hello: first.hello, sent: first.sent, message: first.answer.message };
  return converse(exchange, { ...attempt, offer, group, retryOf });
}

interface Reading {
  readonly keys: TrafficKeys;
  readonly transcript: readonly Uint8Array[];
  readonly answer: HelloAnswer;
}

/** Reads protected records until CertificateVerify. */
async function readFlight(exchange: Exchange, { keys, transcript, answer }: Reading): Promise<FlightOutcome> {
  const handshake = new HandshakeReader({ longest: 256 * 1024, most: 512 * 1024 });
  const messages = new Map<number, Uint8Array>();
  const heard = [...transcript];
  for (let sequence = 0, records = 0; records < MOST_RECORDS; ) {
    const message = handshake.next();
    if (message?.ok === false) return sealed({ kind: 'malformed', problem: describeProblem(message) });
    if (message?.ok && message.value.type === handshakeType.certificateVerify) {
      return verified(answer, messages, {
        message: message.value.message,
        hash: transcriptHash(keys.suite.hash, heard),
      });
    }
    if (message?.ok) {
      if (message.value.type === handshakeType.finished)
        return sealed({ kind: 'malformed', problem: 'Finished without a CertificateVerify' });
      if (messages.has(message.value.type))
        return sealed({ kind: 'malformed', problem: `handshake message ${message.value.type} twice` });
      messages.set(message.value.type, message.value.message);
      heard.push(message.value.message);
      continue;
    }
    const record = await nextRecord(exchange);
    if ('kind' in record) return plain(record);
    records += 1;
    if (record.type === contentType.changeCipherSpec) continue;
    if (record.type === contentType.alert) return plain(alertOf(decodeAlert(record.fragment)));
    const opened = record.type === contentType.applicationData ? openRecord(keys, sequence, record) : undefined;
    if (opened === undefined)
      return sealed({ kind: 'malformed', problem: `record ${sequence} does not open under the handshake keys` });
    sequence += 1;
    if (opened.type === contentType.alert) return sealed(alertOf(decodeAlert(opened.content)));
    if (opened.type !== contentType.handshake)
      return sealed({ kind: 'malformed', problem: `content of type ${opened.type} in the server's flight` });
    handshake.feed(opened.content);
  }
  return sealed({ kind: 'malformed', problem: `more than ${MOST_RECORDS} records without a CertificateVerify` });
}

/** Puts the flight together from the messages that stood before CertificateVerify. */
function verified(
  answer: HelloAnswer,
  messages: ReadonlyMap<number, Uint8Array>,
  last: { readonly message: Uint8Array; readonly hash: Uint8Array },
): FlightOutcome {
  const verify = decodeCertificateVerify(last.message);
  const chain = decodeCertificate13(messages.get(handshakeType.certificate) ?? new Uint8Array());
  const extensions = decodeEncryptedExtensions(messages.get(handshakeType.encryptedExtensions) ?? new Uint8Array());
  const broken = [verify, chain, extensions].find((each) => !each.ok);
  if (!verify.ok || !chain.ok || !extensions.ok)
    return sealed({ kind: 'malformed', problem: broken?.ok === false ? describeProblem(broken) : '' });
  const request = messages.get(handshakeType.certificateRequest);
  const { supportedGroups: statedGroups } = extensions.value;
  const asked = request === undefined ? undefined : decodeCertificateRequest(request);
  return {
    kind: 'flight',
    outcome: answer,
    flight: {
      hello: answer.hello,
      certificates: chain.value.certificates,
      verify: verify.value,
      transcriptHash: last.hash,
      ...(statedGroups === undefined ? {} : { statedGroups }),
      ...(asked === undefined ? {} : { clientSchemes: asked.ok ? asked.value.signatureSchemes : [] }),
    },
  };
}

function alertOf(alert: Parsed<Alert>): OtherAnswer {
  return alert.ok ? { kind: 'alert', alert: alert.value } : { kind: 'malformed', problem: describeProblem(alert) };
}

function plain(outcome: Outcome): FlightOutcome {
  return { kind: 'not-flight', outcome, encrypted: false };
}

function sealed(outcome: Outcome): FlightOutcome {
  return { kind: 'not-flight', outcome, encrypted: true };
}

// An honest chain of 64 KiB in records of 64 bytes; a flood of empty records ends here.
const MOST_RECORDS = 1024;
