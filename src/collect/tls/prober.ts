import { protocolVersion } from '../../codec/tls/numbers.ts';
import { type Evidence, evidence } from '../../facts/quote.ts';
import type { Conversation } from '../../target/conversation.ts';
import { describeHidden } from '../../target/sighting.ts';
import type { RandomBytes, WireView } from '../../target/wire.ts';
import { beginExchange, type Exchange, exchangeHello, type HelloAnswer, type OtherAnswer } from './exchange.ts';
import { clientHello, type Offer } from './offer.ts';
import { type Patience, patienceOf } from './patience.ts';
import { readTls12Answer, type Tls12Answer } from './tls12-answer.ts';
import { describeOffer, describeOutcome } from './words.ts';

/** One probe: what was offered and what came of it. */
export interface Probe {
  readonly purpose: string;
  readonly offer: Offer;
  readonly outcome: Outcome;
  readonly evidence: Evidence;
}

/** The server's answer, or that no connection came about, or that it was not even tried. */
export type Outcome =
  | (HelloAnswer & { readonly tls12?: Tls12Answer })
  | OtherAnswer
  | { readonly kind: 'not-connected' | 'not-asked'; readonly problem: string };

/** A failure to begin. */
export type NotBegun = Extract<Outcome, { readonly kind: 'not-connected' | 'not-asked' }>;

/** Asks one endpoint, one connection a question. */
export interface Prober {
  readonly wire: WireView;
  /** @param pauseMs sends the hello in two pieces with this pause between them */
  ask(purpose: string, offer: Offer, pauseMs?: number): Promise<Probe>;
  /** A longer conversation: `talk` has an exchange of its own, which is closed behind it. It is tried again where that helps. */
  converse<T extends { readonly outcome: Outcome }>(talk: (exchange: Exchange) => Promise<T>): Promise<T | NotBegun>;
  /** How many connections may still be opened. */
  left(): number;
  /** Resolves once a conversation could begin, its preamble done; never where none can. */
  readonly reached: Promise<void>;
}

/** What runs on a fresh connection before TLS (STARTTLS); it answers with what went wrong, if anything did. */
export type Preamble = (conversation: Conversation, withinMs: number) => Promise<string | undefined>;

/** How to probe: every connection has `withinMs` for its preamble and `withinMs` for its exchange. */
export interface ProbeOptions {
  readonly withinMs: number;
  /** For everything together, from now. */
  readonly inAllMs: number;
  readonly mostConnections: number;
  readonly signal: AbortSignal;
  readonly preamble?: Preamble;
}

/** Makes a prober. */
export function proberOf(wire: WireView, options: ProbeOptions): Prober {
  const patience = patienceOf(options);
  const reached = Promise.withResolvers<void>();
  const converse: Prober['converse'] = (talk) =>
    patience.keep(async () => {
      const exchange = await begin(wire, options, patience);
      if ('kind' in exchange) return exchange;
      reached.resolve();
      try {
        return await talk(exchange);
      } finally {
        exchange.conversation.close();
      }
    });
  return {
    wire,
    converse,
    left: patience.left,
    reached: reached.promise,
    async ask(purpose, offer, pauseMs) {
      const random = wire.random(() => questionOf(purpose, offer));
      const told = await converse(async (exchange) => ({
        outcome: await answerTo(exchange, { wire, offer, random, pauseMs }),
      }));
      const outcome = 'kind' in told ? told : told.outcome;
      return { purpose, offer, outcome, evidence: evidenceOf(wire, purpose, { offer, outcome, pauseMs }) };
    },
  };
}

/** Names one question, so that randomness can be told apart by it: the purpose and all that is offered but the shares. */
export function questionOf(purpose: string, { versions, suites, groups, schemes, shares }: Offer): string {
  const sharing = shares.map(({ group }) => group);
  return [purpose, ...[versions, suites, groups, schemes, sharing].map((list) => list.join(' '))].join('; ');
}

/** Evidence for one probe: what was sent and what came. */
export function evidenceOf(
  wire: WireView,
  purpose: string,
  said: {
    readonly offer: Offer;
    readonly outcome: Outcome;
    readonly pauseMs?: number | undefined;
    /** What came after the hello. */
    readonly more?: string;
  },
): Evidence {
  const manner = said.pauseMs === undefined ? '' : ' in two pieces';
  return evidence(
    { in: 'wire', endpoint: wire.endpoint, message: purpose },
    `sent ${describeOffer(said.offer)}${manner}; got ${describeOutcome(said.outcome)}${said.more ?? ''}`,
  );
}

interface Asking {
  readonly wire: WireView;
  readonly offer: Offer;
  readonly random: RandomBytes;
  readonly pauseMs: number | undefined;
}

async function answerTo(exchange: Exchange, { wire, offer, random, pauseMs }: Asking): Promise<Outcome> {
  const hello = clientHello(offer, { name: wire.serverName, random });
  const { answer } = await exchangeHello(exchange, hello, { pauseMs });
  if (answer.kind !== 'server-hello' || answer.hello.version > protocolVersion.tls12) return answer;
  return { ...answer, tls12: await readTls12Answer(exchange, hello.random, answer.hello) };
}

async function begin(wire: WireView, options: ProbeOptions, patience: Patience): Promise<Exchange | NotBegun> {
  const problem = patience.spend();
  if (problem !== undefined) return { kind: 'not-asked', problem };
  const within = Math.min(options.withinMs, patience.leftMs());
  const connected = await wire.connect(within, options.signal);
  if (connected.state !== 'seen') {
    const why = connected.state === 'hidden' ? describeHidden(connected) : `${wire.endpoint}: closed at once`;
    return { kind: 'not-connected', problem: why };
  }
  const wrong = await options.preamble?.(connected.value, within);
  if (wrong === undefined) return beginExchange(connected.value, Math.min(options.withinMs, patience.leftMs()));
  connected.value.close();
  return { kind: 'not-connected', problem: wrong };
}
