import { randomFillSync } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import type { Admission } from './admission.ts';
import { type Conversation, conversation } from './conversation.ts';
import type { Hidden, Sighting } from './sighting.ts';
import type { Bytes, Milliseconds } from './views.ts';

/** What a scan asks an endpoint for: TLS at once, TLS after a plain-text protocol's STARTTLS (`smtp`), or SSH. */
export type WireProtocol =
  | { readonly protocol: 'tls'; readonly startTls: string | null }
  | { readonly protocol: 'ssh'; readonly startTls: null };

/** Fresh bytes, as many as are asked for. */
export type RandomBytes = (length: Bytes) => Uint8Array;

/** One endpoint, one TCP connection a conversation. */
export interface WireView {
  readonly protocol: WireProtocol['protocol'];
  readonly startTls: WireProtocol['startTls'];
  /** `host:port`, as reports name it. */
  readonly endpoint: string;
  /** The name for SNI; null where the user gave an address, which SNI cannot carry (RFC 6066 3). */
  readonly serverName: string | null;
  /** Every address that the name has, in the resolver's order; empty where it does not resolve. */
  readonly addresses: readonly string[];
  /** The one address that all conversations go to, once one of them was reached. */
  address(): string | undefined;
  connect(within: Milliseconds, signal: AbortSignal): Promise<Sighting<Conversation>>;
  /** Randomness for one question, which only a view asks for that replays what was recorded: it gives the same for the same. */
  random(question: () => string): RandomBytes;
  /** Whether one more connection could begin at once: nobody waits, and neither the address nor the run is at its limit. */
  hasRoom(): boolean;
  /** How many connections were opened so far. */
  connections(): number;
  /** How many a scan may open in all; what it could not ask within them is a gap. */
  readonly mostConnections: number;
}

/** Where to connect, and the gate to pass. */
export type WireOptions = WireProtocol & {
  readonly host: string;
  readonly port: number;
  /** IP addresses: a name is resolved once for a scan, so that a round robin does not mix servers. */
  readonly addresses: readonly string[];
  readonly serverName: string | null;
  readonly admission: Admission;
  readonly mostConnections: number;
};

/** Opens conversations with one endpoint: with its first address that can be reached, and with that one alone ever after. */
export function wireTo(options: WireOptions): WireView {
  const { protocol, startTls, addresses, serverName, mostConnections } = options;
  const endpoint = endpointName(options.host, options.port);
  let opened = 0;
  let settled: string | undefined;
  const attempt = async (address: string, limits: Limits): Promise<Sighting<Conversation>> => {
    let release: () => void;
    try {
      release = await options.admission.enter(address, limits.signal);
    } catch {
      return hidden(endpoint, 'timed-out');
    }
    opened += 1;
    return open({ endpoint, address, port: options.port }, release, limits);
  };
  return {
    protocol,
    startTls,
    endpoint,
    serverName,
    addresses,
    mostConnections,
    address: () => settled,
    random: () => fresh,
    hasRoom: () => settled !== undefined && options.admission.hasRoom(settled),
    connections: () => opened,
    async connect(within, signal) {
      let last = hidden(endpoint, 'not-resolved');
      for (const address of settled === undefined ? addresses : [settled]) {
        const outcome = await attempt(address, { within, signal });
        if (outcome.state === 'seen') settled ??= address;
        if (outcome.state === 'seen' || signal.aborted) return outcome;
        last = outcome;
      }
      return last;
    },
  };
}

/** `example.org:443`, `[2001:db8::1]:443`. */
export function endpointName(host: string, port: number): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}

interface Limits {
  readonly within: Milliseconds;
  readonly signal: AbortSignal;
}

interface Place {
  readonly endpoint: string;
  readonly address: string;
  readonly port: number;
}

function open(place: Place, release: () => void, { within, signal }: Limits): Promise<Sighting<Conversation>> {
  return new Promise((resolve) => {
    const socket = connect({ host: place.address, port: place.port, noDelay: true, allowHalfOpen: true });
    // A moment later, so that the server has seen the end of this one before the next one comes.
    socket.once('close', () => setTimeout(release, CLOSING_MS));
    const settle = (outcome: Sighting<Conversation>): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', expire);
      socket.removeListener('connect', arrive).removeListener('error', fail);
      if (outcome.state !== 'seen') abandon(socket);
      resolve(outcome);
    };
    const expire = (): void => settle(hidden(place.endpoint, 'timed-out'));
    const arrive = (): void =>
      settle({ state: 'seen', value: conversation(place.endpoint, socket, signal), at: at(place.endpoint) });
    const fail = (error: NodeJS.ErrnoException): void =>
      settle(hidden(place.endpoint, REASONS[error.code ?? ''] ?? 'io-error'));
    const timer = setTimeout(expire, within);
    socket.once('connect', arrive).once('error', fail);
    if (signal.aborted) expire();
    else signal.addEventListener('abort', expire, { once: true });
  });
}

/** A socket without a listener for errors would take the process down with a late one. */
function abandon(socket: Socket): void {
  socket.on('error', () => {});
  socket.destroy();
}

function hidden(endpoint: string, why: Hidden): Sighting<Conversation> {
  return { state: 'hidden', at: at(endpoint), why };
}

function at(endpoint: string): { readonly in: 'wire'; readonly endpoint: string; readonly message: string } {
  return { in: 'wire', endpoint, message: 'connect' };
}

let pool: Uint8Array = new Uint8Array();

/** Bytes that nobody else is given. They are drawn many at once: a call a hello would cost more than the hello. */
function fresh(length: Bytes): Uint8Array {
  if (pool.length < length) pool = randomFillSync(new Uint8Array(Math.max(POOL, length)));
  const given = pool.subarray(0, length);
  pool = pool.subarray(length);
  return given;
}

const POOL: Bytes = 8192;
const CLOSING_MS = 1;
const REASONS: Readonly<Record<string, Hidden>> = {
  ECONNREFUSED: 'refused',
  ECONNRESET: 'reset',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  EADDRNOTAVAIL: 'unreachable',
  ETIMEDOUT: 'timed-out',
};
