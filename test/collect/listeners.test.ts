import { basename } from 'node:path';
import { expect, it } from 'vitest';
import { listeners } from '../../src/collect/listeners.ts';
import type { Fact, Harvest } from '../../src/facts/fact.ts';
import type { ListeningLook } from '../../src/target/listeners.ts';
import { makeCertificate } from '../support/certificate.ts';
import { listenTls } from '../support/endpoint.ts';
import { harvestPorts, listenersAt } from '../support/listeners.ts';
import { listening } from '../support/listening.ts';
import { speakSsh } from '../support/ssh-server.ts';

const NODE = basename(process.execPath);

function listenerFacts({ facts }: Harvest): readonly Fact<'listener'>[] {
  return facts.filter((each) => each.kind === 'listener').map((each) => each as unknown as Fact<'listener'>);
}

function told(harvest: Harvest): readonly string[] {
  return listenerFacts(harvest).map(({ subject, value, evidence }) => {
    const startTls = value.startTls === null ? '' : ` after ${value.startTls}`;
    return `${subject.replace(`(${NODE})`, '(node)')}: ${value.speaks}${startTls}: ${evidence.at(-1)?.quote}`;
  });
}

function inventoryOf({ facts }: Harvest): unknown {
  return facts.find((each) => each.kind === 'listener.inventory')?.value;
}

it('tells TLS, SSH and neither apart, and surveys what speaks', async () => {
  const tls = await listenTls({
    ...makeCertificate({ key: 'ec', name: 'listener.test' }),
    ecdhCurve: 'X25519MLKEM768',
  });
  const named = {
    tls: tls.port,
    ssh: await listening((socket) => speakSsh(socket, {})),
    http: await listening((socket) => socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'))),
  };
  try {
    const harvest = await harvestPorts(named);
    expect([...told(harvest)].sort()).toEqual([
      'listener tcp/http (node): neither: not TLS: this is HTTP in plain text (byte 0)',
      'listener tcp/ssh (node): ssh: names itself as SSH',
      'listener tcp/tls (node): tls: answers a ClientHello',
    ]);
    expect(inventoryOf(harvest)).toEqual({ tls: 1, ssh: 1, neither: 1, unknown: 0 });
    const kinds = harvest.facts
      .filter(({ kind }) => kind.includes('endpoint'))
      .map(({ kind, subject }) => `${kind} ${subject.replace(`(${NODE})`, '')}`);
    expect(kinds.sort()).toEqual([
      'ssh.endpoint listener tcp/ssh ',
      'tls.endpoint.certificate listener tcp/tls ',
      'tls.endpoint.ciphers listener tcp/tls ',
      'tls.endpoint.groups listener tcp/tls ',
      'tls.endpoint.reached listener tcp/tls ',
      'tls.endpoint.signature-schemes listener tcp/tls ',
      'tls.endpoint.tolerance listener tcp/tls ',
      'tls.endpoint.versions listener tcp/tls ',
    ]);
  } finally {
    await tls.stop();
  }
});

it('names the program, where it is bound, and that no library of cryptography is mapped', async () => {
  const port = await listening((socket) => socket.end('hello\n'));
  const [listener] = listenerFacts(await harvestPorts({ plain: port }));
  expect(listener?.value).toEqual({
    port,
    addresses: ['127.0.0.1'],
    program: NODE,
    executable: { path: process.execPath, deleted: false },
    libraries: [],
    go: null,
    speaks: 'neither',
    startTls: null,
  });
});

it('turns to TLS after a greeting that has STARTTLS, and takes a refusal of it for an answer', async () => {
  const refusing = await listening((socket) => {
    socket.write('220 mail.test ESMTP\r\n');
    socket.on('data', (chunk: Buffer) => {
      const words = chunk.toString();
      if (words.startsWith('EHLO')) socket.write('250 mail.test\r\n');
      else if (words.startsWith('STARTTLS')) socket.write('502 5.5.1 not implemented\r\n');
      else socket.write('500 5.5.2 what?\r\n');
    });
  });
  expect(told(await harvestPorts({ mail: refusing }))).toEqual([
    'listener tcp/mail (node): neither: smtp STARTTLS is not advertised, and refused: 502 5.5.1 not implemented',
  ]);
});

it('takes a complaint about an empty line for an answer, where a ClientHello had none', async () => {
  const named = {
    lines: await listening((socket) => {
      socket.on('data', (chunk: Buffer) => {
        if (chunk.toString('latin1') === '\r\n\r\n') socket.write('ERROR\r\n');
      });
    }),
  };
  expect(told(await harvestPorts(named))).toEqual([
    'listener tcp/lines (node): neither: plain text: "ERROR\\u{d}\\u{a}"',
  ]);
});

it('leaves open what one that keeps quiet, or hangs up, may speak', async () => {
  const named = { quiet: await listening(() => {}), ends: await listening((socket) => socket.end()) };
  const harvest = await harvestPorts(named);
  expect([...told(harvest)].sort()).toEqual([
    'listener tcp/ends (node): unknown: the connection closed',
    'listener tcp/quiet (node): unknown: no answer within the limit',
  ]);
  expect(
    harvest.gaps.map(({ kind, subject, why }) => `${kind} ${subject.replace(`(${NODE})`, '(node)')}: ${why}`).sort(),
  ).toEqual([
    'ssh.endpoint listener tcp/ends (node): what it speaks could not be told: the connection closed',
    'tls.endpoint.reached listener tcp/ends (node): what it speaks could not be told: the connection closed',
    'tls.endpoint.reached listener tcp/quiet (node): what it speaks could not be told: no answer within the limit',
  ]);
});

it('says of a host without listeners that it has none', async () => {
  const harvest = await listeners.collect({ listeners: listenersAt() }, AbortSignal.timeout(5000));
  expect(harvest.gaps).toEqual([]);
  expect(harvest.facts.map(({ kind, value }) => [kind, value])).toEqual([
    ['listener.inventory', { tls: 0, ssh: 0, neither: 0, unknown: 0 }],
  ]);
});

it('leaves everything open where the kernel does not tell', async () => {
  const look: ListeningLook = {
    sockets: [{ state: 'hidden', at: { in: 'kernel', name: 'net/tcp' }, why: 'permission' }],
    processes: [],
    unseenProcesses: 0,
    ownAddresses: [],
  };
  const view = { ...listenersAt(), look: () => look };
  const harvest = await listeners.collect({ listeners: view }, AbortSignal.timeout(5000));
  expect(harvest.facts).toEqual([]);
  expect(harvest.gaps.map(({ kind, why }) => `${kind}: ${why}`)).toEqual([
    'listener: kernel net/tcp: permission denied',
    'listener.inventory: kernel net/tcp: permission denied',
    'ssh.endpoint: kernel net/tcp: permission denied',
    'tls.endpoint.reached: kernel net/tcp: permission denied',
  ]);
});

it('says so where the process behind a socket cannot be seen', async () => {
  const port = await listening((socket) => socket.end('hello\n'));
  const seen = listenersAt(port);
  const view = { ...seen, look: () => ({ ...seen.look(), processes: [], unseenProcesses: 7 }) };
  const harvest = await listeners.collect({ listeners: view }, AbortSignal.timeout(5000));
  expect(listenerFacts(harvest).map(({ subject, value }) => [subject, value.program, value.libraries])).toEqual([
    [`listener tcp/${port}`, null, null],
  ]);
  expect(harvest.gaps.map(({ kind, why }) => `${kind}: ${why}`)).toEqual([
    'listener: which process listens could not be seen: 7 of them do not show what they hold to this user',
  ]);
});

it('connects to no other address than those of this machine', () => {
  const view = listenersAt();
  expect(() => view.wire({ address: '192.0.2.1', port: 443 }, { protocol: 'tls', startTls: null })).toThrow(
    '192.0.2.1 is no address of this machine',
  );
});
