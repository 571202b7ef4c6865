import type { Fact, FactKind, Gap } from './fact.ts';

/** The facts and gaps of one target, by kind. */
export interface FactBase {
  all<K extends FactKind>(kind: K): readonly Fact<K>[];
  /** Gaps of this kind, and those of no kind, which may hide any. */
  gaps(kind: FactKind): readonly Gap[];
}

/** Makes a base. */
export function factBase(facts: readonly Fact[], gaps: readonly Gap[]): FactBase {
  const byKind = Map.groupBy(facts, (each) => each.kind);
  const gapsByKind = new Map<FactKind, readonly Gap[]>();
  const gapsOf = (kind: FactKind): readonly Gap[] => {
    const found = gaps.filter((gap) => gap.kind === undefined || gap.kind === kind);
    gapsByKind.set(kind, found);
    return found;
  };
  return {
    // Grouped by kind: every member of the group has the kind that was asked for.
    all: <K extends FactKind>(kind: K) => (byKind.get(kind) ?? []) as unknown as readonly Fact<K>[],
    gaps: (kind) => gapsByKind.get(kind) ?? gapsOf(kind),
  };
}
