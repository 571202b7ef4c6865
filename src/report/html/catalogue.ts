import type { Assessment } from '../../assess/assessment.ts';
import type { Requirement } from '../../policy/profile.ts';
import type { TargetReport } from '../format.ts';
import { type Markup, markup } from './markup.ts';
import { isAskedElsewhere } from './weights.ts';

/** Every requirement of the run, once: findings refer to it by number, so that its text and clauses are not repeated. */
export interface Catalogue {
  readonly profiles: readonly CataloguedProfile[];
  /** The place of a requirement in the page: `r12`. */
  idOf(profile: string, requirement: string): string;
}

export interface CataloguedProfile {
  readonly profile: Assessment['profile'];
  readonly requirements: readonly Requirement[];
  /** Those that are asked of at least one target of the run. */
  readonly asked: ReadonlySet<string>;
  readonly notJudged: Assessment['notJudged'];
  readonly notes: Assessment['notes'];
}

/** Gathers the requirements of every assessment; profiles in their order, requirements by id. */
export function catalogueOf(targets: readonly TargetReport[]): Catalogue {
  const judged = targets.flatMap(({ assessments = [], kind }) =>
    assessments.map((assessment) => ({ assessment, kind })),
  );
  const byProfile = Map.groupBy(judged, ({ assessment }) => assessment.profile.id);
  const profiles = [...byProfile.values()].map(catalogued).filter((each) => each !== undefined);
  const ids = new Map<string, string>();
  for (const { profile, requirements } of profiles)
    for (const { id } of requirements) ids.set(keyOf(profile.id, id), `r${ids.size + 1}`);
  return { profiles, idOf: (profile, requirement) => ids.get(keyOf(profile, requirement)) ?? 'requirements' };
}

/** A link to where a requirement is told in full. */
export function requirementLink(catalogue: Catalogue, profile: string, requirement: string): Markup {
  return markup`<a href="#${catalogue.idOf(profile, requirement)}"><code>${requirement}</code></a>`;
}

function catalogued(same: readonly Judged[]): CataloguedProfile | undefined {
  const [first] = same;
  if (first === undefined) return undefined;
  const requirements = new Map<string, Requirement>();
  const asked = new Set<string>();
  for (const { assessment, kind } of same)
    for (const finding of assessment.findings) {
      requirements.set(finding.requirement.id, finding.requirement);
      if (!isAskedElsewhere(finding, kind)) asked.add(finding.requirement.id);
    }
  return {
    profile: first.assessment.profile,
    requirements: [...requirements.values()].sort((left, right) => (left.id < right.id ? -1 : 1)),
    asked,
    notJudged: first.assessment.notJudged,
    notes: [...new Set(same.flatMap(({ assessment }) => assessment.notes))],
  };
}

interface Judged {
  readonly assessment: Assessment;
  readonly kind: TargetReport['kind'];
}

function keyOf(profile: string, requirement: string): string {
  return `${profile}\0${requirement}`;
}
