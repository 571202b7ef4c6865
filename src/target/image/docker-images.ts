import { createHash } from 'node:crypto';
import { readDigest } from '../../codec/oci/descriptor.ts';
import { readDockerManifest } from '../../codec/oci/docker-manifest.ts';
import { describeProblem } from '../../codec/parsed.ts';
import { TargetError } from '../target-error.ts';
import type { BlobStore } from './blob-store.ts';
import type { FoundBlob, FoundImage } from './found-image.ts';

/** The images of a `docker save` archive, old or new: those that `manifest.json` names. @throws TargetError */
export async function dockerImages(store: BlobStore): Promise<readonly FoundImage[]> {
  const read = readDockerManifest(await store.read('manifest.json', LARGEST));
  if (!read.ok) throw new TargetError(`manifest.json: ${describeProblem(read)}`);
  const images: FoundImage[] = [];
  for (const { config, layers, tags } of read.value) {
    const found = `sha256:${createHash('sha256')
      .update(await store.read(config, LARGEST))
      .digest('hex')}`;
    const named = /([0-9a-f]{64})(\.json)?$/.exec(config)?.[1];
    const digest = readDigest(found);
    // The name of the file is the digest of its content, in both layouts.
    if (digest === undefined || (named !== undefined && digest !== `sha256:${named}`))
      throw new TargetError(`${config}: its content has the digest ${found}`);
    images.push({
      digest,
      platform: null,
      names: tags,
      configuration: { name: config, promised: null },
      layers: layers.map(layerOf),
    });
  }
  return images;
}

/** The new layout names layers by their digest; the old one promises nothing but what the configuration says of them unpacked. */
function layerOf(name: string): FoundBlob {
  return { name, promised: null };
}

const LARGEST = 4 * 1024 * 1024;
