import { type Gap, type Harvest, joinHarvests } from '../facts/fact.ts';
import type { Locator } from '../facts/locator.ts';
import type { FileInterest, FileVisitor } from '../target/file-visitor.ts';
import { describeHidden, type Hidden } from '../target/sighting.ts';
import type { DirEntry } from '../target/views.ts';
import type { FileCollector, FileCollectorEntry } from './file-collector.ts';

/** What a walk has shown to file collectors, and what each of them says of it. */
export interface CollectedFiles {
  readonly visitor: Pick<Required<FileVisitor>, 'enter' | 'mayEnter' | 'miss'>;
  /** After the walk: what the collector found, or why it failed. */
  outcome(id: string): Harvest | { readonly failed: string };
}

/** Opens the collectors and shows each of them the files that it wants. One that throws is asked no more: that is a bug of ours. */
export function collectFiles(entries: readonly FileCollectorEntry[]): CollectedFiles {
  const witnesses = entries.map((entry) => ({ collector: entry.open(), harvests: [], failed: undefined }) as Witness);
  return {
    visitor: {
      mayEnter: (path) =>
        witnesses.some((witness) => guard(witness, ({ collector }) => collector.mayWant?.(path) ?? true) === true),
      enter: (entry) => interestOf(witnesses, entry),
      miss(sighting) {
        if (sighting.state !== 'hidden') return;
        for (const witness of witnesses) missFile(witness, sighting.at, sighting.why);
      },
    },
    outcome(id) {
      const witness = witnesses.find(({ collector }) => collector.id === id);
      if (witness === undefined) return { failed: 'it was not opened' };
      guard(witness, ({ collector, harvests }) => {
        if (collector.finish !== undefined) harvests.push(collector.finish());
      });
      return witness.failed === undefined ? joinHarvests(witness.harvests) : { failed: witness.failed };
    },
  };
}

interface Witness {
  readonly collector: FileCollector;
  readonly harvests: Harvest[];
  failed: string | undefined;
}

function interestOf(witnesses: readonly Witness[], entry: DirEntry): FileInterest | undefined {
  let wanting = witnesses.filter((witness) => guard(witness, ({ collector }) => collector.wants(entry)) === true);
  if (wanting.length === 0) return undefined;
  return {
    begins(head) {
      wanting = wanting.filter(
        (witness) => guard(witness, ({ collector }) => collector.begins?.(head, entry) ?? true) === true,
      );
      return wanting.length > 0;
    },
    see(content, at) {
      for (const witness of wanting)
        guard(witness, ({ collector, harvests }) => harvests.push(collector.see(entry, content, at)));
    },
    miss(at, why) {
      for (const witness of wanting) missFile(witness, at, why);
    },
  };
}

function missFile({ collector, harvests }: Witness, at: Locator, why: Hidden): void {
  const gaps = collector.yields.map(
    (kind): Gap => ({ kind, subject: `collector ${collector.id}`, why: describeHidden({ at, why }), at }),
  );
  harvests.push({ facts: [], gaps });
}

function guard<T>(witness: Witness, act: (witness: Witness) => T): T | undefined {
  if (witness.failed !== undefined) return undefined;
  try {
    return act(witness);
  } catch (error) {
    witness.failed = error instanceof Error ? error.message : String(error);
    return undefined;
  }
}
