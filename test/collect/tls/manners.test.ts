import { readFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { expect, it, onTestFinished, vi } from 'vitest';
import { harvestEndpoint } from '../../../src/collect/tls/harvest-endpoint.ts';
import { admission } from '../../../src/target/admission.ts';
import { wireTo } from '../../../src/target/wire.ts';
import { makeCertificate } from '../../support/certificate.ts';
import { pqready } from '../../support/command-line.ts';
import { harvestWire, valuesOf, wireOf } from '../../support/endpoint.ts';

const certificate = makeCertificate({ key: 'ec', name: 'ec.test' });

// Runs of the program, each of which takes ten seconds on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

it('opens three connections at once to one address, unless told otherwise, and says how many in all', async () => {
  const server = await counting();
  const target = `tls:127.0.0.1:${server.port}`;
  const { stdout } = await pqready('collect', target, '--output', 'json');
  expect([2, 3]).toContain(server.mostAtOnce());
  const [report] = JSON.parse(stdout).targets;
  const reached = report.facts.find(({ kind }: { kind: string }) => kind === 'tls.endpoint.reached');
  expect(reached.evidence[0].quote).toBe(`${server.opened()} connections to 127.0.0.1`);
  await pqready('collect', target, '--per-host', '1', '--output', 'json');
  expect(server.mostAtOnce()).toBe(1);
});

it('opens three at once to an address that two targets share', async () => {
  const server = await counting();
  const targets = [
    `tls:127.0.0.1:${server.port}`,
    `tls:localhost:${server.port}`,
    `https://127.0.0.1:${server.port}/x`,
  ];
  const { stdout } = await pqready('collect', ...targets, '--output', 'jsonl');
  const facts = stdout.split('\n').map((line) => JSON.parse(line).targets[0].facts.length);
  expect(facts.every((count) => count > 0)).toBe(true);
  expect([2, 3]).toContain(server.mostAtOnce());
});

it('spreads its connections over time where a rate is given', async () => {
  const server = await counting();
  const before = performance.now();
  await pqready('collect', `tls:127.0.0.1:${server.port}`, '--rate', '20', '--output', 'json');
  expect(server.opened() / ((performance.now() - before) / 1000)).toBeLessThanOrEqual(20);
});

it('tells everything of a server that drops some connections', async () => {
  let come = 0;
  let dropped = 0;
  const server = await counting((socket) => {
    come += 1;
    if (come !== 4 && come !== 9) return false;
    dropped += 1;
    socket.resetAndDestroy();
    return true;
  });
  const harvest = await harvestWire(await wireOf(server.port), { withinMs: 20_000, inAllMs: 60_000 });
  expect(dropped).toBe(2);
  expect(harvest.gaps).toEqual([]);
  expect(valuesOf(harvest, 'tls.endpoint.groups')).toMatchObject([{ complete: true }]);
});

it('says aloud that it looked at one of several addresses, and keeps to it', async () => {
  const server = await counting();
  const wire = wireTo({
    protocol: 'tls',
    startTls: null,
    host: 'several.test',
    port: server.port,
    addresses: ['127.0.0.1', '127.0.0.2'],
    serverName: 'several.test',
    admission: admission({ concurrency: 10, perHost: 3 }),
    mostConnections: 72,
  });
  const harvest = await harvestEndpoint(wire, {
    subject: 'TLS endpoint',
    yields: [],
    signal: AbortSignal.timeout(60_000),
    withinMs: 20_000,
    inAllMs: 60_000,
  });
  const reached = harvest.facts.find(({ kind }) => kind === 'tls.endpoint.reached');
  expect(reached?.evidence[0].quote).toBe(
    `${server.opened()} connections to 127.0.0.1, the first that answered of 2 addresses`,
  );
});

/** How many connections to a port of ours the kernel holds that neither side has ended: the server's own count lags behind. */
function established(port: number): number {
  const local = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  const rows = readFileSync('/proc/net/tcp', 'latin1').split('\n');
  return rows
    .map((row) => row.trim().split(/\s+/))
    .filter(([, ours, , state]) => ours?.endsWith(local) && state === '01').length;
}

/** A TLS 1.3 server that counts who is connected; `mostAtOnce` begins anew with each look. */
async function counting(refuse: (socket: Socket) => boolean = () => false) {
  const tls = createTlsServer({ ...certificate, minVersion: 'TLSv1.3' });
  tls.on('tlsClientError', () => {});
  const sockets = new Set<Socket>();
  let [opened, most] = [0, 0];
  const server = createServer({ pauseOnConnect: true }, (socket) => {
    socket.on('error', () => {});
    if (refuse(socket)) return;
    opened += 1;
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    most = Math.max(most, established(socket.localPort ?? 0));
    // Answered late, so that there is a time in which others may come.
    setTimeout(() => tls.emit('connection', socket), 40);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    port: address.port,
    opened: () => opened,
    mostAtOnce() {
      const seen = most;
      most = 0;
      return seen;
    },
  };
}
