import type { Coverage } from '../facts/coverage.ts';
import type { FactKind, Harvest } from '../facts/fact.ts';

/** What one collector brought home from a target, and what became of it. */
export interface Outcome extends Harvest {
  readonly coverage: Coverage;
}

/** Anything that collects, as far as its failure goes. */
interface Named {
  readonly id: string;
  readonly yields: readonly FactKind[];
}

/** A collector that failed or ran out of time leaves a gap for each kind that it yields. */
export function failedOutcome({ id, yields }: Named, why: string): Outcome {
  const gaps = yields.map((kind) => ({ kind, subject: `collector ${id}`, why: `the collector failed: ${why}` }));
  return { facts: [], gaps, coverage: { collector: id, state: 'failed', why } };
}

/** The target has nothing to offer to this collector. */
export function notServed({ id }: Pick<Named, 'id'>, why: string): Outcome {
  return { facts: [], gaps: [], coverage: { collector: id, state: 'not-served', why } };
}

/** The words of whatever was thrown. */
export function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
