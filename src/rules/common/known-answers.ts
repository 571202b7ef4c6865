import type { Fact, Subject } from '../../facts/fact.ts';
import type { Judgement } from '../rule.ts';
import { met, notApplicable, some, unknown, unmet } from './judgement.ts';

/** Judges runs of known-answer tests, one judgement a subject: wrong answers, right ones, or none at all. */
export function judgeKnownAnswers(runs: readonly Fact<'kat.run'>[]): readonly Judgement[] {
  const bySubject = Map.groupBy(runs, ({ subject }) => subject);
  return [...bySubject].map(([subject, facts]) => judgeOne(subject, facts));
}

function judgeOne(subject: Subject, runs: readonly Fact<'kat.run'>[]): Judgement {
  const wrong = some(runs.filter(({ value }) => value.failed > 0));
  if (wrong !== undefined)
    return unmet(subject, wrong, { shortfall: wrong.map(wrongAnswers).join('; '), remedy: REMEDY });
  const right = some(runs.filter(({ value }) => value.passed > 0));
  if (right !== undefined) return met(subject, right, notesOf(runs));
  const reasons = [...new Set(runs.flatMap(({ value }) => Object.keys(value.skippedBecause)))].sort();
  if (reasons.length > 0 && reasons.every((reason) => reason.startsWith('not offered')))
    return notApplicable(subject, `${runs[0]?.value.version} does not offer it`);
  return unknown(subject, `no known answer was compared: ${reasons.join('; ') || 'no case'}`, { kind: 'kat.run' });
}

function wrongAnswers({ value }: Fact<'kat.run'>): string {
  const { algorithm, operation, passed, failed, firstFailure } = value;
  const first =
    firstFailure === null ? '' : ` (tcId ${firstFailure.tcId}, ${firstFailure.parameterSet}: ${firstFailure.why})`;
  return `${algorithm} ${operation}: ${failed} of ${passed + failed} answers wrong${first}`;
}

function notesOf(runs: readonly Fact<'kat.run'>[]): readonly string[] {
  const silent = runs.filter(({ value }) => value.passed === 0).map(({ value }) => value.operation);
  return silent.length === 0 ? [] : [`could not be asked: ${silent.join(', ')}`];
}

const REMEDY =
  "Do not use it for keys or signatures. Install the library anew from the system's own packages, then ask all known answers:\n$ pqready kat --full";
