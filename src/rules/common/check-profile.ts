import { PolicyError, type Profile } from '../../policy/profile.ts';
import type { BoundRule } from '../rule.ts';

/**
 * Binds every requirement of a profile to its rule, so that a misspelt rule or parameter shows before a scan and not in it.
 * @param name what messages call the file
 * @throws PolicyError that tells every requirement that cannot be judged, with its line and column
 */
export function checkProfile(profile: Profile, rules: readonly BoundRule[], name: string): void {
  const mistakes = profile.requirements.flatMap((requirement) => {
    const what = mistakeIn(requirement, rules);
    const at = profile.places?.[requirement.id];
    return what === undefined ? [] : [`${name}:${at?.line ?? 1}:${at?.column ?? 1}: ${requirement.id}: ${what}`];
  });
  if (mistakes.length > 0) throw new PolicyError([...mistakes, `Mend ${name} at the places named.`].join('\n'));
}

function mistakeIn(requirement: Profile['requirements'][number], rules: readonly BoundRule[]): string | undefined {
  const rule = rules.find(({ id }) => id === requirement.rule);
  if (rule === undefined) return `no rule is called ${requirement.rule}`;
  try {
    rule.with(requirement.with);
    return undefined;
  } catch (error) {
    if (error instanceof PolicyError) return `rule ${rule.id}: ${error.message}`;
    throw error;
  }
}
