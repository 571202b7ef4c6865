import { type ReplyReading, readReply } from '../codec/starttls/reply.ts';
import { quote } from '../facts/quote.ts';
import type { Conversation } from '../target/conversation.ts';
import { describeHidden } from '../target/sighting.ts';
import type { WireView } from '../target/wire.ts';
import { type StartTlsDialogue, type StartTlsStep, startTlsDialogue } from '../vocabulary/starttls.ts';
import type { Preamble } from './tls/prober.ts';

/** What brings each connection to the point where TLS begins, and what was strange on the way. */
export interface StartTls {
  readonly preamble: Preamble;
  /** Each once, over all connections so far. */
  oddities(): readonly string[];
  /** Whether a server of this protocol has said that it does not turn to TLS. */
  isRefused(): boolean;
}

/** The preamble for an endpoint whose protocol asks for STARTTLS. */
export function startTlsOf(wire: Pick<WireView, 'startTls' | 'serverName' | 'endpoint'>): StartTls {
  const oddities = new Set<string>();
  const dialogue = startTlsDialogue(wire.startTls ?? '');
  const server = wire.serverName ?? wire.endpoint.replace(/:\d+$/, '').replace(/^\[|\]$/g, '');
  let isRefused = false;
  return {
    oddities: () => [...oddities],
    isRefused: () => isRefused,
    async preamble(conversation, withinMs) {
      if (dialogue === undefined) return `${wire.startTls}: no way to STARTTLS is known for it`;
      const talk = { conversation, server, deadline: performance.now() + withinMs };
      const outcome = await run(dialogue, talk);
      isRefused ||= 'isRefusal' in outcome;
      if ('problem' in outcome) return `${dialogue.protocol} ${outcome.problem}`;
      for (const oddity of outcome.oddities) oddities.add(oddity);
      return undefined;
    },
  };
}

interface Talk {
  readonly conversation: Conversation;
  readonly server: string;
  /** `performance.now()` at which everything ends. */
  readonly deadline: number;
}

type Outcome = { readonly problem: string; readonly isRefusal?: true } | { readonly oddities: readonly string[] };

async function run(dialogue: StartTlsDialogue, talk: Talk): Promise<Outcome> {
  let notAdvertised = false;
  let after: Uint8Array = new Uint8Array();
  // A server that speaks first where the client should is another one: its bytes must not pass for an answer.
  const early = dialogue.steps[0]?.send === null ? undefined : await talk.conversation.receive(RECEIVE_LIMIT, 0);
  if (early?.state === 'seen') return { problem: `server spoke before it was asked: "${said(early.value)}"` };
  for (const step of dialogue.steps) {
    if (step.send !== null) talk.conversation.send(bytesOf(step.send, talk.server));
    const answer = step.reply === null ? undefined : await readAnswer(step.name, step.reply, talk);
    if (answer === undefined) continue;
    if ('problem' in answer) return answer;
    const { reading } = answer;
    // What came before the next question was asked answers nothing; only after the last reply does it tell of an injection.
    after = answer.after;
    if (reading.advertised !== undefined) notAdvertised = !reading.advertised;
    if (reading.state === 'bad' && step.mayFail !== true) {
      const first =
        step.name === 'STARTTLS' && notAdvertised ? 'STARTTLS is not advertised, and refused' : `${step.name} refused`;
      const problem = `${first}: ${quote(reading.words)}`;
      return step.name === 'STARTTLS' ? { problem, isRefusal: true } : { problem };
    }
  }
  return strangeness(talk, { after, notAdvertised });
}

/** Reads until the reply is whole; what follows it is given back apart. */
async function readAnswer(
  name: string,
  reply: NonNullable<StartTlsStep['reply']>,
  { conversation, deadline }: Talk,
): Promise<{ readonly reading: WholeReply; readonly after: Uint8Array } | { readonly problem: string }> {
  let text: Uint8Array = new Uint8Array();
  for (;;) {
    const reading = readReply(reply, text);
    if (reading.state !== 'unfinished') return { reading, after: text.subarray(reading.length) };
    if (text.length > LONGEST_REPLY)
      return { problem: `${name}: more than ${LONGEST_REPLY} bytes without an end of the reply` };
    const left = deadline - performance.now();
    const received = left > 0 ? await conversation.receive(RECEIVE_LIMIT, left) : undefined;
    if (received?.state !== 'seen') {
      const had = text.length === 0 ? '' : `, after "${said(text)}"`;
      return { problem: `${name}: ${ending(received)}${had}` };
    }
    text = Buffer.concat([text, received.value]);
  }
}

type WholeReply = Exclude<ReplyReading, { readonly state: 'unfinished' }>;

function ending(received: Awaited<ReturnType<Conversation['receive']>> | undefined): string {
  if (received?.state === 'absent') return 'the connection closed';
  return received?.state === 'hidden' ? describeHidden(received) : 'no whole reply within the limit';
}

/** TLS must begin with nothing left over: what a server, or one in between, put behind its reply would be taken for protected. */
async function strangeness(
  { conversation }: Talk,
  { after, notAdvertised }: { readonly after: Uint8Array; readonly notAdvertised: boolean },
): Promise<Outcome> {
  const waiting = await conversation.receive(RECEIVE_LIMIT, 0);
  const injected = waiting.state === 'seen' ? Buffer.concat([after, waiting.value]) : after;
  return {
    oddities: [
      ...(notAdvertised
        ? ['STARTTLS works but is not advertised, so that clients that look first stay in plain text']
        : []),
      ...(injected.length > 0 ? [`plain text after the reply to STARTTLS was dropped: "${said(injected)}"`] : []),
    ],
  };
}

function said(bytes: Uint8Array): string {
  return quote(Buffer.from(bytes.subarray(0, 80)).toString('latin1'));
}

function bytesOf(send: NonNullable<StartTlsStep['send']>, server: string): Uint8Array {
  if ('hex' in send) return Buffer.from(send.hex, 'hex');
  const name = server.replace(/[^A-Za-z0-9.:_-]/g, '');
  return Buffer.from(send.text.replace('{client}', CLIENT_NAME).replace('{server}', name), 'latin1');
}

/** Names us honestly, and can never be somebody's. Source: RFC 2606 2. */
const CLIENT_NAME = 'pqready.invalid';
const LONGEST_REPLY = 16 * 1024;
const RECEIVE_LIMIT = 16 * 1024;
