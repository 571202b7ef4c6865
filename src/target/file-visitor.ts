import type { Locator, TargetPath } from '../facts/locator.ts';
import type { Hidden, Sighting } from './sighting.ts';
import type { Bytes, DirEntry } from './views.ts';

/** Random access to one file's bytes, valid only while it is shown. Answers at most what is there; reads past the end are short. */
export interface OpenFile {
  readonly size: Bytes;
  /**
   * Synchronous: a read at an offset in a tree, a piece of a buffer in an image.
   * @param into where a tree may put the bytes; what is returned is then valid until it is used again
   */
  read(offset: Bytes, length: Bytes, into?: Uint8Array): Uint8Array;
}

/** Who is told of the files during a walk. */
export interface FileVisitor {
  /** Whether the content will be asked for by its path later: an image keeps it, since it passes by once. */
  keeps(entry: DirEntry): boolean;
  /** By the path alone, before a look at the entry is paid for; false: nobody wants it, whatever its size and mode. Absent: only `enter` can tell. */
  mayEnter?(path: TargetPath): boolean;
  /** Asked of each regular file; undefined: nobody wants its content. */
  enter(entry: DirEntry): FileInterest | undefined;
  /** Called while the walk gets on, however little there is to be shown. */
  getsOn(): void;
  /** A directory or an entry that could not be looked at: files of any name may be missing. */
  miss(sighting: Sighting<never>): void;
}

/** What becomes of one wanted file: its head is judged, then it is shown or missed. */
export interface FileInterest {
  /** @param head the first HEAD_BYTES, valid during the call only; false: nobody wants the rest */
  begins(head: Uint8Array): boolean;
  see(content: OpenFile, at: Locator): void;
  miss(at: Locator, why: Hidden): void;
}

/** How much of a wanted file is looked at before the whole of it is shown. */
export const HEAD_BYTES = 4096;

/** A larger file is not shown: an image has to hold it in memory, and the same limit in a tree gives the same answers. */
export const LARGEST_SHOWN: Bytes = 256 * 1024 * 1024;
