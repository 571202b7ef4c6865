import type { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import type { Harvest } from '../../../src/facts/fact.ts';
import { readRecording, surveyed } from '../../stacks/recorded.ts';
import { harvestWire, listenScript, valuesOf, wireOf } from '../../support/endpoint.ts';
import { replayedWire } from '../../support/recorded-wire.ts';
import { handshake, helloRetryRequest, numbersOf, onHello, record, tls13Server } from '../../support/tls13-server.ts';

const QUICK = { withinMs: 300, inAllMs: 3000 };
/** Where everything is answered at once, and a busy machine alone makes it last. */
const PATIENT = { withinMs: 3000, inAllMs: 60_000 };
const ALERTS = [
  0, 10, 20, 22, 40, 42, 46, 47, 48, 50, 51, 60, 70, 71, 80, 86, 90, 109, 110, 112, 115, 116, 120, 200, 255,
];
const EXTENSIONS = handshake(8, (body) => body.u16(0));

describe('alerts of every kind, beside a handshake that works', () => {
  it('count as a refusal only where they mean one', async () => {
    const told = await Promise.all(
      ALERTS.map(async (description) => {
        const harvest = await against(
          tls13Server(() => [EXTENSIONS], description),
          PATIENT,
        );
        const [groups] = valuesOf(harvest, 'tls.endpoint.groups');
        expect(groups?.supported, `alert ${description}`).toMatchObject([{ name: 'x25519' }]);
        expect(groups?.postQuantum.supported, `alert ${description}`).toBe(groups?.complete ? 'no' : 'unknown');
        return { description, isRefusal: groups?.complete };
      }),
    );
    const refusals = told.filter(({ isRefusal }) => isRefusal).map(({ description }) => description);
    // unexpected_message, handshake_failure, illegal_parameter, protocol_version, insufficient_security, missing_extension
    expect(refusals).toEqual([10, 40, 47, 70, 71, 109]);
  }, 120_000);
});

describe('a flight that breaks off', () => {
  it.each<[string, (socket: Socket) => void, RegExp]>([
    ['is reset', (socket) => socket.resetAndDestroy(), /the connection reset|does not open/],
    ['is closed', (socket) => socket.end(), /the connection closed/],
    ['is silent', () => {}, /no answer within the limit/],
  ])('leaves the groups and no certificate where it %s', async (_, end, why) => {
    const half = handshake(11, (body) => body.u8(0).vector(3, (list) => list.bytes(new Uint8Array(2000)))).subarray(
      0,
      900,
    );
    const script = tls13Server(() => [EXTENSIONS, half]);
    const harvest = await against((socket) => {
      const write = socket.write.bind(socket);
      socket.write = ((bytes: Uint8Array) => {
        const isFlight = bytes.length > 500;
        return write(bytes, () => (isFlight ? end(socket) : undefined));
      }) as typeof socket.write;
      script(socket);
    });
    expect(valuesOf(harvest, 'tls.endpoint.groups')).toMatchObject([{ supported: [{ name: 'x25519' }] }]);
    expect(valuesOf(harvest, 'tls.endpoint.certificate')).toEqual([]);
    expect(gapsFor(harvest, 'tls.endpoint.certificate')).toEqual([expect.stringMatching(why)]);
  });

  it('ends where records under its keys never end', async () => {
    const harvest = await against(
      tls13Server(() => [EXTENSIONS, ...Array.from({ length: 3000 }, () => new Uint8Array())]),
    );
    expect(valuesOf(harvest, 'tls.endpoint.certificate')).toEqual([]);
    expect(gapsFor(harvest, 'tls.endpoint.certificate')).toEqual([
      // On a slow machine its time ends first.
      expect.stringMatching(/more than 1024 records without a CertificateVerify|no answer within the limit/),
    ]);
  });
});

it('follows one HelloRetryRequest on a connection, and no endless row of them', async () => {
  const harvest = await against((socket) => {
    onHello((hello, _message, each) => {
      const answer = record(22, helloRetryRequest(hello, numbersOf(hello, 10)[0] ?? 0));
      each.write(answer);
      each.on('data', () => each.write(answer));
    })(socket);
  });
  expect(valuesOf(harvest, 'tls.endpoint.certificate')).toEqual([]);
  expect(valuesOf(harvest, 'tls.endpoint.signature-schemes')).toEqual([]);
  expect(gapsFor(harvest, 'tls.endpoint.certificate')).toHaveLength(1);
});

it('believes no TLS 1.2 server whose signature over its key is wrong', async () => {
  const recording = await readRecording('haproxy');
  const spoiled = recording.conversations.map(({ turns, ...rest }) => ({
    ...rest,
    turns: turns.map(({ after, said }) => ({ after, said: spoilKeyExchange(Buffer.from(said, 'base64')) })),
  }));
  const certificates = async (conversations: typeof recording.conversations) =>
    valuesOf(await surveyed(replayedWire({ ...recording, conversations })), 'tls.endpoint.certificate');
  expect(await certificates(recording.conversations)).toMatchObject([{ signature: 'valid' }]);
  expect(await certificates(spoiled)).toMatchObject([
    { signature: 'invalid', signatureProblem: 'the signature does not fit the handshake and the certificate' },
  ]);
});

/** Turns a bit of what is signed or of the signature, which stands right before ServerHelloDone. */
function spoilKeyExchange(flight: Buffer): string {
  const done = Buffer.from('0e000000', 'hex');
  const isTls12 = flight.subarray(-4).equals(done) && flight.length > 1200;
  const at = flight.length - (flight.subarray(-9, -6).equals(Buffer.from('160303', 'hex')) ? 12 : 6);
  if (isTls12) flight.writeUInt8(flight.readUInt8(at) ^ 1, at);
  return flight.toString('base64');
}

async function against(script: (socket: Socket) => void, limits = QUICK): Promise<Harvest> {
  const server = await listenScript(script);
  try {
    return await harvestWire(await wireOf(server.port), limits);
  } finally {
    await server.stop();
  }
}

function gapsFor({ gaps }: Harvest, wanted: string): readonly string[] {
  return gaps.filter(({ kind }) => kind === wanted).map(({ why }) => why);
}
