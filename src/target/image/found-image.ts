import type { Digest, Platform } from '../../codec/oci/descriptor.ts';
import type { Bytes } from '../views.ts';

/** An image of a layout or archive: where its configuration and its layers lie. */
export interface FoundImage {
  /** Of the manifest; of an old docker-save archive, which has none, of the configuration. */
  readonly digest: Digest;
  /** As the index says; null: it does not. */
  readonly platform: Platform | null;
  /** Names that the archive gives to it. */
  readonly names: readonly string[];
  readonly configuration: FoundBlob;
  /** The lowest first. */
  readonly layers: readonly FoundBlob[];
}

/** A piece of the store, with what was promised of it. */
export interface FoundBlob {
  readonly name: string;
  readonly promised: { readonly digest: Digest; readonly size: Bytes } | null;
}
