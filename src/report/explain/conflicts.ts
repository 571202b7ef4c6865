import { type Asked, compareProfiles } from '../../assess/conflicts.ts';
import type { Prepared } from '../../assess/prepare.ts';
import { type Explanation, section } from './explanation.ts';

/** Where no configuration satisfies these profiles together, and which comes nearest: computed by their own rules. */
export function explainConflicts(profiles: readonly Prepared[]): Explanation {
  const { conflicts, nearest } = compareProfiles(profiles);
  const conflicting = conflicts.flatMap(({ dimension, between, from }) => [
    `${dimension}: ${from === null ? 'one of them only warns' : `all of them fail from ${from}`}`,
    ...between.map(wordsOf),
  ]);
  const near = nearest.flatMap(({ dimension, names, unmet, tried }) => [
    `${dimension}: ${names.join(', ') || 'none'}${unmet.length === 0 ? ', which leaves nothing unmet' : ', which leaves unmet'} (${tried} tried)`,
    ...unmet.map(wordsOf),
  ]);
  return {
    id: profiles.map(({ profile }) => profile.id).join(', '),
    kind: 'profiles held together',
    sections: [
      ...section(
        'What no configuration satisfies together',
        conflicting.length > 0 ? conflicting : ['nothing: they can be met together'],
      ),
      ...section('What comes nearest', near),
    ],
  };
}

function wordsOf({ profile, requirement: { id, says } }: Asked): string {
  return `  ${profile} ${id}: ${says}`;
}
