import type { Locator, TargetPath } from '../../facts/locator.ts';
import type { DirEntry } from '../views.ts';
import type { Node } from './node.ts';

/** A file as a layer brings it. */
export interface FileInLayer {
  readonly node: Node;
  readonly path: TargetPath;
  readonly rank: number;
  /** Its place, for evidence. */
  readonly at: Locator;
}

/** The entry of a regular file. */
export function entryOf({ node: { size, mode }, path }: FileInLayer): DirEntry {
  return { path, type: 'file', size, mode };
}
