import { spawn } from 'node:child_process';
import { createServer, type Server } from 'node:net';
import { text } from 'node:stream/consumers';
import { type ClientHello, readClientHello } from '../support/client-hello.ts';
import { librariesOf } from './tree.ts';

/** What `openssl s_client` did: the ClientHello that it put on the wire, or how it ended without one. */
export type Observation =
  | { readonly sent: 'hello'; readonly hello: ClientHello; readonly stderr: string }
  | { readonly sent: 'nothing'; readonly exitCode: number | null; readonly stderr: string };

/** A run of the tree's own openssl program, through the tree's own loader and libraries, so that no root is needed. */
export interface OpensslRun {
  readonly arguments: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly workingDirectory: string;
}

/** Starts `openssl s_client` of the tree against a listener on loopback and reads its first message. */
export async function observeClientHello(
  tree: string,
  run: Pick<OpensslRun, 'environment' | 'workingDirectory'>,
): Promise<Observation> {
  const { server, port, hello } = await listen();
  const child = spawnOpenssl(tree, { ...run, arguments: ['s_client', '-connect', `127.0.0.1:${port}`] });
  const stderr = text(child.stderr);
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const limit = setTimeout(() => child.kill('SIGKILL'), LONGEST_RUN_MS);
  try {
    const first = await Promise.race([hello, ended.then(() => undefined)]);
    if (first !== undefined) child.kill('SIGKILL');
    const exitCode = await ended;
    // The program may end on its own right after it wrote: what lies in the socket still counts.
    const sent = first ?? (await Promise.race([hello, settle()]));
    return sent === undefined
      ? { sent: 'nothing', exitCode, stderr: await stderr }
      : { sent: 'hello', hello: sent, stderr: await stderr };
  } finally {
    clearTimeout(limit);
    server.close();
  }
}

/** Runs the tree's openssl to its end and gives standard output; throws where it fails, with what it said. */
export async function runOpenssl(tree: string, ...given: readonly string[]): Promise<string> {
  const child = spawnOpenssl(tree, { arguments: given, environment: {}, workingDirectory: '/' });
  const [stdout, stderr, exitCode] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise<number | null>((resolve) => child.once('close', resolve)),
  ]);
  if (exitCode !== 0) throw new Error(`openssl ${given.join(' ')}: exit ${exitCode}\n${stderr}`);
  return stdout;
}

function spawnOpenssl(tree: string, run: OpensslRun) {
  const libraries = librariesOf(tree);
  return spawn(
    `${tree}/lib64/ld-linux-x86-64.so.2`,
    ['--library-path', libraries, `${tree}/usr/bin/openssl`, ...run.arguments],
    {
      cwd: run.workingDirectory,
      env: { LC_ALL: 'C', OPENSSL_MODULES: `${libraries}/ossl-modules`, ...run.environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
}

interface Listener {
  readonly server: Server;
  readonly port: number;
  readonly hello: Promise<ClientHello>;
}

function listen(): Promise<Listener> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    const hello = new Promise<ClientHello>((found) => {
      server.on('connection', (socket) => {
        let received = Buffer.alloc(0);
        socket.on('error', () => socket.destroy());
        socket.on('data', (chunk) => {
          received = Buffer.concat([received, chunk]);
          const first = readClientHello(received);
          if (first === undefined) return;
          found(first);
          socket.destroy();
        });
      });
    });
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('the listener has no port'));
      else resolve({ server, port: address.port, hello });
    });
  });
}

function settle(): Promise<undefined> {
  return new Promise((resolve) => setTimeout(() => resolve(undefined), 50));
}

const LONGEST_RUN_MS = 20_000;
