import { accepted, type Parsed, refused } from '../codec/parsed.ts';
import { digestOf } from '../facts/canonical.ts';
import type { Coverage } from '../facts/coverage.ts';
import type { Fact, Gap } from '../facts/fact.ts';
import type { TargetIdentity } from '../facts/target-identity.ts';
import { targetKinds } from '../vocabulary/target-kind.ts';
import type { TargetReport } from './format.ts';

/**
 * Reads stored facts: a `pqready.report/1` document, with or without assessments, or one such document or target a line
 * (`jsonl`). Earlier assessments are left behind, since the facts are to be judged again. Each fact's id is computed anew and
 * must fit, so a value that was changed by hand is refused by name. Members that are not known are passed over.
 */
export function readStored(text: string): Parsed<readonly TargetReport[]> {
  const whole = parseJson(text);
  if (whole !== undefined) return readDocument(whole, 1);
  const lines = text.split('\n');
  const targets: TargetReport[] = [];
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const document = parseJson(line);
    if (document === undefined)
      return refused('neither a JSON document nor a JSON document a line', { line: index + 1 });
    const read = readDocument(document, index + 1);
    if (!read.ok) return read;
    targets.push(...read.value);
  }
  return accepted(targets);
}

function readDocument(document: unknown, line: number): Parsed<readonly TargetReport[]> {
  if (!isRecord(document) || document['schema'] !== 'pqready.report/1') {
    return refused('wants a document with "schema": "pqready.report/1"', { line });
  }
  const listed = document['targets'] ?? (document['target'] === undefined ? undefined : [document['target']]);
  if (!Array.isArray(listed)) return refused('the document has no list of targets', { line });
  const targets: TargetReport[] = [];
  for (const [index, each] of listed.entries()) {
    const problem = problemOf(each);
    if (problem !== undefined) return refused(`targets[${index}]: ${problem}`, { line });
    targets.push(storedTarget(each));
  }
  return accepted(targets);
}

/** What is wrong with a target, in a word; undefined: nothing that would mislead a rule. */
function problemOf(target: unknown): string | undefined {
  if (!isRecord(target)) return 'is no object';
  const { kind, name, identity, facts, gaps, coverage } = target;
  if (!targetKinds.some((each) => each === kind)) return `kind: no such kind of target: ${JSON.stringify(kind)}`;
  if (typeof name !== 'string' || !isRecord(identity)) return 'wants a name and an identity';
  if (!Array.isArray(facts) || !Array.isArray(gaps) || !Array.isArray(coverage))
    return 'wants lists of facts, gaps and coverage';
  const gap = gaps.findIndex(
    (each) => !isRecord(each) || typeof each['subject'] !== 'string' || typeof each['why'] !== 'string',
  );
  if (gap >= 0) return `gaps[${gap}]: wants subject and why`;
  for (const [index, each] of facts.entries()) {
    const problem = factProblem(each);
    if (problem !== undefined) return `facts[${index}]: ${problem}`;
  }
  return undefined;
}

function factProblem(fact: unknown): string | undefined {
  if (!isRecord(fact)) return 'is no object';
  const { id, kind, subject, value, evidence } = fact;
  if (typeof kind !== 'string' || typeof subject !== 'string' || !isRecord(value))
    return 'wants kind, subject and value';
  if (!Array.isArray(evidence) || evidence.length === 0 || !evidence.every(isEvidence))
    return `${kind} of ${subject}: has no evidence`;
  const expected = digestOf([kind, subject, value]).slice(0, 16);
  return id === expected
    ? undefined
    : `${kind} of ${subject}: its id is ${String(id)}, its content says ${expected}: it was changed`;
}

function isEvidence(each: unknown): boolean {
  return (
    isRecord(each) && isRecord(each['at']) && typeof each['at']['in'] === 'string' && typeof each['quote'] === 'string'
  );
}

/** Everything that is read here was checked by problemOf; the rest of a fact is vouched for by its id. */
function storedTarget(target: Readonly<Record<string, unknown>>): TargetReport {
  return {
    kind: target['kind'] as TargetReport['kind'],
    name: target['name'] as string,
    identity: target['identity'] as TargetIdentity,
    labels: isRecord(target['labels']) ? (target['labels'] as Readonly<Record<string, string>>) : {},
    facts: target['facts'] as readonly Fact[],
    gaps: target['gaps'] as readonly Gap[],
    coverage: target['coverage'] as readonly Coverage[],
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
