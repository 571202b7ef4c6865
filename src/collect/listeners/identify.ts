import type { ListenersView } from '../../target/listeners.ts';
import type { WireProtocol, WireView } from '../../target/wire.ts';
import { startTlsOfPort, startTlsOfProgram } from '../../vocabulary/listener-protocols.ts';
import { startTlsOf } from '../starttls.ts';
import { wholeGround } from '../tls/ground.ts';
import { type Outcome, proberOf } from '../tls/prober.ts';
import { controlOffer } from '../tls/survey.ts';
import { describeOutcome } from '../tls/words.ts';
import { plainAnswer } from './plain-answer.ts';

/** What a listener speaks; `words` say what it answered. */
export type Spoken =
  | { readonly speaks: 'tls'; readonly startTls: string | null }
  | { readonly speaks: 'ssh' }
  | { readonly speaks: 'neither'; readonly words: string }
  | {
      readonly speaks: 'unknown';
      readonly words: string;
      /** It kept quiet, which no SSH server does (RFC 4253 4.2: both sides name themselves at once). */
      readonly silent: boolean;
    };

/** Where to ask, and how long. */
export interface Asking {
  readonly listeners: ListenersView;
  readonly place: { readonly address: string; readonly port: number };
  readonly program: string | null;
  readonly signal: AbortSignal;
  /** For everything together. */
  readonly inAllMs: number;
}

/**
 * Finds out what a listener speaks: STARTTLS where its port or program has one, then a ClientHello, to which a server of another
 * protocol answers with its own words, and after a greeting the STARTTLS that belongs to it.
 */
export async function identify(asking: Asking): Promise<Spoken> {
  const expected = new Set([startTlsOfPort(asking.place.port), startTlsOfProgram(asking.program ?? '')]);
  const first = await turnToTls(
    [...expected].filter((name) => name !== undefined),
    asking,
  );
  if (first.spoken !== undefined) return first.spoken;
  const outcome = await sayHello(asking);
  if ('hello' in outcome || outcome.kind === 'alert') return { speaks: 'tls', startTls: null };
  const words = describeOutcome(outcome);
  if (outcome.kind === 'silent') return quiet(asking, words);
  if (outcome.kind !== 'not-tls') return { speaks: 'unknown', words, silent: false };
  if (words.includes(SSH)) return { speaks: 'ssh' };
  const greeting = GREETINGS.filter(([said]) => words.includes(said)).map(([, protocol]) => protocol);
  const second = await turnToTls(greeting, asking);
  if (second.spoken !== undefined) return second.spoken;
  // What greets in bytes may be MySQL at another port than its own.
  if (greeting.length === 0) {
    const mysql = await turnToTls(['mysql'], asking);
    return mysql.spoken ?? { speaks: 'neither', words };
  }
  // One that greets like a server with STARTTLS, and neither turns to TLS nor says no, leaves it open.
  return second.problem === undefined
    ? { speaks: 'neither', words }
    : { speaks: 'unknown', words: second.problem, silent: false };
}

async function quiet(asking: Asking, words: string): Promise<Spoken> {
  const wire = wireFor(asking, { protocol: 'tls', startTls: null });
  const plain = await plainAnswer(wire, asking.place.port, asking.signal);
  return plain === undefined ? { speaks: 'unknown', words, silent: true } : { speaks: 'neither', words: plain };
}

/** The first protocol of these that turns to TLS, or that answers that it does not; else what went wrong last. */
async function turnToTls(
  protocols: readonly string[],
  asking: Asking,
): Promise<{ readonly spoken?: Spoken; readonly problem?: string }> {
  let problem: string | undefined;
  for (const startTls of protocols) {
    const wire = wireFor(asking, { protocol: 'tls', startTls });
    const { preamble, isRefused } = startTlsOf(wire);
    const connected = await wire.connect(ANSWER_WITHIN_MS, asking.signal);
    if (connected.state !== 'seen') return { problem: `${wire.endpoint}: no connection` };
    problem = await preamble(connected.value, ANSWER_WITHIN_MS);
    connected.value.close();
    if (problem === undefined) return { spoken: { speaks: 'tls', startTls } };
    if (isRefused()) return { spoken: { speaks: 'neither', words: problem } };
  }
  return problem === undefined ? {} : { problem };
}

async function sayHello(asking: Asking): Promise<Outcome> {
  const { signal, inAllMs } = asking;
  const wire = wireFor(asking, { protocol: 'tls', startTls: null });
  const prober = proberOf(wire, { signal, inAllMs, withinMs: ANSWER_WITHIN_MS, mostConnections: 1 });
  return (await prober.ask('what is spoken here', controlOffer(wholeGround))).outcome;
}

function wireFor({ listeners, place }: Asking, protocol: WireProtocol): WireView {
  return listeners.wire(place, protocol);
}

/** A server on this machine answers in milliseconds; one that waits for more words of its own protocol never does. */
const ANSWER_WITHIN_MS = 1500;
/** How the reader of records calls what is no TLS, and which STARTTLS may follow. */
const SSH = 'this is SSH';
const GREETINGS: readonly (readonly [said: string, protocol: string])[] = [
  ['this is a mail or FTP server in plain text', 'smtp'],
  ['this is a mail or FTP server in plain text', 'ftp'],
  // A reply of 4xx or 5xx to what came before the greeting.
  ['the first byte is 0x34', 'smtp'],
  ['the first byte is 0x35', 'smtp'],
  ['this is IMAP in plain text', 'imap'],
  ['this is POP3 in plain text', 'pop3'],
];
