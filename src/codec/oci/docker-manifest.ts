import { accepted, type Parsed, refused } from '../parsed.ts';
import { objectOf, readJson, textsOf } from './json.ts';

/** One image of a `docker save` archive: names of files in the archive. */
export interface DockerImage {
  readonly config: string;
  readonly layers: readonly string[];
  readonly tags: readonly string[];
}

/** Reads `manifest.json` of a `docker save` archive. Source: moby, image/tarexport. */
export function readDockerManifest(bytes: Uint8Array): Parsed<readonly DockerImage[]> {
  const json = readJson(bytes);
  if (!json.ok) return json;
  if (!Array.isArray(json.value) || json.value.length > MOST)
    return refused(`wants a list of at most ${MOST} images`, { offset: 0 });
  const images: DockerImage[] = [];
  for (const each of json.value) {
    const object = objectOf(each);
    const config = object?.['Config'];
    const layers = textsOf(object?.['Layers']);
    const tags = textsOf(object?.['RepoTags']);
    if (typeof config !== 'string' || layers === undefined || tags === undefined || layers.length > MOST)
      return refused(`image ${images.length}: wants Config, Layers and RepoTags`, { offset: 0 });
    images.push({ config, layers, tags });
  }
  return accepted(images);
}

const MOST = 1000;
