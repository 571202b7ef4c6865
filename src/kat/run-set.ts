import type { KnownAnswer, Operation, VectorSet } from '../codec/known-answer.ts';
import { describeProblem } from '../codec/parsed.ts';
import type { KatFailure, KatRun } from '../facts/values.ts';
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
  const done: { readonly known: KnownAnswer; readonly outcome: Outcome }[] = [];
  let problem: string | null = null;
  const trusted = remembering((known) => answersGoodQuestion(known, set, engine, options.signal));
  const cases = set.cases()[Symbol.iterator]();
  const work = async () => {
    for (let next = cases.next(); next.done !== true; next = cases.next()) {
      options.signal.throwIfAborted();
      if (!next.value.ok) problem = describeProblem(next.value);
      else {
        const known = next.value.value;
        // Claimed before the answer is waited for, so that results stand in the order of the file.
        const place = done.push({ known, outcome: SLOW }) - 1;
        done[place] = { known, outcome: await judgeCase(known, engine, trusted, options) };
      }
      options.onCase?.();
    }
  };
  await Promise.all(Array.from({ length: engine.atOnce }, work));
  const byOperation = Map.groupBy(done, ({ known }) => known.asked.operation);
  const runs = [...byOperation].map(([operation, cases]) => summarise(set, engine, operation, cases));
  return { runs, problem };
}

async function judgeCase(
  known: KnownAnswer,
  engine: Engine,
  trusted: (known: KnownAnswer) => Promise<string | null>,
  { full, signal }: RunOptions,
): Promise<Outcome> {
  if (known.slow && !full) return SLOW;
  const outcome = compare(known.expected, await engine.answer(known, signal));
  await breathe();
  if (outcome.is !== 'passed' || outcome.by !== 'refusal') return outcome;
  const doubt = await trusted(known);
  return doubt === null ? outcome : { is: 'failed', why: `it refuses a good question as well: ${doubt}` };
}

/** Null where it does. */
async function answersGoodQuestion(
  known: KnownAnswer,
  set: VectorSet,
  engine: Engine,
  signal: AbortSignal,
): Promise<string | null> {
  const control = await controlFor(known, set);
  if (control === undefined) return 'there is none to put to it';
  const outcome = compare(control.expected, await engine.answer(control, signal));
  return outcome.is === 'failed' ? outcome.why : null;
}

function summarise(
  set: VectorSet,
  engine: Engine,
  operation: Operation,
  cases: readonly { readonly known: KnownAnswer; readonly outcome: Outcome }[],
): KatRun {
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
    firstFailure: first?.outcome.is === 'failed' ? failureOf(first.known, first.outcome.why) : null,
  };
}

function failureOf({ tcId, parameterSet, note }: KnownAnswer, why: string): KatFailure {
  return { tcId, parameterSet, why, note };
}

function remembering(look: (known: KnownAnswer) => Promise<string | null>) {
  const known = new Map<string, Promise<string | null>>();
  return (one: KnownAnswer) => {
    const key = `${one.parameterSet} ${one.asked.operation}`;
    const answer = known.get(key) ?? look(one);
    known.set(key, answer);
    return answer;
  };
}

/** Lets signals and progress in between two computations of this process. */
function breathe(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

const SLOW: Outcome = { is: 'skipped', why: 'slow: --full runs it' };
