import { factBase } from '../facts/fact-base.ts';
import type { IsoDate, Requirement } from '../policy/profile.ts';
import { whyNotAsked } from './applies.ts';
import { type Dimension, dimensions, namesOf, systemWith } from './candidates.ts';
import type { Prepared, PreparedRequirement } from './prepare.ts';
import { type Answers, answer } from './question.ts';
import { failsFrom } from './weigh.ts';

/** What several profiles come to together: where no configuration satisfies them, and which comes nearest. */
export interface Comparison {
  readonly conflicts: readonly Conflict[];
  readonly nearest: readonly Nearest[];
}

/** Requirements that no configuration satisfies together, though each can be satisfied, and none can be left out of them. */
export interface Conflict {
  readonly dimension: Dimension;
  readonly between: readonly Asked[];
  /** The day from which all of them fail where they are not met; null: one of them only warns. */
  readonly from: IsoDate | null;
}

/** The configuration of one dimension that leaves least unmet. */
export interface Nearest {
  readonly dimension: Dimension;
  readonly names: readonly string[];
  readonly unmet: readonly Asked[];
  /** How many configurations were tried. */
  readonly tried: number;
}

/** A requirement of a profile. */
export interface Asked {
  readonly profile: string;
  readonly requirement: Requirement;
}

/**
 * Holds the real rules of profiles against systems that are made up: every set of names of a dimension, everything else left
 * out. Dates are set aside, so that what conflicts in 2035 shows today. What a configuration does not decide plays no part.
 */
export function compareProfiles(profiles: readonly Prepared[]): Comparison {
  const found = dimensions.map((dimension) => compareIn(dimension, profiles));
  return {
    conflicts: found.flatMap(({ conflicts }) => conflicts),
    nearest: found.flatMap(({ nearest }) => (nearest === undefined ? [] : [nearest])),
  };
}

/** A requirement and what each candidate makes of it. */
interface Row extends Asked {
  readonly prepared: Prepared;
  /** By candidate. */
  readonly met: readonly boolean[];
}

function compareIn(
  dimension: Dimension,
  profiles: readonly Prepared[],
): { readonly conflicts: readonly Conflict[]; readonly nearest: Nearest | undefined } {
  const candidates = subsets(namesOf(dimension), dimension === 'least TLS version');
  const bases = candidates.map((names) => ({ facts: factBase(systemWith(dimension, names), []), answers: new Map() }));
  const rows = profiles.flatMap((prepared) =>
    prepared.requirements
      .filter((each) => isAsked(each, prepared, bases))
      .map((each) => ({
        profile: prepared.profile.id,
        requirement: each.requirement,
        prepared,
        met: bases.map(({ facts, answers }) => isMet(answer(each.question, facts, answers))),
      })),
  );
  // What every candidate meets, or none, is not decided by this dimension.
  const deciding = rows.filter(({ met }) => met.includes(true) && met.includes(false));
  const conflicts = conflictsOf(deciding).map((between) => ({
    dimension,
    between: between.map(asked),
    from: latest(between),
  }));
  return { conflicts, nearest: nearestOf(dimension, candidates, deciding) };
}

interface Tried {
  readonly facts: ReturnType<typeof factBase>;
  readonly answers: Answers;
}

/** A requirement on the configuration of a host in the category that was chosen. */
function isAsked(each: PreparedRequirement, { profile }: Prepared, [first]: readonly Tried[]): boolean {
  const looks = each.question.asked.reads.some((kind) => kind === 'tls.configured' || kind === 'ssh.configured');
  const decides = each.requirement.confidence !== 'L';
  return (
    looks &&
    decides &&
    first !== undefined &&
    whyNotAsked(each.requirement, profile, { kind: 'host', facts: first.facts }) === undefined
  );
}

function isMet(judgements: ReturnType<typeof answer>): boolean {
  const applying = judgements.filter(({ outcome }) => outcome !== 'not-applicable');
  return applying.length > 0 && applying.every(({ outcome }) => outcome === 'met');
}

/** Pairs first; where no pair explains why nothing satisfies all, the smallest set that is found by leaving out one after the other. */
function conflictsOf(rows: readonly Row[]): readonly (readonly Row[])[] {
  const pairs = rows.flatMap((left, index) =>
    rows.slice(index + 1).flatMap((right) => (isSatisfiable([left, right]) ? [] : [[left, right]])),
  );
  if (pairs.length > 0 || isSatisfiable(rows)) return pairs;
  let kept = rows;
  for (const row of rows) {
    const without = kept.filter((each) => each !== row);
    if (!isSatisfiable(without)) kept = without;
  }
  return [kept];
}

function isSatisfiable(rows: readonly Row[]): boolean {
  const [first] = rows;
  return first === undefined || first.met.some((_, index) => rows.every(({ met }) => met[index] === true));
}

function nearestOf(
  dimension: Dimension,
  candidates: readonly (readonly string[])[],
  rows: readonly Row[],
): Nearest | undefined {
  if (rows.length === 0) return undefined;
  const costs = candidates.map((_, index) =>
    rows.reduce((sum, row) => sum + (row.met[index] === true ? 0 : costOf(row)), 0),
  );
  // Candidates are in the order of their size: the first of the cheapest is the simplest.
  const best = costs.indexOf(Math.min(...costs));
  const unmet = rows.filter(({ met }) => met[best] !== true).map(asked);
  return { dimension, names: candidates[best] ?? [], unmet, tried: candidates.length };
}

/** A high one outweighs any number of medium ones that there may be; what only warns counts where nothing else does. */
function costOf({ requirement }: Row): number {
  const warnsOnly = requirement.force === 'should' || requirement.binding === 'draft';
  return COSTS[requirement.severity] * (warnsOnly ? 0.001 : 1);
}

function latest(rows: readonly Row[]): IsoDate | null {
  const days = rows.map(({ requirement, prepared: { scale } }) => {
    const { binding, force, dates } = requirement;
    const warnsOnly =
      force === 'should' ||
      (binding === 'draft' && scale.drafts !== 'fail') ||
      (dates.deprecated !== undefined && dates.disallowed === undefined);
    return warnsOnly ? null : (failsFrom(requirement, scale) ?? scale.asOf);
  });
  return days.reduce((left, right) => (left === null || right === null ? null : left > right ? left : right));
}

/** Every set that is not empty, small ones first; a scale has one value at a time. */
function subsets(names: readonly string[], isScale: boolean): readonly (readonly string[])[] {
  if (isScale) return names.map((name) => [name]);
  const all = Array.from({ length: 2 ** names.length - 1 }, (_, index) =>
    names.filter((_name, at) => ((index + 1) >> at) % 2 === 1),
  );
  return all.sort((left, right) => left.length - right.length);
}

function asked({ profile, requirement }: Row): Asked {
  return { profile, requirement };
}

const COSTS = { high: 10_000, medium: 100, low: 1 } as const;
