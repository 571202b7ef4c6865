import type { Profile, Requirement } from './profile.ts';
import type { Adjustment, Placed, WrittenProfile } from './profile-shape.ts';
import type { Mistake, Position } from './yaml-node.ts';
import { policyError } from './yaml-shape.ts';

/**
 * Makes a profile of what its file says and of those that it extends, in their order: their requirements without what is
 * dropped and with what is adjusted, then its own, which stand in for an inherited one of the same id.
 * @throws PolicyError where something is dropped or adjusted that is not there, or a category is asked for that is not
 */
export function extendProfile(
  written: WrittenProfile,
  from: { readonly parents: readonly Profile[]; readonly name: string; readonly sha256: string },
): Profile {
  const { id, title, revision, retrieved } = written;
  const own = written.requirements.map(({ value }) => value);
  const inherited = uniqueById(from.parents.flatMap((parent) => parent.requirements));
  const duties = uniqueById([
    ...from.parents.flatMap((parent) => parent.notObservable ?? []),
    ...written.notObservable,
  ]);
  const categories = written.categories ?? from.parents.find((parent) => parent.categories !== undefined)?.categories;
  const requirements = [...changed(inherited, written, own), ...own];
  const mistakes = [...notThere(inherited, written), ...withoutCategory(written, categories?.names ?? [])];
  if (mistakes.length > 0) throw policyError(from.name, mistakes);
  return {
    id,
    title,
    revision,
    retrieved,
    sha256: from.sha256,
    ...(categories === undefined ? {} : { categories }),
    ...(duties.length === 0 ? {} : { notObservable: duties }),
    places: placesOf(written),
    requirements,
  };
}

/** The profile for those of one category; undefined where there is none of that name. */
export function chooseCategory(profile: Profile, category: string): Profile | undefined {
  const known = profile.categories?.names.some(({ id }) => id === category) ?? false;
  return known ? { ...profile, id: `${profile.id}:${category}`, category } : undefined;
}

function changed(
  inherited: readonly Requirement[],
  { drop, adjust }: WrittenProfile,
  own: readonly Requirement[],
): readonly Requirement[] {
  const dropped = new Set([...drop.map(({ value }) => value), ...own.map(({ id }) => id)]);
  const adjusted = new Map(adjust.map(({ value }) => [value.id, value] as const));
  return inherited
    .filter(({ id }) => !dropped.has(id))
    .map((requirement) => adjusting(requirement, adjusted.get(requirement.id)));
}

function adjusting(requirement: Requirement, adjustment: Adjustment | undefined): Requirement {
  if (adjustment === undefined) return requirement;
  const { force, ...whole } = { ...requirement, ...adjustment };
  return force === 'should' ? { ...whole, force } : whole;
}

function notThere(inherited: readonly Requirement[], { drop, adjust }: WrittenProfile): readonly Mistake[] {
  const ids = new Set(inherited.map(({ id }) => id));
  const named: readonly Placed<string>[] = [...drop, ...adjust.map(({ value, at }) => ({ value: value.id, at }))];
  return named
    .filter(({ value }) => !ids.has(value))
    .map(({ value, at }) => ({ at, what: `what is extended has no requirement ${value}` }));
}

function withoutCategory(
  { requirements, adjust }: WrittenProfile,
  categories: readonly { readonly id: string }[],
): readonly Mistake[] {
  const known = new Set(categories.map(({ id }) => id));
  const all: readonly Placed<Pick<Requirement, 'categories'>>[] = [...requirements, ...adjust];
  return all.flatMap(({ value, at }) =>
    (value.categories ?? [])
      .filter((category) => !known.has(category))
      .map((category) => ({
        at,
        what: `no category is called ${category}; there are ${[...known].join(', ') || 'none'}`,
      })),
  );
}

function placesOf({ requirements, adjust }: WrittenProfile): Readonly<Record<string, Position>> {
  const placed: readonly Placed<{ readonly id: string }>[] = [...adjust, ...requirements];
  return Object.fromEntries(placed.map(({ value, at }) => [value.id, at]));
}

/** The first of each id stands. */
function uniqueById<T extends { readonly id: string }>(all: readonly T[]): readonly T[] {
  const byId = new Map<string, T>();
  for (const each of all) if (!byId.has(each.id)) byId.set(each.id, each);
  return [...byId.values()];
}
