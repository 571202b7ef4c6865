import { fact, type Gap, type Harvest, joinHarvests } from '../facts/fact.ts';
import { evidence } from '../facts/quote.ts';
import type { WireView } from '../target/wire.ts';
import type { Collector } from './collector.ts';
import { endpointFacts } from './tls/endpoint-facts.ts';
import { proberOf } from './tls/prober.ts';
import { type NotSurveyed, type Survey, survey } from './tls/survey.ts';
import { describeOutcome } from './tls/words.ts';

/** What a TLS server really negotiates, one connection a question, within the number that the wire grants. Source: RFC 8446, RFC 5246. */
export const tlsEndpoint: Collector<'wire'> = {
  id: 'tls-endpoint',
  needs: ['wire'],
  welcomes: [],
  yields: [
    'tls.endpoint.reached',
    'tls.endpoint.versions',
    'tls.endpoint.groups',
    'tls.endpoint.ciphers',
    'tls.endpoint.tls12',
    'tls.endpoint.certificate',
    'tls.endpoint.signature-schemes',
    'tls.endpoint.tolerance',
  ],
  opens: [],
  async collect({ wire }, signal) {
    if (wire.protocol !== 'tls') return { facts: [], gaps: [] };
    const options = { withinMs: ANSWER_WITHIN_MS, inAllMs: IN_ALL_MS, signal };
    const prober = proberOf(wire, { ...options, mostConnections: wire.mostConnections - 1 });
    const last = proberOf(wire, { ...options, mostConnections: 1 });
    const result = await survey(prober, last);
    if (!('controlAfter' in result)) return notReached(wire, result);
    return joinHarvests([reached(wire, result), await endpointFacts(result, SUBJECT)]);
  },
};

/** The number of connections and the address belong to this scan, not to the server: they stand in the evidence. */
function reached(wire: WireView, { control }: Survey): Harvest {
  const at = { in: 'wire', endpoint: wire.endpoint, message: 'connect' } as const;
  const which = wire.addresses.length > 1 ? `, the first that answered of ${wire.addresses.length} addresses` : '';
  const words = `${wire.connections()} connections to ${wire.address() ?? 'no address'}${which}`;
  const value = { startTls: wire.startTls, addresses: wire.addresses.length };
  return { facts: [fact('tls.endpoint.reached', SUBJECT, value, evidence(at, words), control.evidence)], gaps: [] };
}

/** Nothing was seen: each kind of fact is missing because of it. */
function notReached(wire: WireView, { control }: NotSurveyed): Harvest {
  const why = `${REASONS[control.outcome.kind] ?? 'no TLS server answers'}: ${describeOutcome(control.outcome)}`;
  const at = { in: 'wire', endpoint: wire.endpoint, message: control.purpose } as const;
  return { facts: [], gaps: tlsEndpoint.yields.map((kind): Gap => ({ kind, subject: SUBJECT, why, at })) };
}

const REASONS: Readonly<Record<string, string>> = {
  'not-connected': 'no connection',
  'not-tls': 'what answers does not speak TLS',
  malformed: 'what answers is not a TLS handshake',
  closed: 'a connection is made, but the server closes it without an answer to a ClientHello',
  reset: 'a connection is made, but it is reset in answer to a ClientHello',
  silent: 'a connection is made, but the server does not answer a ClientHello',
  alert: 'the server answers with an alert that says nothing about what it supports',
};

const SUBJECT = 'TLS endpoint';
const ANSWER_WITHIN_MS = 5000;
const IN_ALL_MS = 25_000;
