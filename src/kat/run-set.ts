import type { KnownAnswer, Operation, VectorSet } from '../codec/known-answer.ts';
import { describeProblem } from '../codec/parsed.ts';
import type { KatFailure, KatRun } from '../facts/values/kat.ts';
import { compare, type Outcome } from './compare.ts';
import { controlFor } from './control.ts';
import type { Engine } from './engine.ts';

/** What a set comes to; `problem`: the file is damaged, and nothing after that place was run. */
export interface SetResult {
  readonly runs: readonly KatRun[];
  readonly problem: string | null;
}

/** How to run. */
export interface RunOptions {
  readonly signal: AbortSignal;
  /** Runs cases that take seconds each as well. */
  readonly full: boolean;
  /** Told after each case. */
  readonly onCase?: () => void;
}

/**
 * Puts every case of a set to an engine, as many at a time as it takes. A refusal counts only from an engine that answers a good
 * question of the same operation and parameter set: one that refuses everything passes nothing.
 */
export async function runSet(set: VectorSet, engine: Engine, options: RunOptions): Promise<SetResult> {
  const done: Done[] = [];
  let problem: string | null = null;
  const cases = set.cases()[Symbol.iterator]();
  const work = async () => {
    for (let next = cases.next(); next.done !== true; next = cases.next()) {
      options.signal.throwIfAborted();
      if (!next.value.ok) problem = describeProblem(next.value);
      else {
        const known = next.value.value;
        // Claimed before the answer is waited for, so that results stand in the order of the file.
        const place = done.push({ ...nameOf(known), outcome: SLOW }) - 1;
        if (!known.slow || options.full)
          done[place] = { ...nameOf(known), outcome: await judge(known, engine, options) };
      }
      options.onCase?.();
    }
  };
  await Promise.all(Array.from({ length: engine.atOnce }, work));
  const believed = await withoutHollowRefusals(done, set, engine, options);
  const byOperation = Map.groupBy(believed, ({ operation }) => operation);
  return { runs: [...byOperation].map(([operation, ofIt]) => summarise(set, engine, operation, ofIt)), problem };
}

/** What is kept of a case once it was put: a large set would fill the memory with its keys. */
interface Done {
  readonly tcId: number;
  readonly operation: Operation;
  readonly parameterSet: string;
  readonly note: string | null;
  readonly outcome: Outcome;
}

function nameOf({ tcId, parameterSet, note, asked }: KnownAnswer): Omit<Done, 'outcome'> {
  return { tcId, parameterSet, note, operation: asked.operation };
}

async function judge(known: KnownAnswer, engine: Engine, { signal }: RunOptions): Promise<Outcome> {
  const outcome = compare(known.expected, await engine.answer(known, signal));
  await breathe();
  return outcome;
}

/** Where an engine passed by refusing alone, a good question of the same kind is put to it, and its refusals stand or fall by that. */
async function withoutHollowRefusals(
  done: readonly Done[],
  set: VectorSet,
  engine: Engine,
  { signal }: RunOptions,
): Promise<readonly Done[]> {
  const shown = new Set(
    done
      .filter(({ outcome }) => outcome.is === 'passed' && outcome.by === 'value')
      .flatMap((one) => [kindOf(one), kindOf({ ...one, operation: CHECKED_BY_USE[one.operation] ?? one.operation })]),
  );
  const refused = done.filter(({ outcome }) => outcome.is === 'passed' && outcome.by === 'refusal').map(kindOf);
  const doubts = new Map<string, string>();
  for (const kind of new Set(refused)) {
    if (shown.has(kind)) continue;
    const doubt = await doubtOf(
      done.find((one) => kindOf(one) === kind),
      set,
      engine,
      signal,
    );
    if (doubt !== null) doubts.set(kind, `it refuses a good question as well: ${doubt}`);
  }
  return done.map((one) => {
    const why = doubts.get(kindOf(one));
    return why === undefined || one.outcome.is !== 'passed' ? one : { ...one, outcome: { is: 'failed', why } };
  });
}

/** Null where the engine answers a good question of that kind. */
async function doubtOf(
  kind: Done | undefined,
  set: VectorSet,
  engine: Engine,
  signal: AbortSignal,
): Promise<string | null> {
  const control = kind === undefined ? undefined : await controlFor(kind, set);
  if (control === undefined) return 'there is none to put to it';
  const outcome = compare(control.expected, await engine.answer(control, signal));
  return outcome.is === 'failed' ? outcome.why : null;
}

function kindOf({ parameterSet, operation }: Done): string {
  return `${parameterSet} ${operation}`;
}

function summarise(set: VectorSet, engine: Engine, operation: Operation, cases: readonly Done[]): KatRun {
  const skippedBecause: Record<string, number> = {};
  for (const { outcome } of cases)
    if (outcome.is === 'skipped') skippedBecause[outcome.why] = (skippedBecause[outcome.why] ?? 0) + 1;
  const count = (is: Outcome['is']) => cases.filter(({ outcome }) => outcome.is === is).length;
  const first = cases.find(({ outcome }) => outcome.is === 'failed');
  const { id, version, proof } = engine;
  return {
    engine: id,
    version,
    proof,
    algorithm: set.algorithm,
    operation,
    vectorSet: set.title,
    passed: count('passed'),
    failed: count('failed'),
    skipped: count('skipped'),
    skippedBecause,
    firstFailure: first?.outcome.is === 'failed' ? failureOf(first, first.outcome.why) : null,
  };
}

function failureOf({ tcId, parameterSet, note }: Done, why: string): KatFailure {
  return { tcId, parameterSet, why, note };
}

/** Lets signals and progress in between two computations of this process. */
function breathe(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Who computes with a good key has accepted it. */
const CHECKED_BY_USE: Readonly<Partial<Record<Operation, Operation>>> = {
  encapsulation: 'encapsulationKeyCheck',
  decapsulation: 'decapsulationKeyCheck',
};
const SLOW: Outcome = { is: 'skipped', why: 'slow: --full runs it' };
