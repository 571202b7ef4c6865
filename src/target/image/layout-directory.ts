import { closeSync, constants, fstatSync, openSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { targetPath } from '../../facts/locator.ts';
import { rootTree } from '../root-tree.ts';
import { describeHidden } from '../sighting.ts';
import { TargetError } from '../target-error.ts';
import type { BlobStore } from './blob-store.ts';
import { readRange } from './read-range.ts';

/**
 * The pieces of an OCI layout in a directory. Links are followed inside it and never out of it.
 * @param path as the user named it: relative, or a link
 */
export async function layoutDirectory(path: string): Promise<BlobStore> {
  const root = await realpath(path).catch(() => path);
  const files = rootTree(root);
  const names = await blobNames(root);
  return {
    has: (name) => names.has(name),
    async read(name, limit) {
      const content = await files.read(targetPath(name), limit);
      if (content.state === 'seen') return content.value;
      throw new TargetError(content.state === 'absent' ? `it has no ${name}` : describeHidden(content));
    },
    async *stream(name) {
      const place = await files.follow(targetPath(name));
      if (place.state !== 'seen' || place.value.type !== 'file') throw new TargetError(`it has no ${name}`);
      const descriptor = openSync(join(root, place.value.path), constants.O_RDONLY | constants.O_NOFOLLOW);
      try {
        yield* readRange(descriptor, 0, fstatSync(descriptor).size);
      } finally {
        closeSync(descriptor);
      }
    },
    close: () => {},
  };
}

/** The names that `has` is asked about; all others are read by their digest. */
async function blobNames(root: string): Promise<ReadonlySet<string>> {
  const listed = await rootTree(root).list(targetPath('/'));
  return new Set(listed.state === 'seen' ? listed.value.map(({ path }) => path.slice(1)) : []);
}
