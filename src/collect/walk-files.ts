import type { FileVisitor } from '../target/file-visitor.ts';
import { TargetError } from '../target/target-error.ts';
import type { FileView } from '../target/views.ts';
import { type CollectedFiles, collectFiles } from './collected-files.ts';
import type { BoundCollector } from './collector.ts';
import type { FileCollectorEntry, ListedFileCollector } from './file-collector.ts';
import { openedPaths } from './opened-paths.ts';
import { failedOutcome, notServed, type Outcome, wordsOf } from './outcome.ts';
import { type TimeLimit, within } from './within.ts';

/** Who is shown files, and whose paths are kept for later. */
export interface WalkPlan {
  readonly collectors: readonly BoundCollector[];
  readonly fileCollectors: readonly ListedFileCollector[];
  /** False: a live host whose inventory was not asked for. */
  readonly walks: boolean;
}

/** The single walk over a target's files, for all file collectors at once. Its time limit counts from the last file shown. */
export async function walkFiles(
  files: FileView | undefined,
  { collectors, fileCollectors, walks }: WalkPlan,
  limit: TimeLimit,
): Promise<readonly Outcome[]> {
  if (files === undefined)
    return fileCollectors.map((each) => notServed(each, 'this kind of target does not serve: files'));
  const shown = walks ? await Promise.all(fileCollectors.map((each) => each.load())) : [];
  const collected = collectFiles(shown);
  const isAwaited = shown.length > 0 || files.streamed;
  const visitor = { ...collected.visitor, keeps: keepsFor(collectors) };
  const failed = isAwaited ? await walk(files, visitor, limit) : undefined;
  if (!walks)
    return fileCollectors.map((each) => notServed(each, 'the files of a host are walked with --inventory only'));
  return shown.map((each) => (failed === undefined ? outcomeOf(each, collected) : failedOutcome(each, failed)));
}

function outcomeOf(entry: FileCollectorEntry, collected: CollectedFiles): Outcome {
  const outcome = collected.outcome(entry.id);
  if ('failed' in outcome) return failedOutcome(entry, outcome.failed);
  return { ...outcome, coverage: { collector: entry.id, state: 'ran' } };
}

/** Why the walk could not be ended; undefined where it was. A target that turns out to be none is no matter of collectors. */
async function walk(
  files: FileView,
  visitor: Omit<FileVisitor, 'getsOn'>,
  limit: TimeLimit,
): Promise<string | undefined> {
  try {
    await within(limit, (signal, getsOn) => files.walk({ ...visitor, getsOn }, signal));
    return undefined;
  } catch (error) {
    if (error instanceof TargetError) throw error;
    return wordsOf(error);
  }
}

/** What collectors say that they open, and small files of the configuration, to which links and includes of it lead. */
function keepsFor(collectors: readonly BoundCollector[]): FileVisitor['keeps'] {
  const isOpened = openedPaths(collectors.flatMap(({ opens }) => opens));
  return ({ path, size }) => isOpened(path) || (size <= SMALL && path.startsWith('/etc/'));
}

const SMALL = 64 * 1024;
