import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { admission } from '../../src/target/admission.ts';
import { openEndpoint, openTlsEndpoint } from '../../src/target/endpoint.ts';
import { wireTo } from '../../src/target/wire.ts';
import { type Listening, listenScript } from '../support/endpoint.ts';

const gate = admission({ concurrency: 10, perHost: 10 });
const never = new AbortController().signal;
let server: Listening;

beforeAll(async () => {
  server = await listenScript((socket) => {
    socket.write('first');
    setTimeout(() => socket.end('last'), 30);
  });
});
afterAll(() => server.stop());

describe('an endpoint', () => {
  it('is named as the user would, and identified by host and port', async () => {
    const named = await openTlsEndpoint({ host: 'localhost', port: 25, startTls: 'smtp', admission: gate });
    expect([named.kind, named.name, named.identity]).toEqual([
      'endpoint',
      'tls+smtp:localhost:25',
      { by: 'endpoint', host: 'localhost', port: 25 },
    ]);
    expect(named.views.wire).toMatchObject({ protocol: 'tls', startTls: 'smtp', serverName: 'localhost' });
    const address = await openEndpoint({ protocol: 'ssh', startTls: null, host: '::1', port: 22, admission: gate });
    expect(address.name).toBe('ssh:[::1]:22');
    expect(address.views.wire).toMatchObject({ endpoint: '[::1]:22', serverName: null, addresses: ['::1'] });
  });

  it('is a target all the same where its name has no address', async () => {
    const target = await openTlsEndpoint({ host: 'nowhere.invalid', port: 443, startTls: null, admission: gate });
    const outcome = await target.views.wire?.connect(1000, never);
    expect(outcome).toMatchObject({ state: 'hidden', why: 'not-resolved' });
    expect(target.views.wire?.connections()).toBe(0);
  });
});

describe('a wire', () => {
  const wire = (addresses: readonly string[], port = server.port) =>
    wireTo({
      protocol: 'tls',
      startTls: null,
      host: 'several.test',
      port,
      addresses,
      serverName: null,
      admission: gate,
      mostConnections: 72,
    });

  it('keeps to the first address that could be reached', async () => {
    const several = wire(['127.0.0.2', '127.0.0.1']);
    const [first, second] = [await several.connect(1000, never), await several.connect(1000, never)];
    expect([first.state, second.state]).toEqual(['seen', 'seen']);
    // The server listens on 127.0.0.1 alone.
    expect([several.address(), several.connections()]).toEqual(['127.0.0.1', 3]);
    for (const each of [first, second]) if (each.state === 'seen') each.value.close();
  });

  it('says why no connection came about', async () => {
    const stopped = await listenScript(() => {});
    await stopped.stop();
    expect(await wire(['127.0.0.1'], stopped.port).connect(1000, never)).toMatchObject({
      state: 'hidden',
      why: 'refused',
    });
    expect(await wire(['127.0.0.1']).connect(1000, AbortSignal.abort())).toMatchObject({
      state: 'hidden',
      why: 'timed-out',
    });
  });
});

describe('a conversation', () => {
  it('gives what comes, at most so much at once, and then the end', async () => {
    const target = await openTlsEndpoint({ host: '127.0.0.1', port: server.port, startTls: null, admission: gate });
    const connected = await target.views.wire?.connect(1000, never);
    if (connected?.state !== 'seen') throw new Error('not connected');
    const talk = connected.value;
    const said: string[] = [];
    for (;;) {
      const received = await talk.receive(4, 1000);
      if (received.state !== 'seen') {
        expect(received.state).toBe('absent');
        break;
      }
      said.push(new TextDecoder().decode(received.value));
    }
    talk.close();
    expect(said.join('')).toBe('firstlast');
    expect(Math.max(...said.map((each) => each.length))).toBeLessThanOrEqual(4);
  });

  it('waits no longer than it is told to', async () => {
    const silent = await listenScript(() => {});
    const target = await openTlsEndpoint({ host: '127.0.0.1', port: silent.port, startTls: null, admission: gate });
    const connected = await target.views.wire?.connect(1000, never);
    if (connected?.state !== 'seen') throw new Error('not connected');
    const before = performance.now();
    expect(await connected.value.receive(10, 50)).toMatchObject({ state: 'hidden', why: 'timed-out' });
    expect(performance.now() - before).toBeLessThan(500);
    connected.value.close();
    await silent.stop();
  });
});
