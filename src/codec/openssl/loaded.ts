import type { Configuration } from './configuration.ts';
import type { Source } from './resolution.ts';

/** How reading a configuration ended: read; absent; refused by the library, which then drops all of it; or not to be told. */
export type Loaded =
  | { readonly state: 'read'; readonly configuration: Configuration; readonly trail: Trail }
  | { readonly state: 'absent'; readonly trail: Trail }
  | { readonly state: 'refused'; readonly problem: string; readonly at: Source; readonly trail: Trail }
  | { readonly state: 'unknown'; readonly why: string; readonly trail: Trail };

/** What was met on the way. */
export interface Trail {
  readonly filesRead: readonly string[];
  readonly hidden: readonly { readonly path: string; readonly why: string }[];
  readonly oddities: readonly { readonly what: string; readonly at: Source }[];
  /** Values that depend on the order in which a directory is read, which nothing fixes. */
  readonly unordered: readonly { readonly what: string; readonly at: Source }[];
}
