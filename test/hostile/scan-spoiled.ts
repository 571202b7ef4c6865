import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Fact, FactKind, Gap } from '../../src/facts/fact.ts';
import { collectTree } from '../golden/scan-tree.ts';
import { type Tree, writeTree } from '../support/tree.ts';

/** A scan of a good tree that somebody has spoilt, beside the scan of the good one. */
export interface Spoilt {
  readonly good: readonly Fact[];
  readonly facts: readonly Fact[];
  /** Gaps that the good tree does not have. */
  readonly newGaps: readonly string[];
}

/**
 * Writes the tree, scans it, spoils it, scans it again.
 * @param spoil is given the root directory on disk
 * @param mend takes back after the scan what would stand in the way of cleaning up
 */
export async function scanSpoiled(
  tree: Tree,
  spoil: (root: string) => Promise<void>,
  mend: (root: string) => void = () => {},
): Promise<Spoilt> {
  const root = await mkdtemp(join(tmpdir(), 'pqready-hostile-'));
  try {
    await writeTree(root, tree);
    const good = await collectTree(root);
    await spoil(root);
    const { found, ms, grown } = await measured(() => collectTree(root)).finally(() => mend(root));
    expect(found.coverage.filter(({ state }) => state === 'failed')).toEqual([]);
    expect(ms).toBeLessThan(MOST_MS);
    expect(grown).toBeLessThan(MOST_BYTES);
    const known = new Set(good.gaps.map(sayGap));
    const newGaps = [...new Set(found.gaps.map(sayGap))].filter((gap) => !known.has(gap));
    return { good: good.facts, facts: found.facts, newGaps };
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

/** Expects that every fact of the other kinds is what it was: damage in one place changes nothing elsewhere. */
export function expectElsewhereUnchanged({ good, facts }: Spoilt, touched: readonly FactKind[]): void {
  const elsewhere = (all: readonly Fact[]) =>
    all.filter(({ kind }) => !touched.includes(kind)).map(({ kind, subject, value }) => ({ kind, subject, value }));
  expect(elsewhere(good).length).toBeGreaterThan(0);
  expect(elsewhere(facts)).toEqual(elsewhere(good));
}

/** The reasons of the new gaps of a kind. */
export function newGapsOf({ newGaps }: Spoilt, kind: FactKind): string {
  return newGaps
    .filter((gap) => gap.startsWith(`${kind}: `))
    .map((gap) => gap.slice(kind.length + 2))
    .join('\n');
}

/** Kind and reason of a gap, as a test compares them. */
function sayGap({ kind, why }: Gap): string {
  return `${kind ?? 'any'}: ${why}`;
}

/** Time, and how far the memory of this thread grew at its highest. */
async function measured<T>(
  work: () => Promise<T>,
): Promise<{ readonly found: T; readonly ms: number; readonly grown: number }> {
  const before = bytesInUse();
  let highest = before;
  const sampler = setInterval(() => {
    highest = Math.max(highest, bytesInUse());
  }, 1);
  const started = performance.now();
  try {
    const found = await work();
    return { found, ms: performance.now() - started, grown: Math.max(highest, bytesInUse()) - before };
  } finally {
    clearInterval(sampler);
  }
}

function bytesInUse(): number {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

const MOST_MS = 2000;
const MOST_BYTES = 96 * 1024 * 1024;
