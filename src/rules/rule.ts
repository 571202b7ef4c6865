import type { FactId, FactKind, Gap, Subject } from '../facts/fact.ts';
import type { FactBase } from '../facts/fact-base.ts';
import type { RemedyId } from './common/remedies.ts';
import type { Step } from './remedy.ts';

/** A question about facts, with parameters and without any framework's name; pure. */
export interface Rule<P> {
  readonly id: string;
  readonly title: string;
  /** Kinds whose gaps leave the question open: `assess` turns such a gap into an unknown. */
  readonly reads: readonly FactKind[];
  /** Kinds that are looked at for context; their gaps change nothing. */
  readonly consults?: readonly FactKind[];
  /** The remedies that its findings can name: `explain` says what each is on every system. */
  readonly mends?: readonly RemedyId[];
  /** Reads `with` of a requirement. @throws PolicyError, at load time only */
  params(given: Readonly<Record<string, unknown>>): P;
  /** One judgement a subject; none when no fact speaks to the question, which comes out as unknown. */
  judge(facts: FactBase, params: P): readonly Judgement[];
}

/** What a rule says of one subject. */
export type Judgement = { readonly subject: Subject } & (
  | {
      readonly outcome: 'met';
      readonly because: readonly [FactId, ...FactId[]];
      /** Said beside the verdict: "re-check: ...". */
      readonly notes?: readonly string[];
    }
  | {
      readonly outcome: 'unmet';
      readonly because: readonly [FactId, ...FactId[]];
      readonly shortfall: string;
      readonly remedy: string;
      /** What the remedy means on this very system, where that can be said exactly. */
      readonly steps?: readonly Step[];
      readonly notes?: readonly string[];
    }
  | {
      readonly outcome: 'unknown';
      readonly missing: readonly [Gap, ...Gap[]];
      /** What was seen all the same, and leaves it open: put there by `assess`. */
      readonly because?: readonly FactId[];
    }
  | { readonly outcome: 'not-applicable'; readonly why: string }
);

/** A rule with its parameters' type forgotten, for the registry. */
export interface BoundRule {
  readonly id: string;
  readonly title: string;
  readonly reads: readonly FactKind[];
  readonly consults: readonly FactKind[];
  readonly mends: readonly RemedyId[];
  /** Reads the parameters and gives the question that is left. @throws PolicyError */
  with(given: Readonly<Record<string, unknown>>): AskedRule;
}

/** A rule with its parameters: what it looks at, and the question. */
export interface AskedRule {
  readonly id: string;
  readonly title: string;
  readonly reads: readonly FactKind[];
  readonly consults: readonly FactKind[];
  judge(facts: FactBase): readonly Judgement[];
}

/** Binds a rule for the registry. */
export function bind<P>(rule: Rule<P>): BoundRule {
  const { id, title, reads, consults = [], mends = [] } = rule;
  return {
    id,
    title,
    reads,
    consults,
    mends,
    with(given) {
      const params = rule.params(given);
      return { id, title, reads, consults, judge: (facts) => rule.judge(facts, params) };
    },
  };
}
