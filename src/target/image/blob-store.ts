import type { Bytes } from '../views.ts';

/** Where an image's pieces lie, each under a name: `index.json`, `blobs/sha256/...`. */
export interface BlobStore {
  has(name: string): boolean;
  /** A whole small piece. @throws TargetError where it is missing or larger than the limit */
  read(name: string, limit: Bytes): Promise<Uint8Array>;
  /** A piece as it comes, from its beginning. @throws TargetError where it is missing or ends too early */
  stream(name: string): AsyncIterable<Uint8Array>;
  close(): void;
}
