import type { Socket } from 'node:net';
import { expect, it } from 'vitest';
import { tlsEndpointClientHelloTolerance } from '../../../src/rules/tls-endpoint-client-hello-tolerance.ts';
import { harvestWire, listenScript, valuesOf, wireOf } from '../../support/endpoint.ts';
import { judged } from '../../support/rule-facts.ts';
import { handshake, tls13Server } from '../../support/tls13-server.ts';

type Bear = (first: Buffer) => boolean;
const isWhole: Bear = (first) => first.length >= 5 && first.length >= 5 + first.readUInt16BE(3);
/** One segment of Ethernet holds so much. */
const fitsOneSegment: Bear = (first) => first.length >= 5 && first.readUInt16BE(3) <= 1460;

it.each<[string, Bear, readonly [large: string, split: string], string]>([
  ['bears both', () => true, ['yes', 'yes'], 'met TLS endpoint'],
  [
    'judges a ClientHello by its first segment',
    isWhole,
    ['yes', 'no'],
    'unmet TLS endpoint: a ClientHello that comes in two pieces',
  ],
  [
    'drops a ClientHello that is larger than one segment',
    fitsOneSegment,
    ['no', 'yes'],
    'unmet TLS endpoint: a ClientHello larger than one TCP segment',
  ],
  [
    'bears neither',
    (first) => isWhole(first) && fitsOneSegment(first),
    ['no', 'no'],
    'unmet TLS endpoint: a ClientHello larger than one TCP segment and a ClientHello that comes in two pieces',
  ],
])('tells of a server that %s', async (_, bear, [largeClientHello, splitClientHello], finding) => {
  for (const refuse of [(socket: Socket) => socket.resetAndDestroy(), (socket: Socket) => socket.pause()]) {
    const server = await listenScript(bearing(bear, refuse));
    const harvest = await harvestWire(await wireOf(server.port), { withinMs: 600, inAllMs: 9000 });
    await server.stop();
    expect(valuesOf(harvest, 'tls.endpoint.tolerance')).toEqual([{ largeClientHello, splitClientHello }]);
    const [judgement = ''] = judged(tlsEndpointClientHelloTolerance, {}, harvest.facts, harvest.gaps);
    expect(judgement.split(' is not answered')[0]).toBe(finding);
    // What else it is asked is small and in one piece, so that nothing of it is lost.
    expect(valuesOf(harvest, 'tls.endpoint.groups')).toMatchObject([{ supported: [{ name: 'x25519' }] }]);
  }
});

/** A server that looks at what comes first, and then at nothing any more where it cannot bear it. */
function bearing(bear: Bear, refuse: (socket: Socket) => void): (socket: Socket) => void {
  const good = tls13Server(() => [handshake(8, (body) => body.u16(0))]);
  return (socket) => {
    socket.once('data', (first: Buffer) => {
      if (!bear(first)) return refuse(socket);
      good(socket);
      socket.emit('data', first);
    });
  };
}
