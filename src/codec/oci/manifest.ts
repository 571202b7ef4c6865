import { accepted, type Parsed, refused } from '../parsed.ts';
import { type Descriptor, readDescriptor } from './descriptor.ts';
import { objectOf, readJson, textOf } from './json.ts';

/** One image for one platform, or a list of them. */
export type OciManifest =
  | { readonly is: 'image'; readonly config: Descriptor; readonly layers: readonly Descriptor[] }
  | { readonly is: 'index'; readonly manifests: readonly Descriptor[] };

/**
 * Reads an image manifest or an image index, Docker's second schema and manifest lists too, told by their members.
 * Source: OCI image specification, manifest.md and image-index.md.
 */
export function readOciManifest(bytes: Uint8Array): Parsed<OciManifest> {
  const json = readJson(bytes);
  if (!json.ok) return json;
  const object = objectOf(json.value);
  if (object === undefined) return refused('wants an object', { offset: 0 });
  if (object['schemaVersion'] === 1)
    return refused("Docker's first schema, which has no digest of layers", { offset: 0 });
  if (Array.isArray(object['manifests']) === Array.isArray(object['layers']))
    return refused('wants either layers or manifests', { offset: 0 });
  if (Array.isArray(object['manifests'])) {
    const manifests = descriptorsOf(object['manifests'], 'manifests');
    return manifests.ok ? accepted({ is: 'index', manifests: manifests.value }) : manifests;
  }
  const config = readDescriptor(object['config'], 'config');
  if (!config.ok) return config;
  const type = textOf(object['artifactType']) ?? config.value.mediaType;
  if (!IMAGE_CONFIGURATIONS.has(type)) return refused(`no image but an artifact (${type.slice(0, 80)})`, { offset: 0 });
  const layers = descriptorsOf(object['layers'], 'layers');
  return layers.ok ? accepted({ is: 'image', config: config.value, layers: layers.value }) : layers;
}

function descriptorsOf(value: unknown, what: string): Parsed<readonly Descriptor[]> {
  const found: Descriptor[] = [];
  for (const [index, each] of (Array.isArray(value) ? value : []).entries()) {
    if (index >= MOST) return refused(`${what}: more than ${MOST}`, { offset: 0 });
    const descriptor = readDescriptor(each, `${what}[${index}]`);
    if (!descriptor.ok) return descriptor;
    found.push(descriptor.value);
  }
  return accepted(found);
}

const IMAGE_CONFIGURATIONS: ReadonlySet<string> = new Set([
  '',
  'application/vnd.oci.image.config.v1+json',
  'application/vnd.docker.container.image.v1+json',
]);
/** Docker allows 125 layers. */
const MOST = 1000;
