import { type FactKind, fact, type Gap, type Harvest, joinHarvests } from '../../facts/fact.ts';
import type { Locator } from '../../facts/locator.ts';
import { type Evidence, evidence } from '../../facts/quote.ts';
import type { ListenersView } from '../../target/listeners.ts';
import { endpointName } from '../../target/wire.ts';
import { harvestSshEndpoint } from '../ssh-wire/harvest-endpoint.ts';
import { harvestEndpoint } from '../tls/harvest-endpoint.ts';
import { configuredHarvest } from './configured.ts';
import { type FoundListener, foundListeners } from './found-listener.ts';
import { identify, type Spoken } from './identify.ts';
import { handsItsConnectionsOn, type RunningProgram } from './running-program.ts';

/** What a listener speaks, and all that this brings home. */
export interface ListenerHarvest extends Harvest {
  readonly spoken: Spoken['speaks'];
}

/** How to ask. */
export interface HarvestOptions {
  readonly listeners: ListenersView;
  /** Looks at the program behind it. */
  readonly running: (found: FoundListener) => Promise<RunningProgram>;
  /** The kinds that a TLS endpoint yields. */
  readonly yields: readonly FactKind[];
  readonly signal: AbortSignal;
  /** `performance.now()` at which everything ends. */
  readonly deadline: number;
}

/** Finds out what one listener speaks, and surveys it where that is TLS or SSH. */
export async function harvestListener(found: FoundListener, options: HarvestOptions): Promise<ListenerHarvest> {
  const spoken = await speakTo(found, options);
  const running = await options.running(handsItsConnectionsOn(found.program) ? lookAgain(found, options) : found);
  const own = { facts: [listenerFact(found, spoken, running)], gaps: running.gaps };
  const configured = spoken.speaks === 'tls' ? [await configuredHarvest(found, running)] : [];
  return { spoken: spoken.speaks, ...joinHarvests([own, ...configured, await surveyed(found, spoken, options)]) };
}

/** The program that talks in the master's place runs from the first connection on. */
function lookAgain(found: FoundListener, { listeners }: HarvestOptions): FoundListener {
  const now = foundListeners(listeners.look()).find(({ subject }) => subject === found.subject);
  return now ?? found;
}

async function speakTo({ tryAt, port, program }: FoundListener, options: HarvestOptions): Promise<Spoken> {
  if (tryAt === undefined) return { speaks: 'unknown', words: NOT_OURS, silent: false };
  const { listeners, signal, deadline } = options;
  const inAllMs = Math.max(0, deadline - performance.now());
  return identify({ listeners, place: { address: tryAt, port }, program, signal, inAllMs });
}

async function surveyed(found: FoundListener, spoken: Spoken, options: HarvestOptions): Promise<Harvest> {
  const { subject, tryAt: address = '', port } = found;
  const { listeners, yields, signal, deadline } = options;
  switch (spoken.speaks) {
    case 'neither':
      return { facts: [], gaps: [] };
    case 'unknown':
      return { facts: [], gaps: unsettled(found, spoken) };
    case 'ssh':
      return harvestSshEndpoint(listeners.wire({ address, port }, { protocol: 'ssh', startTls: null }), {
        subject,
        signal,
      });
    case 'tls': {
      const wire = listeners.wire({ address, port }, { protocol: 'tls', startTls: spoken.startTls });
      const inAllMs = Math.max(0, deadline - performance.now());
      return harvestEndpoint(wire, { subject, yields, signal, inAllMs, withinMs: ANSWER_WITHIN_MS });
    }
  }
}

/** It may speak TLS; and SSH, unless it kept quiet. */
function unsettled(found: FoundListener, spoken: Extract<Spoken, { speaks: 'unknown' }>): readonly Gap[] {
  const kinds: readonly FactKind[] = spoken.silent
    ? ['tls.endpoint.reached']
    : ['tls.endpoint.reached', 'ssh.endpoint'];
  const { subject } = found;
  return kinds.map((kind) => ({
    kind,
    subject,
    why: `what it speaks could not be told: ${spoken.words}`,
    at: placeOf(found),
  }));
}

function listenerFact(found: FoundListener, spoken: Spoken, running: RunningProgram) {
  const { subject, port, addresses, program } = found;
  const { executable, libraries, go } = running;
  const startTls = spoken.speaks === 'tls' ? spoken.startTls : null;
  const value = { port, addresses, program, executable, libraries, go, speaks: spoken.speaks, startTls };
  const bound = addresses.map((address) => endpointName(address, port)).join(', ');
  const socket = evidence({ in: 'kernel', name: 'net/tcp' }, `listens at ${bound}`);
  return fact('listener', subject, value, socket, ...running.evidence, answer(found, spoken));
}

function answer(found: FoundListener, spoken: Spoken): Evidence {
  return evidence(placeOf(found), 'words' in spoken ? spoken.words : WORDS[spoken.speaks]);
}

function placeOf({ tryAt, addresses, port }: FoundListener): Locator {
  const endpoint = endpointName(tryAt ?? addresses[0] ?? '', port);
  return { in: 'wire', endpoint, message: 'what is spoken here' };
}

const WORDS = { tls: 'answers a ClientHello', ssh: 'names itself as SSH' } as const;
const NOT_OURS = 'it is bound to an address that this machine does not have, and no other is ever connected to';
const ANSWER_WITHIN_MS = 2500;
