import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';

/** A server of the bench: nginx as Debian 13 configures it, on 127.0.0.1 and on ADDRESSES more addresses of loopback. */
export interface BenchServer {
  readonly kind: 'ECDSA' | 'RSA';
  readonly port: number;
}

/** Two servers that differ in their certificate. */
export const SERVERS: readonly [BenchServer, BenchServer] = [
  { kind: 'ECDSA', port: 21_444 },
  { kind: 'RSA', port: 21_443 },
];
/** 127.0.1.1 to 127.0.2.250. */
const ADDRESSES = 500;

/** `tls:127.0.1.1:PORT` and so on. */
export function endpoints(port: number, count: number, first = 1): readonly string[] {
  return Array.from({ length: count }, (_, at) => {
    const place = at % ADDRESSES;
    return `tls:127.0.${first + Math.floor(place / 250)}.${1 + (place % 250)}:${port}`;
  });
}

/** Starts nginx of the tree. */
export async function startServers(tree: string): Promise<ChildProcess> {
  for (const { kind } of SERVERS) makeCertificate(tree, kind);
  writeFileSync(join(tree, 'etc/nginx/bench.conf'), configuration());
  const nginx = spawn('chroot', [tree, 'nginx', '-c', '/etc/nginx/bench.conf'], { stdio: 'inherit' });
  for (const { port } of SERVERS) await answering('127.0.2.250', port);
  return nginx;
}

/** Processor time of the server's workers so far, in seconds: what no scanner can be faster than. Source: proc_pid_stat(5). */
export function serverCpuSeconds({ pid }: ChildProcess): number {
  const ticks = readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    const [, parent = '', user = '', system = ''] = /\) \S (\d+) (?:\S+ ){9}(\d+) (\d+)/.exec(statOf(name)) ?? [];
    return Number(parent) === pid ? [Number(user) + Number(system)] : [];
  });
  return ticks.reduce((sum, each) => sum + each, 0) / TICKS_PER_SECOND;
}

function statOf(process: string): string {
  try {
    return readFileSync(`/proc/${process}/stat`, 'utf8');
  } catch {
    // It has ended meanwhile.
    return '';
  }
}

/** Of Linux on every architecture that Node.js runs on (USER_HZ). */
const TICKS_PER_SECOND = 100;

/** Starts the relay before a server, on as many addresses. */
export async function startRelay(to: number, port: number, oneWayMs: number): Promise<ChildProcess> {
  const relay = spawn(
    process.execPath,
    [join(import.meta.dirname, 'relay.ts'), ...[port, to, oneWayMs, RELAYED, ADDRESSES].map(String)],
    { stdio: 'inherit' },
  );
  await answering(`127.0.${RELAYED + 1}.250`, port);
  return relay;
}

/** Where the relay's addresses begin. */
export const RELAYED = 11;

function makeCertificate(tree: string, kind: BenchServer['kind']): void {
  const key = kind === 'RSA' ? ['rsa:2048'] : ['ec', '-pkeyopt', 'ec_paramgen_curve:P-256'];
  const place = `/etc/nginx/bench-${kind}`;
  const argv = ['req', '-x509', '-nodes', '-days', '30', '-subj', `/CN=${kind}.test`, '-newkey', ...key];
  const made = spawnSync('chroot', [tree, 'openssl', ...argv, '-keyout', `${place}.key`, '-out', `${place}.crt`]);
  if (made.status !== 0) throw new Error(`openssl req: ${made.stderr}`);
}

function configuration(): string {
  const blocks = SERVERS.map(({ kind, port }) => {
    const own = [`127.0.0.1:${port}`, ...endpoints(port, ADDRESSES).map((name) => name.slice('tls:'.length))];
    const listen = own.map((address) => `listen ${address} ssl backlog=511;`).join(' ');
    const files = `ssl_certificate /etc/nginx/bench-${kind}.crt; ssl_certificate_key /etc/nginx/bench-${kind}.key;`;
    return `server { ${listen} ${files} }`;
  });
  return `daemon off; worker_processes 1; worker_rlimit_nofile 8192; pid /run/bench.pid; error_log /dev/null crit;
events { worker_connections 4096; }
http { access_log off; ${blocks.join('\n')} }
`;
}

async function answering(host: string, port: number): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const isThere = await new Promise<boolean>((resolve) => {
      const socket = connect({ host, port });
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
      socket.once('connect', () => socket.destroy());
    });
    if (isThere) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${host}:${port} does not answer`);
}
