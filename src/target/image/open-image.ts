import { type ImageConfiguration, readImageConfiguration } from '../../codec/oci/configuration.ts';
import { platformText } from '../../codec/oci/descriptor.ts';
import { describeProblem } from '../../codec/parsed.ts';
import { TargetError } from '../target-error.ts';
import type { Target } from '../views.ts';
import type { BlobStore } from './blob-store.ts';
import { checked } from './checked-blob.ts';
import { unpacked } from './compression.ts';
import { dockerImages } from './docker-images.ts';
import type { FoundBlob, FoundImage } from './found-image.ts';
import { imageFiles } from './image-files.ts';
import type { Layer } from './layer.ts';
import { layoutArchive } from './layout-archive.ts';
import { layoutDirectory } from './layout-directory.ts';
import { ociImages, readChecked } from './oci-images.ts';
import { chosenImages, type PlatformChoice } from './platform.ts';

/** In which form an image lies there; undefined of an archive: as its content says. */
export type ImageForm = 'oci-dir' | 'oci-archive' | 'docker-archive';

/** What to open. */
export interface ImageRequest {
  readonly path: string;
  readonly form: ImageForm | undefined;
  readonly platforms: readonly PlatformChoice[];
}

/**
 * Opens the images that lie at a path: a target for each. Nothing is unpacked to disk, and nothing of the image is run.
 * Of several images, one whose configuration is damaged throws only when its files are walked, as with damaged layers.
 * @throws TargetError for what is no image, or a damaged one, as far as it shows by now
 */
export async function openImages({ path, form, platforms }: ImageRequest): Promise<readonly Target[]> {
  const store = form === 'oci-dir' ? await layoutDirectory(path) : await layoutArchive(path);
  try {
    const found = await imagesOf(store, form);
    const read = await Promise.all(found.map((image) => readOrDamaged(store, image, found.length > 1)));
    const chosen = new Set(platforms.flatMap((choice) => chosenImages(read, choice)));
    let open = chosen.size;
    const close = async (): Promise<void> => {
      open -= 1;
      if (open === 0) store.close();
    };
    const isOneOfSeveral = read.length > 1;
    return [...chosen].map((image) => {
      const about = { store, path, isOneOfSeveral, close };
      return 'damage' in image ? damagedTarget(image, about) : targetOf(image, about);
    });
  } catch (error) {
    store.close();
    throw error;
  }
}

/** An archive that is both is read as what it was asked for, else as an OCI layout, whose layers have digests. */
async function imagesOf(store: BlobStore, form: ImageForm | undefined): Promise<readonly FoundImage[]> {
  const isOci = store.has('oci-layout') && store.has('index.json');
  if (form === 'docker-archive' || (form === undefined && !isOci)) {
    if (!store.has('manifest.json'))
      throw new TargetError('it has neither oci-layout and index.json nor manifest.json');
    return dockerImages(store);
  }
  if (!isOci) throw new TargetError('it is no OCI layout: it has no oci-layout and index.json');
  return ociImages(store);
}

type ReadImage = FoundImage & { readonly says: ImageConfiguration };
type DamagedImage = FoundImage & { readonly damage: TargetError };

async function readOrDamaged(
  store: BlobStore,
  image: FoundImage,
  isOneOfSeveral: boolean,
): Promise<ReadImage | DamagedImage> {
  try {
    return await withConfiguration(store, image);
  } catch (damage) {
    if (isOneOfSeveral && damage instanceof TargetError) return { ...image, damage };
    throw damage;
  }
}

async function withConfiguration(store: BlobStore, image: FoundImage): Promise<ReadImage> {
  const { name, promised } = image.configuration;
  const bytes = promised === null ? await store.read(name, LARGEST) : await readChecked(store, promised, LARGEST);
  const says = readImageConfiguration(bytes);
  if (!says.ok) throw new TargetError(`configuration ${name}: ${describeProblem(says)}`);
  if (says.value.diffIds.length !== image.layers.length)
    throw new TargetError(
      `configuration ${name}: has the digests of ${says.value.diffIds.length} layers, the image has ${image.layers.length}`,
    );
  return { ...image, platform: image.platform ?? says.value.platform, says: says.value };
}

interface Surroundings {
  readonly store: BlobStore;
  readonly path: string;
  readonly isOneOfSeveral: boolean;
  readonly close: () => Promise<void>;
}

function targetOf(image: ReadImage, about: Surroundings): Target {
  const { says, digest, layers, names } = image;
  const newestFirst = layers.map((blob, index) => layerOf(about.store, blob, says.diffIds[index] ?? '')).reverse();
  const views = { files: imageFiles(newestFirst), image: { configuration: says, digest, names } };
  return { ...named(image, about), views };
}

function damagedTarget(image: DamagedImage, about: Surroundings): Target {
  const files = { ...imageFiles([]), walk: () => Promise.reject(image.damage) };
  return { ...named(image, about), views: { files } };
}

function named(image: FoundImage, { path, isOneOfSeveral, close }: Surroundings): Omit<Target, 'views'> {
  return {
    kind: 'image',
    name: isOneOfSeveral ? `${path} (${distinction(image)})` : path,
    identity: { by: 'image-digest', value: asSha256(image.digest) },
    close,
  };
}

function distinction({ platform, names, digest }: FoundImage): string {
  return [...names.slice(0, 1), platform === null ? digest.slice(0, 19) : platformText(platform)].join(', ');
}

function layerOf(store: BlobStore, { name, promised }: FoundBlob, diffId: string): Layer {
  const digest = asSha256(diffId);
  return {
    diffId: digest,
    open() {
      const packed = store.stream(name);
      const held = promised === null ? packed : checked(packed, { what: name, ...promised });
      return checked(unpacked(held), { what: 'unpacked', digest });
    },
  };
}

function asSha256(digest: string): `sha256:${string}` {
  const [algorithm, digits = ''] = digest.split(':');
  if (algorithm !== 'sha256') throw new TargetError(`digests of ${algorithm} are not known here`);
  return `sha256:${digits}`;
}

const LARGEST = 4 * 1024 * 1024;
