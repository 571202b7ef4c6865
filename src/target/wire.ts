import { connect } from 'node:net';
import type { Admission } from './admission.ts';
import { type Conversation, conversation } from './conversation.ts';
import type { Sighting } from './sighting.ts';
import type { Milliseconds } from './views.ts';

/** One endpoint, one TCP connection a conversation. */
export interface WireView {
  /** `host:port`, as reports name it. */
  readonly endpoint: string;
  /** The name for SNI; null where the user gave an address, which SNI cannot carry (RFC 6066 3). */
  readonly serverName: string | null;
  connect(within: Milliseconds, signal: AbortSignal): Promise<Sighting<Conversation>>;
  /** How many connections were opened so far. */
  connections(): number;
}

/** Where to connect, and the gate to pass. */
export interface WireOptions {
  readonly endpoint: string;
  /** An IP address: names are resolved once for a scan, so that a round robin does not mix servers. */
  readonly address: string;
  readonly port: number;
  readonly serverName: string | null;
  readonly admission: Admission;
}

/** Opens conversations with one endpoint. */
export function wireTo(options: WireOptions): WireView {
  let opened = 0;
  return {
    endpoint: options.endpoint,
    serverName: options.serverName,
    connections: () => opened,
    async connect(within, signal) {
      const release = await options.admission.enter(options.address, signal);
      opened += 1;
      return open(options, release, { within, signal });
    },
  };
}

type Limits = { readonly within: Milliseconds; readonly signal: AbortSignal };

function open(
  { endpoint, address, port }: WireOptions,
  release: () => void,
  { within, signal }: Limits,
): Promise<Sighting<Conversation>> {
  const at = { in: 'wire', endpoint, message: 'connect' } as const;
  return new Promise((resolve) => {
    const socket = connect({ host: address, port, noDelay: true, allowHalfOpen: true });
    socket.once('close', release);
    const settle = (outcome: Sighting<Conversation>): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', expire);
      socket
        .removeListener('connect', arrive)
        .removeListener('error', fail)
        .on('error', () => {});
      if (outcome.state !== 'seen') socket.destroy();
      resolve(outcome);
    };
    const expire = (): void => settle({ state: 'hidden', at, why: 'timed-out' });
    const arrive = (): void => settle({ state: 'seen', value: conversation(endpoint, socket, signal), at });
    const fail = (error: NodeJS.ErrnoException): void =>
      settle({ state: 'hidden', at, why: error.code === 'ECONNREFUSED' ? 'refused' : 'io-error' });
    const timer = setTimeout(expire, within);
    signal.addEventListener('abort', expire, { once: true });
    socket.once('connect', arrive).once('error', fail);
  });
}
