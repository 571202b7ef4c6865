import { type CelInput, celEnv, isCelError, parse, plan } from '@bufbuild/cel';
import type { Fact, FactKind } from '../../facts/fact.ts';
import type { FactBase } from '../../facts/fact-base.ts';
import { PolicyError } from '../../policy/profile.ts';
import { met, notApplicable, unknown, unmet } from '../common/judgement.ts';
import { names, readParameters } from '../common/parameters.ts';
import type { BoundRule, Judgement } from '../rule.ts';
import { comprehensionDepth, deepestBracket, largestList, readText, readTextOr } from './limits.ts';

/**
 * A house check in CEL over each fact of one kind. `value` and `subject` are that fact's, `facts["KIND"]` the facts of the
 * kinds named in `also`. What the expression cannot settle (a member that is missing, a result that is neither true nor
 * false) is unknown, never false. It has no clock, no files and no names but these, and its work is bounded.
 * Source: CEL specification, language definition; docs/EXPRESSIONS.md.
 */
export const expression: BoundRule = {
  id: 'expression',
  title: 'an expression of the house holds',
  reads: [],
  consults: [],
  mends: [],
  with(given) {
    const { each, also, holds, where, shortfall, remedy } = readParameters(given, PARAMETERS);
    const kinds = [each, ...also].map(asKind);
    const [filter, check] = [compile('where', where), compile('holds', holds)];
    return {
      id: 'expression',
      title: shortfall,
      reads: kinds,
      consults: [],
      judge: (facts) => {
        const others = Object.fromEntries(also.map((kind) => [kind, facts.all(asKind(kind)).map(plainFact)]));
        return facts.all(asKind(each)).map((fact) => {
          const variables = { ...plainFact(fact), facts: others };
          const asked = filter(variables);
          if (asked === false) return notApplicable(fact.subject, `not asked of it: ${where}`);
          if (asked !== true) return unknown(fact.subject, `${where}: ${asked.why}`, { kind: fact.kind });
          return settled(fact, check(variables), { shortfall, remedy, because: becauseOf(fact, also, facts) });
        });
      },
    };
  },
};

type Outcome = boolean | { readonly why: string };
type Variables = Readonly<Record<string, CelInput>>;

function settled(
  fact: Fact,
  outcome: Outcome,
  { shortfall, remedy, because }: { shortfall: string; remedy: string; because: readonly [Fact, ...Fact[]] },
): Judgement {
  if (outcome === true) return met(fact.subject, because);
  if (outcome === false) return unmet(fact.subject, because, { shortfall, remedy });
  return unknown(fact.subject, outcome.why, { kind: fact.kind });
}

function becauseOf(fact: Fact, also: readonly string[], facts: FactBase): readonly [Fact, ...Fact[]] {
  return [fact, ...also.flatMap((kind) => facts.all(asKind(kind)))];
}

/** Reads an expression once. @throws PolicyError with the place inside the expression */
function compile(parameter: string, source: string): (variables: Variables) => Outcome {
  if (source === 'true') return () => true;
  if (source.length > LONGEST) throw new PolicyError(`${parameter} is longer than ${LONGEST} characters`);
  if (deepestBracket(source) > 32) throw new PolicyError(`${parameter} is nested deeper than 32 brackets`);
  const tree = parsed(parameter, source);
  const depth = comprehensionDepth(tree);
  if (depth > DEEPEST)
    throw new PolicyError(`${parameter}: all, exists, map and filter stand ${depth} deep, at most ${DEEPEST}`);
  const run = plan(celEnv({}), tree);
  return (variables) => {
    const work = largestList(variables) ** depth;
    if (work > MOST_WORK) return { why: `the facts are too many for this expression (${work} steps)` };
    const result = run(variables);
    if (typeof result === 'boolean') return result;
    return { why: isCelError(result) ? result.message : 'the expression is neither true nor false' };
  };
}

function parsed(parameter: string, source: string): ReturnType<typeof parse> {
  try {
    return parse(source);
  } catch (error) {
    const what = error instanceof Error ? error.message.replace(/^<input>:/, 'at ') : 'is not CEL';
    throw new PolicyError(`${parameter}: ${what}`);
  }
}

/** Facts are plain data as JSON has it; numbers are CEL's doubles. */
function plainFact({ subject, value }: Fact): { readonly subject: string; readonly value: CelInput } {
  // FactValues hold text, numbers, truth values, null, lists and maps of them: what CelInput is.
  return { subject, value: value as unknown as CelInput };
}

function asKind(kind: string): FactKind {
  // A kind that nobody writes has no facts, and the requirement is then unknown by name; `profiles check` knows the kinds.
  return kind as FactKind;
}

const LONGEST = 2000;
const DEEPEST = 2;
const MOST_WORK = 20_000;
const PARAMETERS = {
  each: readText('the kind of fact that is looked at, such as tls.configured'),
  also: names([]),
  holds: readText('an expression in CEL'),
  where: readTextOr('an expression in CEL', 'true'),
  shortfall: readText('a sentence for when it does not hold'),
  remedy: readTextOr('a sentence', 'Ask whoever wrote this requirement.'),
} as const;
