import type { Descriptor } from '../../codec/oci/descriptor.ts';
import { type OciManifest, readOciManifest } from '../../codec/oci/manifest.ts';
import { describeProblem } from '../../codec/parsed.ts';
import { TargetError } from '../target-error.ts';
import type { BlobStore } from './blob-store.ts';
import { checked } from './checked-blob.ts';
import type { FoundBlob, FoundImage } from './found-image.ts';

/** The images of an OCI layout: those that `index.json` names, and those of the indexes in it. @throws TargetError */
export async function ociImages(store: BlobStore): Promise<readonly FoundImage[]> {
  const index = read('index.json', await store.read('index.json', LARGEST_MANIFEST));
  if (index.is !== 'index') throw new TargetError('index.json: wants manifests');
  const found: FoundImage[] = [];
  await follow(store, index.manifests, { found, depth: 0, parent: undefined });
  return found;
}

interface Following {
  readonly found: FoundImage[];
  readonly depth: number;
  readonly parent: Descriptor | undefined;
}

async function follow(
  store: BlobStore,
  manifests: readonly Descriptor[],
  { found, depth, parent }: Following,
): Promise<void> {
  if (depth > DEEPEST) throw new TargetError(`index.json: indexes lie more than ${DEEPEST} deep in each other`);
  for (const descriptor of manifests) {
    if (isAttestation(descriptor)) continue;
    const bytes = await readChecked(store, descriptor, LARGEST_MANIFEST);
    const manifest = read(descriptor.digest, bytes);
    if (manifest.is === 'index') {
      await follow(store, manifest.manifests, { found, depth: depth + 1, parent: descriptor });
      continue;
    }
    if (found.length >= MOST_IMAGES) throw new TargetError(`index.json: more than ${MOST_IMAGES} images`);
    found.push({
      digest: descriptor.digest,
      platform: descriptor.platform,
      names: [...namesOf(parent), ...namesOf(descriptor)],
      configuration: blobOf(manifest.config),
      layers: manifest.layers.map(layerOf),
    });
  }
}

/** A blob that is small enough to be read at once, held against its digest. @throws TargetError */
export async function readChecked(
  store: BlobStore,
  { digest, size }: Pick<Descriptor, 'digest' | 'size'>,
  limit: number,
): Promise<Uint8Array> {
  if (size > limit) throw new TargetError(`${digest}: ${size} bytes are promised, more than the ${limit} allowed`);
  const pieces: Uint8Array[] = [];
  for await (const piece of checked(store.stream(blobName(digest)), { what: digest, digest, size })) pieces.push(piece);
  return Buffer.concat(pieces);
}

function read(what: string, bytes: Uint8Array): OciManifest {
  const manifest = readOciManifest(bytes);
  if (!manifest.ok) throw new TargetError(`${what}: ${describeProblem(manifest)}`);
  return manifest.value;
}

function layerOf(descriptor: Descriptor): FoundBlob {
  if (/encrypted/.test(descriptor.mediaType)) throw new TargetError(`layer ${descriptor.digest} is encrypted`);
  return blobOf(descriptor);
}

function blobOf({ digest, size }: Descriptor): FoundBlob {
  return { name: blobName(digest), promised: { digest, size } };
}

function blobName(digest: string): string {
  return `blobs/${digest.replace(':', '/')}`;
}

function namesOf(descriptor: Descriptor | undefined): readonly string[] {
  const name = descriptor?.annotations.get('org.opencontainers.image.ref.name');
  return name === undefined ? [] : [name];
}

/** BuildKit puts a statement of provenance beside each image, as an image for no platform. */
function isAttestation({ annotations, platform }: Descriptor): boolean {
  return (
    annotations.has('vnd.docker.reference.type') || (platform?.os === 'unknown' && platform.architecture === 'unknown')
  );
}

const LARGEST_MANIFEST = 4 * 1024 * 1024;
const DEEPEST = 4;
const MOST_IMAGES = 200;
