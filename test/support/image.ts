import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { onTestFinished } from 'vitest';
import { partsOf, type TarPart, tar } from './tar.ts';
import type { Tree } from './tree.ts';

/** One layer of an image to be built: a tree, what it removes from those below, or the bytes of an archive. */
export interface LayerPlan {
  readonly tree?: Tree;
  /** Paths that are removed. */
  readonly removes?: readonly string[];
  /** Directories whose older content is removed. */
  readonly empties?: readonly string[];
  /** Entries as raw as they are to be, behind those of the tree. */
  readonly parts?: readonly TarPart[];
  /** The archive itself, instead of all that. */
  readonly bytes?: Uint8Array;
  readonly compression?: 'none' | 'gzip' | 'zstd';
}

/** An image to be built. */
export interface ImagePlan {
  /** The lowest first. */
  readonly layers: readonly LayerPlan[];
  readonly platform?: { readonly os: string; readonly architecture: string; readonly variant?: string };
  /** The `config` of its configuration: Env, Entrypoint, ... */
  readonly config?: Readonly<Record<string, unknown>>;
  readonly tag?: string;
}

/** The files of a layout or archive, by name. */
export type Files = ReadonlyMap<string, Uint8Array>;

/** Builds an OCI layout; several images come below one index of their own, as a registry has them. */
export function ociLayout(...images: readonly ImagePlan[]): Files {
  const files = new Map<string, Uint8Array>([['oci-layout', json({ imageLayoutVersion: '1.0.0' })]]);
  const manifests = images.map((image) => {
    const descriptor = addImage(files, image);
    return images.length === 1 ? descriptor : { ...descriptor, platform: image.platform ?? MACHINE };
  });
  const index = { schemaVersion: 2, mediaType: 'application/vnd.oci.image.index.v1+json', manifests };
  files.set(
    'index.json',
    json(images.length === 1 ? index : { ...index, manifests: [addBlob(files, json(index), index.mediaType)] }),
  );
  return files;
}

/** Builds the files of a `docker save` archive: the old layout, or the one that is an OCI layout too. */
export function dockerSave(layout: 'old' | 'new', image: ImagePlan): Files {
  const files =
    layout === 'new'
      ? new Map(ociLayout({ ...image, layers: image.layers.map(plain) }))
      : new Map<string, Uint8Array>();
  const archives = image.layers.map(archiveOf);
  const configuration = configurationOf(image, archives);
  const config = layout === 'new' ? `blobs/sha256/${sha256(configuration)}` : `${sha256(configuration)}.json`;
  files.set(config, configuration);
  const layers = archives.map((archive, index) => {
    const name = layout === 'new' ? `blobs/sha256/${sha256(archive)}` : `${sha256(Buffer.from(`${index}`))}/layer.tar`;
    files.set(name, archive);
    return name;
  });
  files.set('manifest.json', json([{ Config: config, RepoTags: [image.tag ?? 'built:latest'], Layers: layers }]));
  if (layout === 'old') files.set('repositories', json({ built: { latest: sha256(configuration) } }));
  return files;
}

/** The files in one archive. */
export function archived(files: Files, compression: LayerPlan['compression'] = 'none'): Uint8Array {
  return compressed(tar([...files].map(([name, data]) => ({ name, data }))), compression);
}

/** Writes a layout into a fresh directory, which goes when the test ends. */
export async function writeLayout(files: Files): Promise<string> {
  const root = await freshPlace();
  for (const [name, data] of files) {
    await mkdir(dirname(join(root, name)), { recursive: true });
    await writeFile(join(root, name), data);
  }
  return root;
}

/** Writes an archive into a fresh directory, which goes when the test ends. */
export async function writeArchive(bytes: Uint8Array): Promise<string> {
  const path = join(await freshPlace(), 'image.tar');
  await writeFile(path, bytes);
  return path;
}

/** The archive of a layer, not compressed. */
export function archiveOf({ tree = {}, removes = [], empties = [], parts = [], bytes }: LayerPlan): Uint8Array {
  if (bytes !== undefined) return bytes;
  const whiteouts = removes.map((path) => beside(path, `.wh.${path.slice(path.lastIndexOf('/') + 1)}`));
  const opaque = empties.map((path) => `${path.replace(/^\//, '')}/.wh..wh..opq`);
  return tar([...partsOf(tree), ...[...whiteouts, ...opaque].map((name) => ({ name })), ...parts]);
}

/** The digest of bytes in hexadecimal digits. */
export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** A JSON document. */
export function json(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value));
}

function addImage(files: Map<string, Uint8Array>, image: ImagePlan) {
  const archives = image.layers.map(archiveOf);
  const config = addBlob(files, configurationOf(image, archives), 'application/vnd.oci.image.config.v1+json');
  const layers = image.layers.map(({ compression = 'gzip' }, index) => {
    const suffix = compression === 'none' ? '' : `+${compression}`;
    const bytes = compressed(archives[index] ?? new Uint8Array(), compression);
    return addBlob(files, bytes, `application/vnd.oci.image.layer.v1.tar${suffix}`);
  });
  const mediaType = 'application/vnd.oci.image.manifest.v1+json';
  const descriptor = addBlob(files, json({ schemaVersion: 2, mediaType, config, layers }), mediaType);
  return image.tag === undefined
    ? descriptor
    : { ...descriptor, annotations: { 'org.opencontainers.image.ref.name': image.tag } };
}

function addBlob(files: Map<string, Uint8Array>, bytes: Uint8Array, mediaType: string) {
  files.set(`blobs/sha256/${sha256(bytes)}`, bytes);
  return { mediaType, digest: `sha256:${sha256(bytes)}`, size: bytes.length };
}

function configurationOf({ platform = MACHINE, config = {} }: ImagePlan, archives: readonly Uint8Array[]): Buffer {
  const diffIds = archives.map((archive) => `sha256:${sha256(archive)}`);
  return json({ ...platform, config, rootfs: { type: 'layers', diff_ids: diffIds } });
}

function compressed(bytes: Uint8Array, compression: LayerPlan['compression']): Uint8Array {
  if (compression === 'gzip') return gzipSync(bytes);
  return compression === 'zstd' ? zstdCompressSync(bytes) : bytes;
}

function plain(layer: LayerPlan): LayerPlan {
  return { ...layer, compression: 'none' };
}

function beside(path: string, name: string): string {
  return `${path.slice(0, path.lastIndexOf('/'))}/${name}`.replace(/^\//, '');
}

async function freshPlace(): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'pqready-image-'));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  return root;
}

const MACHINE = { os: 'linux', architecture: process.arch === 'arm64' ? 'arm64' : 'amd64' };
