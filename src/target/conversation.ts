import type { Socket } from 'node:net';
import type { Sighting } from './sighting.ts';
import type { Bytes, Milliseconds } from './views.ts';

/** One TCP connection. Every wait has an absolute limit: a server that drips bytes cannot stretch it. */
export interface Conversation {
  send(bytes: Uint8Array): void;
  /** What has come, at most `limit` bytes; absent: the server has closed in order; hidden `reset`: it has reset. */
  receive(limit: Bytes, within: Milliseconds): Promise<Sighting<Uint8Array>>;
  close(): void;
}

/** Talks over a connected socket. What comes is kept in the socket's own buffer (64 KiB at most) until it is asked for. */
export function conversation(endpoint: string, socket: Socket, signal: AbortSignal): Conversation {
  const at = { in: 'wire', endpoint, message: 'receive' } as const;
  let broken: NodeJS.ErrnoException | undefined;
  socket.on('error', (error) => {
    broken = error;
  });
  const look = (limit: Bytes): Sighting<Uint8Array> | undefined => {
    const chunk: unknown = socket.read(Math.min(limit, socket.readableLength) || undefined);
    if (chunk instanceof Uint8Array) return { state: 'seen', value: chunk, at };
    if (broken !== undefined) return { state: 'hidden', at, why: broken.code === 'ECONNRESET' ? 'reset' : 'io-error' };
    return socket.readableEnded || socket.destroyed ? { state: 'absent', at } : undefined;
  };
  return {
    send: (bytes) => {
      if (!socket.destroyed) socket.write(bytes);
    },
    async receive(limit, within) {
      const waiting = look(limit);
      if (waiting !== undefined) return waiting;
      await waitFor(socket, { within, signal });
      return look(limit) ?? { state: 'hidden', at, why: 'timed-out' };
    },
    close: () => socket.destroy(),
  };
}

/** Until something comes, the end, an error, or the limit. */
function waitFor(
  socket: Socket,
  { within, signal }: { readonly within: Milliseconds; readonly signal: AbortSignal },
): Promise<void> {
  return new Promise((resolve) => {
    const events = ['readable', 'end', 'error', 'close'] as const;
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      for (const event of events) socket.removeListener(event, done);
      resolve();
    };
    const timer = setTimeout(done, within);
    signal.addEventListener('abort', done, { once: true });
    for (const event of events) socket.once(event, done);
  });
}
