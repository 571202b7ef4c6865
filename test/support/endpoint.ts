import { createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type TlsOptions } from 'node:tls';
import { harvestEndpoint } from '../../src/collect/tls/harvest-endpoint.ts';
import { tlsEndpoint } from '../../src/collect/tls-endpoint.ts';
import type { Fact, FactKind, Harvest } from '../../src/facts/fact.ts';
import { admission } from '../../src/target/admission.ts';
import { openTlsEndpoint } from '../../src/target/endpoint.ts';
import type { WireView } from '../../src/target/wire.ts';

/** A server on loopback, and how to end it. */
export interface Listening {
  readonly port: number;
  stop(): Promise<void>;
}

/** Node's own TLS server (OpenSSL 3.5), configured as a test wants it. */
export function listenTls(options: TlsOptions): Promise<Listening> {
  const server = createTlsServer(options);
  server.on('tlsClientError', () => {});
  return listen(server);
}

/** A server that does what a script says with each connection. */
export function listenScript(script: (socket: Socket) => void): Promise<Listening> {
  return listen(
    createServer((socket) => {
      socket.on('error', () => {});
      script(socket);
    }),
  );
}

/** Opens an endpoint on loopback. */
export async function wireOf(port: number, mostConnections?: number): Promise<WireView> {
  const target = await openTlsEndpoint({
    host: '127.0.0.1',
    port,
    startTls: null,
    admission: admission({ concurrency: 20, perHost: 3 }),
    ...(mostConnections === undefined ? {} : { mostConnections }),
  });
  const { wire } = target.views;
  if (wire === undefined) throw new Error('an endpoint has a wire');
  return wire;
}

/** Surveys an endpoint; limits are short enough for tests. */
export function harvestWire(wire: WireView, limits = { withinMs: 1000, inAllMs: 5000 }): Promise<Harvest> {
  const signal = AbortSignal.timeout(limits.inAllMs + 10_000);
  return harvestEndpoint(wire, { subject: 'TLS endpoint', yields: tlsEndpoint.yields, signal, ...limits });
}

/** The values of one kind of fact. */
export function valuesOf<K extends FactKind>(harvest: Harvest, kind: K): readonly Fact<K>['value'][] {
  return harvest.facts.filter((each) => each.kind === kind).map(({ value }) => value as Fact<K>['value']);
}

function listen(server: Server): Promise<Listening> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      resolve({
        port,
        stop: () =>
          new Promise((done) => {
            server.close(() => done());
            for (const socket of sockets) socket.destroy();
          }),
      });
    });
  });
}
