import type { FactBase } from '../facts/fact-base.ts';
import type { Profile, Requirement, SystemSelector } from '../policy/profile.ts';
import type { Judgement } from '../rules/rule.ts';
import type { TargetKind } from '../vocabulary/target-kind.ts';

/** Why a requirement is not judged here: it is asked of others, or whom it is asked of is not known; undefined: it is. */
export function whyNotAsked(
  requirement: Requirement,
  profile: Pick<Profile, 'id' | 'category' | 'categories'>,
  target: { readonly kind: TargetKind; readonly facts: FactBase },
): Judgement | undefined {
  return whyNeverAsked(requirement, profile, target.kind) ?? whyNotHere(requirement, target.facts);
}

/** The part of it that is the same for every target of a kind. */
export function whyNeverAsked(
  requirement: Requirement,
  profile: Pick<Profile, 'id' | 'category' | 'categories'>,
  kind: TargetKind,
): Judgement | undefined {
  if (!requirement.applies.includes(kind)) return notAsked(requirement, requirement.applies.join(', '), kind);
  return otherCategory(requirement, profile);
}

function otherCategory(
  requirement: Requirement,
  { id, category, categories }: Pick<Profile, 'id' | 'category' | 'categories'>,
): Judgement | undefined {
  const { categories: asked } = requirement;
  if (asked === undefined || categories === undefined) return undefined;
  if (category !== undefined)
    return asked.includes(category) ? undefined : notAsked(requirement, asked.join(', '), category);
  const why = `asked of ${asked.join(', ')}, and none was chosen: --profile ${id}:${asked[0] ?? ''} chooses one`;
  const subject = requirement.id;
  return categories.unchosen === 'unknown'
    ? { subject, outcome: 'unknown', missing: [{ subject, why }] }
    : { subject, outcome: 'not-applicable', why };
}

/** The part of it that the target's own system decides. */
export function whyNotHere(requirement: Requirement, facts: FactBase): Judgement | undefined {
  const { systems } = requirement;
  if (systems === undefined) return undefined;
  const found = facts.all('os.release');
  const subject = requirement.id;
  const [gap] = facts.gaps('os.release');
  if (found.length === 0)
    return {
      subject,
      outcome: 'unknown',
      missing: [{ subject, why: gap?.why ?? 'which system this is was not seen', kind: 'os.release' }],
    };
  const here = found.some(({ value }) => systems.some((system) => matches(system, value)));
  return here ? undefined : notAsked(requirement, systems.map(wordsOf).join(', '), found[0]?.value.id ?? 'this system');
}

function matches(
  { id, version, variant }: SystemSelector,
  release: { readonly id: string; readonly versionId: string | null; readonly variantId: string | null },
): boolean {
  if (id !== release.id || (variant !== undefined && variant !== release.variantId)) return false;
  return (
    version === undefined || release.versionId === version || (release.versionId?.startsWith(`${version}.`) ?? false)
  );
}

function wordsOf({ id, version, variant }: SystemSelector): string {
  return [id, version, variant].filter((part) => part !== undefined).join(' ');
}

function notAsked({ id }: Requirement, of: string, not: string): Judgement {
  return { subject: id, outcome: 'not-applicable', why: `asked of ${of}, not of ${not}` };
}
