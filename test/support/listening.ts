import { createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import { admission } from '../../src/target/admission.ts';
import { openEndpoint } from '../../src/target/endpoint.ts';
import type { WireView } from '../../src/target/wire.ts';

/** Listens on a free port of loopback until the test ends. */
export async function listening(talk: (socket: Socket) => void): Promise<number> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    talk(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** The wire to a port of loopback, as a scan of `ssh:127.0.0.1:PORT` has it. */
export async function sshWire(port: number, perHost = 3): Promise<WireView> {
  const gate = admission({ concurrency: 10, perHost });
  const target = await openEndpoint({ protocol: 'ssh', startTls: null, host: '127.0.0.1', port, admission: gate });
  if (target.views.wire === undefined) throw new Error('no wire');
  return target.views.wire;
}
