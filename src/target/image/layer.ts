import type { TarVisitor } from '../../codec/tar/tar-reader.ts';
import { TarReader } from '../../codec/tar/tar-reader.ts';
import { TargetError } from '../target-error.ts';

/** One layer of an image. */
export interface Layer {
  /** The digest of the layer when it is unpacked, by which `docker inspect` names it: the same in every form of the image. */
  readonly diffId: `sha256:${string}`;
  /** The archive, unpacked, piece by piece; held against its digests at the end. @throws TargetError */
  open(): AsyncIterable<Uint8Array>;
}

/** Reads a layer from its beginning to its end. @throws TargetError where it is damaged, however late that shows */
export async function readLayer(layer: Layer, visitor: TarVisitor, signal: AbortSignal): Promise<void> {
  const reader = new TarReader(visitor);
  try {
    for await (const piece of layer.open()) {
      signal.throwIfAborted();
      reader.push(piece);
      if (reader.problem !== undefined) break;
    }
  } catch (error) {
    throw error instanceof TargetError ? new TargetError(`layer ${layer.diffId}: ${error.message}`) : error;
  }
  const problem = reader.finish();
  if (problem !== undefined) throw new TargetError(`layer ${layer.diffId}: ${problem}`);
}
