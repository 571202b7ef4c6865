import type { KatRun } from '../facts/values/kat.ts';

/** What a run of known-answer tests came to. */
export interface KatReport {
  readonly tool: { readonly name: string; readonly version: string };
  readonly engines: readonly KatEngine[];
  readonly runs: readonly KatFileRun[];
  /** Files that were passed over, or that claim to be a set and are broken. */
  readonly files: readonly { readonly file: string; readonly state: 'skipped' | 'damaged'; readonly why: string }[];
}

/** An engine that was asked for; `why` where it could not be opened. */
export type KatEngine =
  | { readonly id: string; readonly version: string; readonly proof: string | null }
  | { readonly id: string; readonly why: string; readonly wanted: boolean };

/** One operation of one file. */
export interface KatFileRun extends KatRun {
  readonly file: string;
  /** Of the set's content, unpacked. */
  readonly sha256: string;
}

/** What a run says: only one in which something ran and nothing failed has passed. */
export function weightOf({ passed, failed }: Pick<KatRun, 'passed' | 'failed'>): 'pass' | 'fail' | 'unknown' {
  if (failed > 0) return 'fail';
  return passed > 0 ? 'pass' : 'unknown';
}

/** Counts over runs. */
export function sumOf(runs: readonly KatRun[]): Pick<KatRun, 'passed' | 'failed' | 'skipped' | 'skippedBecause'> {
  const skippedBecause: Record<string, number> = {};
  for (const [why, count] of runs.flatMap((run) => Object.entries(run.skippedBecause)))
    skippedBecause[why] = (skippedBecause[why] ?? 0) + count;
  const total = (name: 'passed' | 'failed' | 'skipped') => runs.reduce((sum, run) => sum + run[name], 0);
  return { passed: total('passed'), failed: total('failed'), skipped: total('skipped'), skippedBecause };
}

/**
 * 0 all passed; 1 a case failed; 2 a file that was named is damaged or not there; 3 an engine that was asked for is not there, or
 * of a set (or of everything) no case ran. `unknown` of `pass` lets the latter be.
 */
export function katExitCode({ engines, runs, files }: KatReport, unknown: 'fail' | 'pass'): 0 | 1 | 2 | 3 {
  if (runs.some(({ failed }) => failed > 0)) return 1;
  if (files.some(({ state }) => state === 'damaged')) return 2;
  const bySet = Map.groupBy(runs, ({ engine, file }) => `${engine} ${file}`);
  const isOpen = [...bySet.values()].some((set) => weightOf(sumOf(set)) === 'unknown');
  const isMissing = engines.some((engine) => 'why' in engine && engine.wanted);
  return unknown === 'fail' && (runs.length === 0 || isOpen || isMissing) ? 3 : 0;
}
