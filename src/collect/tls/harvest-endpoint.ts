import { type FactKind, fact, type Gap, type Harvest, joinHarvests, type Subject } from '../../facts/fact.ts';
import { evidence } from '../../facts/quote.ts';
import type { WireView } from '../../target/wire.ts';
import { startTlsOf } from '../starttls.ts';
import { certificateReader } from './certificates.ts';
import { endpointFacts } from './endpoint-facts.ts';
import { proberOf } from './prober.ts';
import { type NotSurveyed, type Survey, survey } from './survey.ts';
import { describeOutcome } from './words.ts';

/** What to call the endpoint, and which kinds of fact are missing where it cannot be reached. */
export interface EndpointHarvest {
  readonly subject: Subject;
  readonly yields: readonly FactKind[];
  readonly signal: AbortSignal;
  /** For one answer, 5 seconds unless said; for everything together, 25. */
  readonly withinMs?: number;
  readonly inAllMs?: number;
}

/** Surveys a TLS endpoint and writes down what came of it. */
export async function harvestEndpoint(
  wire: WireView,
  { subject, yields, ...given }: EndpointHarvest,
): Promise<Harvest> {
  const startTls = wire.startTls === null ? undefined : startTlsOf(wire);
  const preamble = startTls === undefined ? {} : { preamble: startTls.preamble };
  const options = { withinMs: ANSWER_WITHIN_MS, inAllMs: IN_ALL_MS, ...given, ...preamble };
  const prober = proberOf(wire, { ...options, mostConnections: wire.mostConnections - KEPT_FOR_THE_END });
  const last = proberOf(wire, { ...options, mostConnections: KEPT_FOR_THE_END });
  // Loaded while answers are waited for; where it cannot be, that is said when a chain is to be read.
  prober.reached.then(certificateReader).catch(() => {});
  const result = await survey(prober, last);
  if (!('controlAfter' in result)) return { facts: [], gaps: missing(wire, result, { subject, yields }) };
  return joinHarvests([
    reached(wire, result, { subject, oddities: startTls?.oddities() ?? [] }),
    await endpointFacts(result, subject),
  ]);
}

/** The number of connections and the address belong to this scan, not to the server: they stand in the evidence. */
function reached(
  wire: WireView,
  { control }: Survey,
  { subject, oddities }: { readonly subject: Subject; readonly oddities: readonly string[] },
): Harvest {
  const at = { in: 'wire', endpoint: wire.endpoint, message: 'connect' } as const;
  const which = wire.addresses.length > 1 ? `, the first that answered of ${wire.addresses.length} addresses` : '';
  const words = `${wire.connections()} connections to ${wire.address() ?? 'no address'}${which}`;
  const value = { startTls: wire.startTls, addresses: wire.addresses.length, oddities };
  return { facts: [fact('tls.endpoint.reached', subject, value, evidence(at, words), control.evidence)], gaps: [] };
}

/** Nothing was seen: each kind of fact is missing because of it. */
function missing(
  wire: WireView,
  { control }: NotSurveyed,
  { subject, yields }: Pick<EndpointHarvest, 'subject' | 'yields'>,
): readonly Gap[] {
  const why = `${REASONS[control.outcome.kind] ?? 'no TLS server answers'}: ${describeOutcome(control.outcome)}`;
  const at = { in: 'wire', endpoint: wire.endpoint, message: control.purpose } as const;
  return yields.map((kind) => ({ kind, subject, why, at }));
}

const REASONS: Readonly<Record<string, string>> = {
  'not-connected': 'no connection',
  'not-tls': 'what answers does not speak TLS',
  malformed: 'what answers is not a TLS handshake',
  closed: 'a connection is made, but the server closes it without an answer to a ClientHello',
  reset: 'a connection is made, but it is reset in answer to a ClientHello',
  silent: 'a connection is made, but the server does not answer a ClientHello',
  alert: 'the server answers with an alert whatever is offered, which says nothing about what it supports',
};

const ANSWER_WITHIN_MS = 5000;
const IN_ALL_MS = 25_000;
/** The control probe, with a large share and as it was. */
const KEPT_FOR_THE_END = 2;
