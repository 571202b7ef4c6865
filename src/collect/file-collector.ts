import type { FactKind, Harvest } from '../facts/fact.ts';
import type { Locator, TargetPath } from '../facts/locator.ts';
import type { OpenFile } from '../target/file-visitor.ts';
import type { DirEntry } from '../target/views.ts';

/** Random access to one file's bytes, valid only during `see`. Both answer at most what is there; reads past the end are short. */
export type FileContent = OpenFile;

/** A collector that is shown files: asked per entry, shown each wanted file once in the runner's single walk. */
export interface FileCollector {
  readonly id: string;
  readonly yields: readonly FactKind[];
  /** By the path alone; false: it is not wanted whatever its size and mode. Absent: only `wants` can tell. */
  mayWant?(path: TargetPath): boolean;
  /** Cheap, by name, size, type and mode. Regular files only are asked. */
  wants(entry: DirEntry): boolean;
  /** By the first HEAD_BYTES (4096) bytes, valid during the call only; absent: every wanted file is shown. */
  begins?(head: Uint8Array, entry: DirEntry): boolean;
  /** Pure: what the file says. `at` is the locator to put into evidence (path, and in an image the layer). */
  see(entry: DirEntry, content: FileContent, at: Locator): Harvest;
  /** Once after the walk: what only the whole shows (a wheel beside its libs). */
  finish?(): Harvest;
}

/** A file collector: one is opened for each scan, so that its state is its own. */
export interface FileCollectorEntry {
  readonly id: string;
  readonly yields: readonly FactKind[];
  open(): FileCollector;
}

/** A file collector in the registry: loaded where files are walked. */
export interface ListedFileCollector {
  readonly id: string;
  load(): Promise<FileCollectorEntry>;
}
