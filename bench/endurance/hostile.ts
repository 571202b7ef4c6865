import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { scanTarget } from '../../src/cli/scan.ts';
import { admission } from '../../src/target/admission.ts';
import { openEndpoint } from '../../src/target/endpoint.ts';
import { openHost } from '../../src/target/host.ts';
import { openImages } from '../../src/target/image/open-image.ts';
import type { Target } from '../../src/target/views.ts';
import { listenScript } from '../../test/support/endpoint.ts';
import { archived, ociLayout } from '../../test/support/image.ts';
import { mutated, xorshift } from '../../test/support/mutate.ts';
import { type Held, heldNow } from './held.ts';

/** `hostile.ts ROUNDS`, as bench/endurance.ts starts it: after each round what the process holds must be what it held before the second. */
const rounds = Number(process.argv[2] ?? 20);

type Counted = Record<'endpoints' | 'images' | 'refused', number>;

/** Every server in TLS, behind STARTTLS and in SSH, images whole, cut and damaged, and this host with its programs. */
async function round(index: number, counted: Counted): Promise<void> {
  for (const script of SERVERS) {
    const server = await listenScript(script);
    const gate = admission({ concurrency: 20, perHost: 3 });
    const common = { host: '127.0.0.1', port: server.port, admission: gate };
    for (const target of [
      await openEndpoint({ ...common, protocol: 'tls', startTls: null }),
      await openEndpoint({ ...common, protocol: 'tls', startTls: 'smtp' }),
      await openEndpoint({ ...common, protocol: 'ssh', startTls: null }),
    ]) {
      counted.endpoints += 1;
      await look(target, SERVER_MILLISECONDS);
    }
    await server.stop();
  }
  for (const bytes of images(index)) {
    counted.images += 1;
    await lookAtImage(bytes).catch(() => {
      counted.refused += 1;
    });
  }
  await look(await openHost({ exec: true, listeners: null }), MILLISECONDS);
}

async function lookAtImage(bytes: Uint8Array): Promise<void> {
  const path = join(place, 'image.tar');
  await writeFile(path, bytes);
  for (const target of await openImages({ path, form: undefined, platforms: [undefined] }))
    await look(target, MILLISECONDS);
}

async function look(target: Target, timeoutMs: number): Promise<void> {
  const signal = new AbortController().signal;
  const progress = { say: () => {}, end: () => {} };
  try {
    await scanTarget(target, undefined, { timeoutMs, signal, progress, labels: {} });
  } finally {
    await target.close();
  }
}

function images(seed: number): readonly Uint8Array[] {
  const tree = { '/etc/os-release': 'ID=debian\n', '/usr/lib/libcrypto.so.3': Buffer.alloc(5000, 'OpenSSL 3.5.7 ') };
  const whole = archived(
    ociLayout({
      layers: [
        { tree, compression: 'gzip' },
        { tree, compression: 'zstd' },
      ],
    }),
  );
  const bomb = archived(ociLayout({ layers: [{ bytes: gzipSync(Buffer.alloc(2 ** 24)), compression: 'gzip' }] }));
  const outside = archived(ociLayout({ layers: [{ parts: [{ name: '../../x', data: Buffer.from('x') }] }] }));
  const random = xorshift(seed + 1);
  const damaged = Array.from({ length: 8 }, () => mutated(whole, random));
  return [whole, bomb, outside, whole.subarray(0, whole.length >> 1), gzipSync(whole), ...damaged];
}

/** What is being closed goes within a moment on a busy machine, too; what is left stays. */
function isMore(after: Held, before: Held): boolean {
  const rest = [...before.active];
  const isNew = (name: string): boolean => {
    const at = rest.indexOf(name);
    if (at >= 0) rest.splice(at, 1);
    return at < 0;
  };
  return after.descriptors > before.descriptors || after.children > 0 || after.active.some(isNew);
}

function told({ heap, resident, descriptors, children, active }: Held): string {
  return `heap ${heap.toFixed(1)} MiB, resident ${resident.toFixed(0)} MiB, ${descriptors} descriptors, ${children} children, active: ${active.join(' ') || 'nothing'}`;
}

function pouring(bytes: Uint8Array): (socket: Socket) => void {
  return (socket) => {
    const block = Buffer.concat(Array.from({ length: 1000 }, () => bytes));
    const pour = (): void => {
      while (!socket.destroyed && socket.write(block));
    };
    socket.on('drain', pour);
    pour();
  };
}

/** One byte each 20 ms of something that begins well. */
function dripping(text: string): (socket: Socket) => void {
  return (socket) => {
    let at = 0;
    const timer = setInterval(() => socket.write(text.charAt(at++ % text.length)), 20);
    socket.once('close', () => clearInterval(timer));
  };
}

const SERVERS: readonly ((socket: Socket) => void)[] = [
  () => {},
  (socket) => socket.end(),
  (socket) => socket.resetAndDestroy(),
  (socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'),
  pouring(Uint8Array.of(21, 3, 3, 0, 2, 1, 112)),
  pouring(Uint8Array.of(22, 3, 3, 0, 0)),
  pouring(Buffer.from('220-never the last line\r\n')),
  pouring(Buffer.from('SSH-1.99-')),
  dripping('SSH-2.0-OpenSSH_10.0\r\n'),
  dripping('\u0016\u0003\u0003\u0000\u0064\u0002'),
  dripping('220 ready\r\n250 STARTTLS\r\n'),
];
/** For servers that keep us waiting, and for what is done when it is done. */
const [SERVER_MILLISECONDS, MILLISECONDS] = [250, 60_000];

const place = await mkdtemp(join(tmpdir(), 'pqready-hostile-'));
try {
  // The first round loads what is loaded once.
  const counted = { endpoints: 0, images: 0, refused: 0 };
  await round(0, counted);
  const before = await heldNow();
  for (let index = 1; index < rounds; index += 1) await round(index, counted);
  let after = await heldNow();
  for (let tries = 0; tries < 50 && isMore(after, before); tries += 1) after = await heldNow();
  console.log(`before ${told(before)}\nafter  ${told(after)}`);
  console.log(`${counted.endpoints} endpoints, ${counted.images} images of which ${counted.refused} were refused`);
  if (isMore(after, before)) console.log('MISSED: something is left');
  process.exitCode = isMore(after, before) ? 1 : 0;
} finally {
  await rm(place, { recursive: true });
}
