import { readImageConfiguration } from '../../src/codec/oci/configuration.ts';
import { readDockerManifest } from '../../src/codec/oci/docker-manifest.ts';
import { readOciManifest } from '../../src/codec/oci/manifest.ts';
import { TarReader } from '../../src/codec/tar/tar-reader.ts';
import { ZstdFrames } from '../../src/codec/zstd-frames.ts';
import { LayerPass, type Passing } from '../../src/target/image/first-pass.ts';
import { ownRoom } from '../../src/target/image/gathering.ts';
import { HardLinks } from '../../src/target/image/hard-links.ts';
import { LayeredTree } from '../../src/target/image/layered-tree.ts';
import { TargetError } from '../../src/target/target-error.ts';
import { json } from './image.ts';
import { pax, tar } from './tar.ts';

/** What may come of spoiled bytes: they are taken, or refused as an image. Anything else is thrown on. */
export function fuzzImages(cases: number, seed: number): { readonly taken: number; readonly refused: number } {
  const random = randomFrom(seed);
  const counts = { taken: 0, refused: 0 };
  for (let index = 0; index < cases; index += 1) {
    const isTaken = ATTEMPTS[index % ATTEMPTS.length]?.(random) ?? true;
    counts[isTaken ? 'taken' : 'refused'] += 1;
  }
  return counts;
}

type Random = (below: number) => number;

const ATTEMPTS: readonly ((random: Random) => boolean)[] = [
  layer,
  layer,
  (random) => readOciManifest(spoiled(pick(random, MANIFESTS), random)).ok,
  layer,
  (random) => readImageConfiguration(spoiled(pick(random, CONFIGURATIONS), random)).ok,
  (random) => readDockerManifest(spoiled(pick(random, DOCKER), random)).ok,
  layer,
  zstd,
];

/** Two layers, each a spoiled archive, put together into one tree as a scan does it. */
function layer(random: Random): boolean {
  const visitor = {
    keeps: () => random(3) === 0,
    enter: () => (random(2) === 0 ? undefined : { begins: () => random(2) === 0, see: () => {}, miss: () => {} }),
    miss: () => {},
    getsOn: () => {},
  };
  const passing: Passing = { tree: new LayeredTree(), visitor, links: new HardLinks(), roomFor: ownRoom, kept: 0 };
  try {
    for (const rank of [0, 1]) {
      const about = { diffId: `sha256:${rank}`, open: async function* () {} } as const;
      const reader = new TarReader(new LayerPass(passing, about, rank));
      const bytes = spoiled(pick(random, ARCHIVES), random);
      const step = 1 + random(700);
      for (let at = 0; at < bytes.length; at += step) reader.push(bytes.subarray(at, at + step));
      if (reader.finish() !== undefined) return false;
    }
    passing.tree.finish();
    return true;
  } catch (error) {
    if (error instanceof TargetError) return false;
    throw error;
  }
}

function zstd(random: Random): boolean {
  const cutter = new ZstdFrames();
  const bytes = spoiled(FRAMES, random);
  for (let at = 0; at < bytes.length; at += 7) cutter.pieces(bytes.subarray(at, at + 7));
  return cutter.finish() === undefined;
}

/** The bytes with some of them changed, cut or doubled; archives get good checksums back, or nothing behind them is ever reached. */
function spoiled(bytes: Uint8Array, random: Random): Buffer {
  const copy = Buffer.from(bytes);
  for (let left = random(6); left > 0; left -= 1) {
    const at = random(copy.length);
    const kind = random(4);
    if (kind === 0) copy[at] = random(256);
    else if (kind === 1) copy.fill(pickByte(random), at, Math.min(copy.length, at + 1 + random(12)));
    else if (kind === 2) copy.copy(copy, at, random(copy.length), copy.length);
    else copy.write(String(random(1e9)), at);
  }
  if (copy.length % 512 === 0 && random(4) > 0) mendChecksums(copy);
  return random(8) === 0 ? copy.subarray(0, random(copy.length)) : copy;
}

function mendChecksums(archive: Buffer): void {
  for (let at = 0; at < archive.length; at += 512) {
    const block = archive.subarray(at, at + 512);
    if (block.toString('latin1', 257, 262) !== 'ustar') continue;
    block.write(' '.repeat(8), 148);
    const sum = block.reduce((total, byte) => total + byte, 0);
    block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  }
}

function pick<T>(random: Random, from: readonly T[]): T {
  const picked = from[random(from.length)];
  if (picked === undefined) throw new Error('nothing to pick from');
  return picked;
}

function pickByte(random: Random): number {
  return pick(random, [0, 0x20, 0x2e, 0x2f, 0x30, 0x37, 0x80, 0xff]);
}

/** A small generator with a good period: the same seed, the same cases. Source: Marsaglia, xorshift32. */
function randomFrom(seed: number): Random {
  let state = seed | 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

const ARCHIVES: readonly Uint8Array[] = [
  tar([
    { name: 'a/', flag: '5' },
    { name: 'a/b', data: Buffer.from('content') },
    { name: 'a/c', flag: '2', link: 'b' },
  ]),
  tar([
    { name: 'lib', flag: '2', link: 'usr/lib' },
    { name: 'lib/x', data: Buffer.alloc(600, 'y') },
    { name: 'y', flag: '1', link: 'lib/x' },
  ]),
  tar([
    { name: 'a/.wh.b' },
    { name: '.wh..wh..opq' },
    pax({ path: 'a/long', size: '3' }),
    { name: 's', data: Buffer.from('abc') },
  ]),
  tar([
    { name: 'x', flag: 'L', data: Buffer.from(`${'n'.repeat(120)}\0`) },
    { name: 'n', data: Buffer.from('1') },
    { name: 'd', flag: '3' },
  ]),
  tar(
    [
      pax({ 'GNU.sparse.major': '1', 'GNU.sparse.realsize': '99999' }),
      { name: 's', data: Buffer.alloc(512) },
      { name: 'S', flag: 'S' },
    ],
    false,
  ),
];
const BLOB = { mediaType: 'application/vnd.oci.image.config.v1+json', digest: `sha256:${'a'.repeat(64)}`, size: 7 };
const MANIFESTS: readonly Uint8Array[] = [
  json({ schemaVersion: 2, config: BLOB, layers: [BLOB, { ...BLOB, annotations: { a: 'b' } }] }),
  json({ schemaVersion: 2, manifests: [{ ...BLOB, platform: { os: 'linux', architecture: 'arm64', variant: 'v8' } }] }),
];
const CONFIGURATIONS: readonly Uint8Array[] = [
  json({
    os: 'linux',
    architecture: 'amd64',
    config: { Env: ['A=b'], Cmd: ['x'], Labels: { l: 'v' } },
    rootfs: { diff_ids: [BLOB.digest] },
  }),
];
const DOCKER: readonly Uint8Array[] = [json([{ Config: 'a.json', RepoTags: ['x:1'], Layers: ['b/layer.tar'] }])];
/** Two frames, the first with a checksum, and one to be skipped. */
const FRAMES = Buffer.from(
  '28b52ffd2407390000616263646566670000000050' + '2a4d1803000000090909' + '28b52ffd200319000078797a',
  'hex',
);
