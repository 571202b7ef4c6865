import type { Socket } from 'node:net';
import { expect, it } from 'vitest';
import { pqready } from '../support/command-line.ts';
import { listening } from '../support/listening.ts';

/** What answers at a port where TLS or SSH was named, and is neither. */
const SCRIPTS: Readonly<Record<string, (socket: Socket) => void>> = {
  'plain HTTP': (socket) => socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')),
  'a mail server': (socket) => socket.write('220 mail.test ESMTP\r\n'),
  'one byte a second': (socket) => dripping(socket, 1000),
  'one byte at once, then one a second': (socket) => {
    socket.write('\x16');
    dripping(socket, 1000);
  },
  silence: () => {},
  'a closed connection': (socket) => socket.end(),
  'a reset': (socket) => socket.resetAndDestroy(),
};

it('passes nothing where what was named does not speak TLS or SSH, whatever answers there', async () => {
  const ports = await Promise.all(Object.entries(SCRIPTS).map(async ([name, talk]) => [name, await listening(talk)]));
  const targets = [
    ...ports.flatMap(([name, port]) =>
      ['tls', 'ssh'].map((kind) => [`${kind} at ${name}`, `${kind}:127.0.0.1:${port}`]),
    ),
    ...(await sshNamedAsTls()),
    ...['tls', 'ssh', 'tls+smtp'].map((kind) => [`${kind} at a closed port`, `${kind}:127.0.0.1:1`]),
  ];
  const profiles = ['fips-140-3', 'pq-transition', 'cnsa-2.0'].flatMap((id) => ['--profile', id]);
  const limits = ['--timeout', '4000', '--as-of', '2026-11-22'];
  const addresses = targets.map(([, target = '']) => target);
  const { stdout, exitCode } = await pqready('scan', ...addresses, ...profiles, ...limits, '--output', 'json');
  const report = JSON.parse(stdout) as Report;
  const weights = report.targets.map(({ assessments }, index) => [
    targets[index]?.[0],
    assessments.length,
    [...new Set(assessments.flatMap(({ findings }) => findings.map(({ weight }) => weight)))].toSorted(),
  ]);
  expect(weights).toEqual(targets.map(([name]) => [name, 3, ['not-applicable', 'unknown']]));
  expect(exitCode).toBe(3);
}, 40_000);

async function sshNamedAsTls() {
  const port = await listening((socket) => socket.write('SSH-2.0-OpenSSH_10.0\r\n'));
  return [['tls at an SSH server', `tls:127.0.0.1:${port}`]];
}

interface Report {
  readonly targets: readonly {
    readonly assessments: readonly { readonly findings: readonly { readonly weight: string }[] }[];
  }[];
}

function dripping(socket: Socket, everyMs: number): void {
  const bytes = Buffer.from('160303007a02000076030300', 'hex');
  let at = 1;
  const timer = setInterval(() => socket.write(bytes.subarray(at, ++at)), everyMs);
  socket.once('close', () => clearInterval(timer));
}
