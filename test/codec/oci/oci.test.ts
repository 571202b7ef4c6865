import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readImageConfiguration } from '../../../src/codec/oci/configuration.ts';
import { readDockerManifest } from '../../../src/codec/oci/docker-manifest.ts';
import { readOciManifest } from '../../../src/codec/oci/manifest.ts';
import { json } from '../../support/image.ts';
import { mutated, xorshift } from '../../support/mutate.ts';

const DIGEST = `sha256:${'a'.repeat(64)}`;
const BLOB = { mediaType: 'application/vnd.oci.image.config.v1+json', digest: DIGEST, size: 7 };

/** Each reader with good documents of its own. */
const READERS = [
  [
    'manifest',
    readOciManifest,
    [
      { schemaVersion: 2, config: BLOB, layers: [BLOB, { ...BLOB, annotations: { a: 'b' } }] },
      { schemaVersion: 2, manifests: [{ ...BLOB, platform: { os: 'linux', architecture: 'arm64', variant: 'v8' } }] },
    ],
  ],
  [
    'configuration',
    readImageConfiguration,
    [{ os: 'linux', architecture: 'amd64', config: { Env: ['A=b'], Cmd: ['x'] }, rootfs: { diff_ids: [DIGEST] } }],
  ],
  ['docker manifest', readDockerManifest, [[{ Config: 'a.json', RepoTags: ['x:1'], Layers: ['b/layer.tar'] }]]],
] as const;

it.each(READERS)('takes a good %s and refuses every proper prefix of it', (_, read, documents) => {
  for (const bytes of documents.map(json)) {
    expect(read(bytes).ok).toBe(true);
    for (let length = 0; length < bytes.length; length += 1) expect(read(bytes.subarray(0, length)).ok).toBe(false);
  }
});

it.each(READERS)('never throws on any bytes, any JSON or any damage: %s', (_, read, documents) => {
  const damaged = fc
    .tuple(fc.constantFrom<unknown>(...documents), fc.nat())
    .map(([document, seed]) => mutated(json(document), xorshift(seed)));
  const bytes = fc.oneof(fc.uint8Array(), fc.json().map(Buffer.from), damaged);
  fc.assert(fc.property(bytes, (given) => typeof read(given).ok === 'boolean'));
});
