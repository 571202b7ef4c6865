import type { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { sshEndpoint } from '../../src/collect/ssh-endpoint.ts';
import type { Harvest } from '../../src/facts/fact.ts';
import { listening, sshWire } from '../support/listening.ts';
import { type SshServerPlan, speakSsh } from '../support/ssh-server.ts';

it('writes down what the server offers, and each host key with its proof', async () => {
  const { facts, gaps } = await scan((socket) => speakSsh(socket));
  expect(gaps).toEqual([]);
  const hash = expect.stringMatching(/^[0-9a-f]{64}$/);
  expect(facts.map(({ kind, subject, value }) => ({ kind, subject, value }))).toEqual([
    {
      kind: 'ssh.endpoint',
      subject: 'SSH endpoint',
      value: {
        identification: 'SSH-2.0-Test_1.0 of pqready',
        software: 'Test_1.0',
        speaksVersion1: false,
        kex: ['sntrup761x25519-sha512', 'ecdh-sha2-nistp256'],
        hostKeys: ['ssh-ed25519', 'ecdsa-sha2-nistp256'],
        ciphers: ['aes256-gcm@openssh.com'],
        macs: ['hmac-sha2-256'],
        compression: ['none'],
        strictKex: true,
        extensionInfo: true,
        keys: [
          {
            type: 'ssh-ed25519',
            bits: 256,
            curve: null,
            certificate: false,
            sha256: hash,
            algorithm: 'ssh-ed25519',
            kex: 'ecdh-sha2-nistp256',
            signature: 'valid',
            signatureProblem: null,
          },
          {
            type: 'ecdsa-sha2-nistp256',
            bits: 256,
            curve: 'P-256',
            certificate: false,
            sha256: hash,
            algorithm: 'ecdsa-sha2-nistp256',
            kex: 'ecdh-sha2-nistp256',
            signature: 'valid',
            signatureProblem: null,
          },
        ],
        oddities: [],
      },
    },
  ]);
  expect(facts[0]?.evidence.map(({ at, quote }) => [at.in === 'wire' ? at.message : at.in, quote])).toEqual([
    ['identification', 'SSH-2.0-Test_1.0 of pqready'],
    ['KEXINIT', 'kex_algorithms sntrup761x25519-sha512,ecdh-sha2-nistp256,kex-strict-s-v00@openssh.com,ext-info-s'],
    [
      'key exchange for ssh-ed25519',
      expect.stringMatching(/^ecdh-sha2-nistp256; host key SHA-256 .*; signature valid$/),
    ],
    ['key exchange for ecdsa-sha2-nistp256', expect.stringMatching(/signature valid$/)],
    ['all', '2 connections'],
  ]);
});

it('reads the same from a server that sends one byte at a time, behind lines of a banner', async () => {
  const banner = 'Authorised users only.\r\nYou are watched.\nSSH-2.0-Test_1.0 of pqready\r\n';
  expect((await keysOf({ banner })).every(({ signature }) => signature === 'valid')).toBe(true);
  const { facts } = await scan((socket) => speakSsh(inSingleBytes(socket), { banner }));
  expect(facts.map(({ value }) => value)).toMatchObject([{ keys: [{ signature: 'valid' }, { signature: 'valid' }] }]);
});

it('passes over a packet that the server sent on a wrong guess', async () => {
  expect((await keysOf({ guesses: true })).map(({ signature }) => signature)).toEqual(['valid', 'valid']);
});

it('leaves markers out of the methods', async () => {
  const kexAlgorithms = ['ecdh-sha2-nistp256', 'kexguess2@matt.ucc.asn.au', 'kex-strict-s-v00@openssh.com'];
  const { facts } = await scan((socket) => speakSsh(socket, { offer: { kexAlgorithms } }));
  expect(facts).toMatchObject([{ value: { kex: ['ecdh-sha2-nistp256'], strictKex: true, extensionInfo: false } }]);
});

it('gets on with one connection at a time', async () => {
  const wire = await sshWire(await listening((socket) => speakSsh(socket)), 1);
  const { facts, gaps } = await sshEndpoint.collect({ wire }, AbortSignal.timeout(2000));
  expect(gaps).toEqual([]);
  expect(facts).toMatchObject([{ value: { keys: [{ signature: 'valid' }, { signature: 'valid' }] } }]);
});

describe('a server that lies about its key', () => {
  it.each([
    [
      { signs: (hash: Uint8Array) => hash.map((byte) => byte ^ 1) },
      'the signature does not fit the exchange and the key',
    ],
    [{ signatureName: 'ssh-rsa' }, 'made with ssh-rsa where ssh-ed25519 was agreed'],
    [{ serverValue: new Uint8Array(65).fill(4) }, 'the public value for ecdh-sha2-nistp256 is not a valid one'],
    [{ serverValue: new Uint8Array() }, 'the public value for ecdh-sha2-nistp256 is not a valid one'],
  ] satisfies readonly (readonly [SshServerPlan, string])[])('is never believed: %j', async (plan, why) => {
    const keys = await keysOf(plan);
    expect(keys.map(({ signature }) => signature)).toEqual(['invalid', 'invalid']);
    expect(keys[0]?.signatureProblem).toBe(why);
  });
});

describe('a server that shows no key', () => {
  it.each<[string, SshServerPlan, string]>([
    [
      'only methods that are not known',
      { offer: { kexAlgorithms: ['sntrup761x25519-sha512'] } },
      'none of its key exchange methods is known here (sntrup761x25519-sha512)',
    ],
    [
      'only host keys that are not known',
      { offer: { serverHostKeyAlgorithms: ['ssh-new@example.org'] } },
      'none of its host key algorithms is known here',
    ],
    [
      'no lists at all',
      { offer: { kexAlgorithms: [], serverHostKeyAlgorithms: [] } },
      'none of its key exchange methods is known here ()',
    ],
    [
      'noise in place of the reply',
      { inPlaceOfReply: new Uint8Array(64).fill(0xff) },
      'packet: wants at most 35000 bytes',
    ],
  ])('%s: its lists stand, with a gap', async (_, plan, why) => {
    const { facts, gaps } = await scan((socket) => speakSsh(socket, plan));
    expect(facts).toMatchObject([{ value: { software: 'Test_1.0', keys: [] } }]);
    expect(gaps.length).toBeGreaterThan(0);
    for (const gap of gaps) expect(gap.why).toContain(why);
  });
});

describe('what is no SSH server', () => {
  it.each<[string, (socket: Socket) => void, RegExp]>([
    ['is silent', () => {}, /no SSH identification \(.*\)/],
    ['closes at once', (socket) => socket.end(), /no SSH identification \(the connection closed\)/],
    ['resets', (socket) => socket.resetAndDestroy(), /the connection was reset/],
    ['is a mail server', (socket) => socket.write('220 mail ESMTP\r\n'), /1 lines, the first "220 mail ESMTP"/],
    ['drips', (socket) => drip(socket), /no SSH identification \(\d+ bytes without an end of line/],
    ['has an endless banner', (socket) => flood(socket, 'and more\r\n'), /lines before the identification: more than/],
    ['has an endless line', (socket) => flood(socket, 'and more'), /longer than 8192 bytes/],
    ['has an endless identification', (socket) => flood(socket, 'SSH-2.0-x'), /identification: longer than 255 bytes/],
    ['speaks version 1 only', (socket) => socket.write('SSH-1.5-old\n'), /wants protocol 2.0 or 1.99, has 1.5/],
    [
      'announces a huge packet',
      (socket) => socket.write('SSH-2.0-x\r\n\x7f\xff\xff\xff', 'latin1'),
      /packet: wants at most 35000 bytes/,
    ],
    [
      'sends noise after its name',
      (socket) => socket.write(`SSH-2.0-x\r\n${'\xff'.repeat(99)}`, 'latin1'),
      /packet: wants at most 35000/,
    ],
    ['sends nothing after its name', (socket) => socket.write('SSH-2.0-x\r\n'), /SSH-2.0-x: no KEXINIT/],
    ['ignores for ever', (socket) => ignoreForEver(socket), /more than 16 messages that say nothing/],
    [
      'goes away with a word',
      (socket) => socket.write(Buffer.concat([Buffer.from('SSH-2.0-x\r\n'), DISCONNECT])),
      /disconnected, reason 12: too many/,
    ],
  ])('%s: a gap, and no fact', async (_, talk, why) => {
    const { facts, gaps } = await scan(talk, 400);
    expect(facts).toEqual([]);
    expect(gaps).toEqual([{ kind: 'ssh.endpoint', subject: 'SSH endpoint', why: expect.stringMatching(why) }]);
  });

  it('is a closed port: a gap', async () => {
    const wire = await sshWire(1);
    const harvest = await sshEndpoint.collect({ wire }, AbortSignal.timeout(2000));
    expect(harvest).toEqual({
      facts: [],
      gaps: [{ kind: 'ssh.endpoint', subject: 'SSH endpoint', why: '127.0.0.1:1 connect: refused' }],
    });
  });
});

async function scan(talk: (socket: Socket) => void, withinMs = 5000): Promise<Harvest> {
  const wire = await sshWire(await listening(talk));
  return sshEndpoint.collect({ wire }, AbortSignal.timeout(withinMs));
}

async function keysOf(plan: SshServerPlan) {
  const { facts } = await scan((socket) => speakSsh(socket, plan));
  return facts.flatMap((each) => (each.kind === 'ssh.endpoint' ? each.value.keys : []));
}

/** The same socket, whose writes go out byte by byte. */
function inSingleBytes(socket: Socket): Socket {
  socket.setNoDelay(true);
  const write = socket.write.bind(socket);
  socket.write = (bytes: string | Uint8Array) => {
    for (const byte of Buffer.from(bytes as Uint8Array)) write(Uint8Array.of(byte));
    return true;
  };
  return socket;
}

function drip(socket: Socket): void {
  const timer = setInterval(() => socket.write('x'), 20);
  socket.on('close', () => clearInterval(timer));
}

function flood(socket: Socket, words: string): void {
  socket.write(words.repeat(20_000));
}

function ignoreForEver(socket: Socket): void {
  const ignore = Buffer.from('0000000c060200000000000000000000', 'hex');
  socket.write(Buffer.concat([Buffer.from('SSH-2.0-x\r\n'), ...new Array<Uint8Array>(1000).fill(ignore)]));
}

/** Reason 12, "too many". */
const DISCONNECT = Buffer.from('0000001c06010000000c00000008746f6f206d616e7900000000000000000000', 'hex');
