import type { FileVisitor } from '../target/file-visitor.ts';
import type { FileView } from '../target/views.ts';
import { type CollectedFiles, collectFiles } from './collected-files.ts';
import type { BoundCollector } from './collector.ts';
import type { FileCollectorEntry } from './file-collector.ts';
import { openedPaths } from './opened-paths.ts';
import { failedOutcome, notServed, type Outcome, wordsOf } from './outcome.ts';
import { type TimeLimit, within } from './within.ts';

/** Who is shown files, and whose paths are kept for later. */
export interface WalkPlan {
  readonly collectors: readonly BoundCollector[];
  readonly fileCollectors: readonly FileCollectorEntry[];
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
  const shown = walks ? fileCollectors : [];
  const collected = collectFiles(shown);
  const isAwaited = shown.length > 0 || files.streamed;
  const failed = isAwaited ? await walk(files, visitorOf(collected, collectors), limit) : undefined;
  return fileCollectors.map((each) => {
    if (!walks) return notServed(each, 'the files of a host are walked with --inventory only');
    return failed === undefined ? outcomeOf(each, collected) : failedOutcome(each, failed);
  });
}

function visitorOf({ visitor }: CollectedFiles, collectors: readonly BoundCollector[]): FileVisitor {
  return { ...visitor, keeps: openedPaths(collectors.flatMap(({ opens }) => opens)) };
}

function outcomeOf(entry: FileCollectorEntry, collected: CollectedFiles): Outcome {
  const outcome = collected.outcome(entry.id);
  if ('failed' in outcome) return failedOutcome(entry, outcome.failed);
  return { ...outcome, coverage: { collector: entry.id, state: 'ran' } };
}

/** Why the walk could not be ended; undefined where it was. */
async function walk(files: FileView, visitor: FileVisitor, limit: TimeLimit): Promise<string | undefined> {
  try {
    await within(limit, (signal, getsOn) =>
      files.walk(
        {
          ...visitor,
          enter(entry) {
            getsOn();
            return visitor.enter(entry);
          },
        },
        signal,
      ),
    );
    return undefined;
  } catch (error) {
    return wordsOf(error);
  }
}
