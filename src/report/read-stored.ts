import schema from '../../docs/schema/pqready.report-1.json' with { type: 'json' };
import { accepted, type Parsed, refused } from '../codec/parsed.ts';
import { digestOf } from '../facts/canonical.ts';
import type { Fact, FactId } from '../facts/fact.ts';
import { quote } from '../facts/quote.ts';
import type { IsoDate } from '../policy/profile.ts';
import type { ReportedAssessment } from './document.ts';
import type { TargetReport } from './format.ts';
import { convert } from './stored/conversions.ts';
import { isNestedDeeper } from './stored/nesting.ts';
import { problemWith, type Schema } from './stored/shape.ts';

/** One target of a stored report. */
export interface StoredTarget {
  /** What was found, with members that this version does not know, and without assessments: the facts are judged again. */
  readonly target: TargetReport;
  /** What it came to when it was judged; absent in what `collect` wrote. */
  readonly assessments?: readonly ReportedAssessment[];
  /** The day that it was judged as on. */
  readonly asOf: IsoDate;
}

/**
 * Reads one stored document, `pqready.report/1`, with or without assessments. What an older version wrote is converted; what
 * does not have the shape that the published schema gives it is refused by its path, since a rule must be able to trust it.
 * Each target must fit its `contentDigest`, and each fact its id, so that a value that was changed by hand is refused by name.
 * @param line the line of the file on which the document begins
 */
export function readStored(text: string, line = 1): Parsed<readonly StoredTarget[]> {
  if (isNestedDeeper(text, DEEPEST)) return refused(`nested deeper than ${DEEPEST} levels`, { line });
  const document = parseJson(text);
  if (!isRecord(document)) return refused('wants a JSON document', { line });
  const { schema: named, targets, asOf } = document;
  if (named !== 'pqready.report/1') return refused(`wants "schema": "pqready.report/1", has ${brief(named)}`, { line });
  if (!Array.isArray(targets)) return refused('the document has no list of targets', { line });
  const day =
    shapeProblem(asOf, 'IsoDate', 'asOf') ?? (/^\d{4}-\d{2}-\d{2}$/.test(`${asOf}`) ? undefined : 'asOf is no day');
  if (day !== undefined) return refused(day, { line });
  const read: StoredTarget[] = [];
  for (const [index, each] of targets.entries()) {
    const target = readTarget(each);
    if (typeof target === 'string') return refused(`targets[${index}]: ${quote(target)}`, { line });
    // Checked just above: ten characters in the form of a day.
    read.push({ ...target, asOf: asOf as IsoDate });
  }
  return accepted(read);
}

/** The target, or what is wrong with it. */
function readTarget(given: unknown): Omit<StoredTarget, 'asOf'> | string {
  if (!isRecord(given)) return 'is no object';
  const changed = changeIn(given);
  if (changed !== undefined) return changed;
  const { contentDigest: _, assessments, ...target } = convert(given, 'target');
  const problem = problemIn(target) ?? (assessments === undefined ? undefined : problemInAssessments(assessments));
  if (problem !== undefined) return problem;
  // Every member was held against the schema just now, which is made from these types.
  const found = target as unknown as TargetReport;
  return {
    target: { ...found, facts: found.facts.map(upToDate) },
    ...(assessments === undefined ? {} : { assessments: assessments as readonly ReportedAssessment[] }),
  };
}

/** What was changed since it was written: a fact by name where one can be named. */
function changeIn(target: Readonly<Record<string, unknown>>): string | undefined {
  const { contentDigest, ...content } = target;
  if (contentDigest !== undefined && contentDigest === digestOf(content)) return undefined;
  const facts = Array.isArray(target['facts']) ? target['facts'].filter(isRecord) : [];
  for (const { id, kind, subject, value } of facts) {
    const expected = digestOf([kind, subject, value]).slice(0, ID_LENGTH);
    if (id !== expected)
      return `facts: ${kind} of ${subject}: its id is ${id}, its content says ${expected}: it was changed`;
  }
  return contentDigest === undefined ? undefined : 'contentDigest does not fit the content: it was changed';
}

function problemIn(target: Readonly<Record<string, unknown>>): string | undefined {
  const { facts, gaps, coverage, labels, damage, kind, name, identity } = target;
  if (!Array.isArray(facts) || !Array.isArray(gaps) || !Array.isArray(coverage))
    return 'wants lists of facts, gaps and coverage';
  return (
    shapeProblem(kind, 'TargetKind', 'kind') ??
    (typeof name === 'string' ? undefined : 'name: wants string') ??
    (damage === undefined || typeof damage === 'string' ? undefined : 'damage: wants string') ??
    shapeProblem(identity, 'TargetIdentity', 'identity') ??
    problemWith(labels, LABELS, { definitions: DEFINITIONS, path: 'labels' }) ??
    firstProblem(coverage, (each, path) => shapeProblem(each, 'Coverage', path), 'coverage') ??
    firstProblem(gaps, gapProblem, 'gaps') ??
    firstProblem(facts, factProblem, 'facts')
  );
}

/** A gap of a kind that this version does not know hides nothing that it asks for. */
function gapProblem(gap: unknown, path: string): string | undefined {
  const { kind, ...rest } = isRecord(gap) ? gap : {};
  if (kind !== undefined && typeof kind !== 'string') return `${path}.kind: wants string`;
  return shapeProblem(rest, 'Gap', path);
}

/** The value of a fact of a kind that is not known is kept as it is: no rule looks at it. */
function factProblem(fact: unknown, path: string): string | undefined {
  if (!isRecord(fact)) return `${path} is no object`;
  const { kind, subject, evidence, value } = fact;
  if (typeof kind !== 'string' || typeof subject !== 'string' || !isRecord(value))
    return `${path}: wants kind, subject and value`;
  if (!Array.isArray(evidence) || evidence.length === 0) return `${path}: ${kind} of ${subject}: has no evidence`;
  const shape = VALUES.get(kind);
  return (
    firstProblem(evidence, (each, at) => shapeProblem(each, 'Evidence', at), `${path}.evidence`) ??
    (shape === undefined
      ? undefined
      : problemWith(convert(value, kind), shape, {
          definitions: DEFINITIONS,
          path: `${path}: ${kind} of ${subject}: value`,
        }))
  );
}

function upToDate(fact: Fact): Fact {
  const value = convert(fact.value as unknown as Readonly<Record<string, unknown>>, fact.kind);
  if ((value as unknown) === fact.value) return fact;
  const id = digestOf([fact.kind, fact.subject, value]).slice(0, ID_LENGTH) as FactId;
  // The converted value was held against the schema of its kind.
  return { ...fact, id, value } as unknown as Fact;
}

function problemInAssessments(assessments: unknown): string | undefined {
  if (!Array.isArray(assessments)) return 'assessments: wants array';
  return firstProblem(assessments, (each, path) => shapeProblem(each, 'ReportedAssessment', path), 'assessments');
}

function firstProblem(
  elements: readonly unknown[],
  problem: (element: unknown, path: string) => string | undefined,
  path: string,
): string | undefined {
  for (const [index, element] of elements.entries()) {
    const found = problem(element, `${path}[${index}]`);
    if (found !== undefined) return found;
  }
  return undefined;
}

function shapeProblem(value: unknown, definition: string, path: string): string | undefined {
  return problemWith(value, { $ref: definition }, { definitions: DEFINITIONS, path });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function brief(value: unknown): string {
  return quote(JSON.stringify(value) ?? 'nothing').slice(0, 60);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Deeper than any fact; far shallower than any stack. */
const DEEPEST = 64;
const ID_LENGTH = 16;
const DEFINITIONS: Readonly<Record<string, Schema>> = schema.definitions;
const LABELS: Schema = { type: 'object', additionalProperties: { type: 'string' } };
/** The shape of the value of each kind of fact. */
const VALUES: ReadonlyMap<string, Schema> = new Map(
  (DEFINITIONS['ReportedFact']?.anyOf ?? []).flatMap(({ properties = {} }) => {
    const { kind, value } = properties;
    return typeof kind?.const === 'string' && value !== undefined ? [[kind.const, value] as const] : [];
  }),
);
