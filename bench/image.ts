import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import packageJson from '../package.json' with { type: 'json' };

/**
 * `npm run bench -- image [DIRECTORY]`: makes a Debian tree with a JDK, Go, Node.js, Python and compilers by debootstrap (once;
 * root and Debian's packages are wanted), packs it as an OCI layout of two layers, builds the package, and measures whole
 * processes: the image beside `gzip -dc` of the same layers, the tree beside a walk that opens each file. Exit 1 when a goal is missed.
 */
const place = process.argv[2] ?? '/var/tmp/pqready-bench';
const tree = join(place, 'tree');
const layout = join(place, 'layout');
const root = join(import.meta.dirname, '..');
const PACKAGES =
  'ca-certificates,openssl,openssl-provider-fips,openjdk-21-jdk-headless,golang-go,nodejs,python3-cffi-backend,python3-cryptography,python3-scipy,gnutls-bin,libnss3,perl,git,rustc,clang';

function run(command: string, argv: readonly string[]): void {
  const { status, error } = spawnSync(command, argv, { stdio: ['ignore', 'ignore', 'inherit'] });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`${command} ${argv.join(' ')}: exit ${status}`);
}

/** Two layers: what is below /usr/lib, and the rest. */
async function pack(): Promise<void> {
  const blobs = join(layout, 'blobs/sha256');
  mkdirSync(blobs, { recursive: true });
  const split = [['./usr/lib'], ['--exclude=./usr/lib', '.']];
  const packed = [];
  for (const [index, what] of split.entries()) {
    const archive = join(place, `layer${index}.tar`);
    run('tar', ['--sort=name', '--numeric-owner', '-C', tree, '-cf', archive, ...what]);
    await pipeline(createReadStream(archive), createGzip({ level: 6 }), createWriteStream(`${archive}.gz`));
    const diffId = await digestOf(archive);
    const digest = await digestOf(`${archive}.gz`);
    run('mv', [`${archive}.gz`, join(blobs, digest)]);
    packed.push({ diffId, digest, raw: statSync(archive).size, size: statSync(join(blobs, digest)).size });
    rmSync(archive);
  }
  const blob = (value: unknown) => {
    const text = JSON.stringify(value);
    const digest = createHash('sha256').update(text).digest('hex');
    writeFileSync(join(blobs, digest), text);
    return { digest: `sha256:${digest}`, size: text.length };
  };
  const config = blob({
    os: 'linux',
    architecture: 'amd64',
    rootfs: { type: 'layers', diff_ids: packed.map(({ diffId }) => `sha256:${diffId}`) },
  });
  const layers = packed.map(({ digest, size }) => ({ digest: `sha256:${digest}`, size }));
  const manifest = blob({ schemaVersion: 2, config, layers });
  writeFileSync(join(layout, 'oci-layout'), '{"imageLayoutVersion":"1.0.0"}');
  writeFileSync(join(layout, 'index.json'), JSON.stringify({ schemaVersion: 2, manifests: [manifest] }));
  writeFileSync(join(place, 'layers.json'), JSON.stringify(packed));
}

async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path)) hash.update(piece);
  return hash.digest('hex');
}

interface Run {
  readonly seconds: number;
  readonly peakMebibytes: number;
}

/** The kernel's own high-water mark of the process (VmHWM), read as its last act. */
function scan(target: string): Run {
  const started = process.hrtime.bigint();
  const { status, output, error } = spawnSync(join(root, packageJson.bin.pqready), ['scan', target], {
    stdio: ['ignore', 'ignore', 'inherit', 'pipe'],
    encoding: 'utf8',
    env: { ...process.env, PATH: `${nodeThatTellsItsPeak()}:${process.env['PATH']}` },
  });
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  if (error !== undefined) throw error;
  // A finding (1) or an unknown (3) is a result; a scan that did not work must not be praised for its speed.
  if (status !== 0 && status !== 1 && status !== 3) throw new Error(`scan ${target}: exit ${status}`);
  const kibibytes = /VmHWM:\s+(\d+) kB/.exec(output[3] ?? '')?.[1];
  return { seconds, peakMebibytes: Number(kibibytes) / 1024 };
}

/** The launcher starts what is called `node`, with settings of its own: this one adds a last act. */
function nodeThatTellsItsPeak(): string {
  const directory = join(place, 'node');
  mkdirSync(directory, { recursive: true });
  const script = `#!/bin/sh\nexec '${process.execPath}' --import '${PRINT_PEAK.replaceAll("'", '%27')}' "$@"\n`;
  writeFileSync(join(directory, 'node'), script, { mode: 0o755 });
  return directory;
}

function secondsOf(command: string, argv: readonly string[]): number {
  const started = process.hrtime.bigint();
  run(command, argv);
  return Number(process.hrtime.bigint() - started) / 1e9;
}

function median(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[values.length >> 1] ?? Number.NaN;
}

function row(what: string, seconds: number, goal: number, peak: number, goalPeak: number): boolean {
  const isMet = seconds <= goal && peak <= goalPeak;
  const figures = `${seconds.toFixed(2)} s (goal ${goal.toFixed(2)})  peak ${peak.toFixed(0)} MiB (goal ${goalPeak})`;
  console.log(`${what.padEnd(34)} ${figures}  ${isMet ? 'met' : 'MISSED'}`);
  return isMet;
}

const PRINT_PEAK = `data:text/javascript,${encodeURIComponent(`
  import { readFileSync, writeSync } from 'node:fs';
  process.on('exit', () => writeSync(3, readFileSync('/proc/self/status', 'utf8')));`)}`;
const RUNS = 3;

if (!existsSync(join(tree, 'usr/bin/java')))
  run('debootstrap', ['--variant=minbase', `--include=${PACKAGES}`, 'trixie', tree]);
if (!existsSync(join(place, 'layers.json'))) await pack();
run('node', [join(root, 'scripts/build.ts')]);
const packed = JSON.parse(readFileSync(join(place, 'layers.json'), 'utf8')) as readonly {
  digest: string;
  raw: number;
  size: number;
}[];
const blobs = packed.map(({ digest }) => join(layout, 'blobs/sha256', digest));
const megabytes = (key: 'raw' | 'size') => Math.round(packed.reduce((sum, layer) => sum + layer[key], 0) / 1e6);
console.log(
  `layers of ${megabytes('raw')} MB, ${megabytes('size')} MB packed; Node ${process.version}; medians of ${RUNS}`,
);
// In turn, so that all meet the same moods of the machine.
const rounds = Array.from({ length: RUNS }, () => ({
  gunzip: secondsOf('gzip', ['-dc', ...blobs]),
  image: scan(`oci-dir:${layout}`),
  find: secondsOf('find', [tree, '-xdev', '-type', 'f', '-exec', 'head', '-qc4', '{}', '+']),
  dir: scan(`dir:${tree}`),
}));
const floor = median(rounds.map(({ gunzip }) => gunzip));
console.log(`${'gzip -dc of the layers'.padEnd(34)} ${floor.toFixed(2)} s`);
console.log(`${'head -c4 of each file of the tree'.padEnd(34)} ${median(rounds.map(({ find }) => find)).toFixed(2)} s`);
const imageMet = row(
  'scan of the image',
  median(rounds.map(({ image }) => image.seconds)),
  1.5 * floor,
  Math.max(...rounds.map(({ image }) => image.peakMebibytes)),
  300,
);
const dirMet = row(
  'scan of the tree',
  median(rounds.map(({ dir }) => dir.seconds)),
  1.5,
  Math.max(...rounds.map(({ dir }) => dir.peakMebibytes)),
  250,
);
process.exitCode = imageMet && dirMet ? 0 : 1;
