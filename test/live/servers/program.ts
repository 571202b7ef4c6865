import { type ChildProcess, spawn } from 'node:child_process';
import { connect, createServer } from 'node:net';

/** A server program on loopback, and how to end it. */
export interface RunningServer {
  readonly port: number;
  readonly pid: number;
  stop(): Promise<void>;
}

/** What to start; the server must listen on 127.0.0.1 at the port that it is given. */
export interface ServerProgram {
  readonly argv: readonly [string, ...string[]];
  readonly port: number;
  readonly environment?: Readonly<Record<string, string>>;
  /** What to clear away when it has ended. */
  readonly cleanUp?: () => Promise<void>;
}

/**
 * Starts a server in a process group of its own and waits until its port answers. Standard input stays open: some servers
 * end with it. Throws what it said where it ends, or does not answer in time.
 */
export async function startProgram({ argv, port, environment, cleanUp }: ServerProgram): Promise<RunningServer> {
  const [program, ...rest] = argv;
  const child = spawn(program, rest, {
    detached: true,
    env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C', ...environment },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-MOST_OUTPUT);
    });
  }
  child.on('error', (error) => {
    said += error.message;
  });
  const stop = async (): Promise<void> => {
    await end(child);
    await cleanUp?.();
  };
  if (await answers(child, port)) return { port, pid: child.pid ?? 0, stop };
  await stop();
  throw new Error(`${argv.join(' ')}\ndoes not listen on port ${port}:\n${said}`);
}

/** A port that nothing listens on now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}

async function answers(child: ChildProcess, port: number): Promise<boolean> {
  const end = performance.now() + START_WITHIN_MS;
  while (performance.now() < end) {
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return false;
    if (await connects(port)) return true;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return false;
}

function connects(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const settle = (is: boolean) => () => {
      socket.destroy();
      resolve(is);
    };
    socket.once('connect', settle(true)).once('error', settle(false));
  });
}

/** Ends the whole group: masters have workers, which may have groups of their own and end with their master. */
async function end(child: ChildProcess): Promise<void> {
  const { pid } = child;
  if (pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.stdin?.destroy();
  signal(pid, 'SIGTERM');
  const kill = setTimeout(() => signal(pid, 'SIGKILL'), END_WITHIN_MS);
  await ended;
  clearTimeout(kill);
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(-pid, name);
  } catch {
    // It has ended meanwhile.
  }
}

/** A Go server is built first, with nothing of Go's own libraries built before. */
const START_WITHIN_MS = 180_000;
const END_WITHIN_MS = 3000;
const MOST_OUTPUT = 20_000;
