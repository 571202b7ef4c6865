import { type Evidence, evidence } from '../../facts/quote.ts';
import type { Conversation } from '../../target/conversation.ts';
import { describeHidden } from '../../target/sighting.ts';
import type { WireView } from '../../target/wire.ts';
import { type Answer, beginExchange, type Exchange, exchangeHello } from './exchange.ts';
import { clientHello, type Offer } from './offer.ts';
import { describeOffer, describeOutcome } from './words.ts';

/** One probe: what was offered and what came of it. */
export interface Probe {
  readonly purpose: string;
  readonly offer: Offer;
  readonly outcome: Outcome;
  readonly evidence: Evidence;
}

/** The server's answer, or that no connection came about. */
export type Outcome = Answer | { readonly kind: 'not-connected'; readonly problem: string };

/** Asks one endpoint, one connection a question. */
export interface Prober {
  readonly wire: WireView;
  ask(purpose: string, offer: Offer): Promise<Probe>;
  /** Opens an exchange for a longer conversation; the caller closes it. */
  begin(): Promise<Exchange | { readonly kind: 'not-connected'; readonly problem: string }>;
}

/** What runs on a fresh connection before TLS (STARTTLS); it answers with what went wrong, if anything did. */
export type Preamble = (conversation: Conversation, withinMs: number) => Promise<string | undefined>;

/** How to probe: every connection has `withinMs` for its preamble and `withinMs` for its exchange. */
export interface ProbeOptions {
  readonly withinMs: number;
  readonly signal: AbortSignal;
  readonly preamble?: Preamble;
}

/** Makes a prober. */
export function proberOf(wire: WireView, options: ProbeOptions): Prober {
  const begin: Prober['begin'] = async () => {
    const connected = await wire.connect(options.withinMs, options.signal);
    if (connected.state !== 'seen') {
      const problem = connected.state === 'hidden' ? describeHidden(connected) : `${wire.endpoint}: closed at once`;
      return { kind: 'not-connected', problem };
    }
    const problem = await options.preamble?.(connected.value, options.withinMs);
    if (problem === undefined) return beginExchange(connected.value, options.withinMs);
    connected.value.close();
    return { kind: 'not-connected', problem };
  };
  return {
    wire,
    begin,
    async ask(purpose, offer) {
      const exchange = await begin();
      if ('kind' in exchange) return probe(wire, purpose, offer, exchange);
      const { answer } = await exchangeHello(exchange, clientHello(offer, wire.serverName));
      exchange.conversation.close();
      return probe(wire, purpose, offer, answer);
    },
  };
}

function probe(wire: WireView, purpose: string, offer: Offer, outcome: Outcome): Probe {
  const at = { in: 'wire', endpoint: wire.endpoint, message: purpose } as const;
  return {
    purpose,
    offer,
    outcome,
    evidence: evidence(at, `sent ${describeOffer(offer)}; got ${describeOutcome(outcome)}`),
  };
}
