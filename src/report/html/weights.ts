import type { Finding, Summary, Weight } from '../../assess/assessment.ts';
import { type Markup, markup } from './markup.ts';

/** How a weight is shown: by its word, and by a class that gives it a shape and a colour of its own. */
export interface ShownWeight {
  readonly weight: Weight;
  readonly member: keyof Summary;
  readonly word: string;
  readonly mark: string;
}

/** Every weight, gravest first. */
export const shownWeights: readonly ShownWeight[] = [
  { weight: 'fail', member: 'fail', word: 'Fail', mark: 'x' },
  { weight: 'unknown', member: 'unknown', word: 'Unknown', mark: 'q' },
  { weight: 'warn', member: 'warn', word: 'Warn', mark: 'w' },
  { weight: 'waived', member: 'waived', word: 'Waived', mark: 'v' },
  { weight: 'pass', member: 'pass', word: 'Pass', mark: 'p' },
  { weight: 'not-applicable', member: 'notApplicable', word: 'Not applicable', mark: 'n' },
];

const SHOWN: Readonly<Record<Weight, ShownWeight | undefined>> = {
  fail: shownWeights[0],
  unknown: shownWeights[1],
  warn: shownWeights[2],
  waived: shownWeights[3],
  pass: shownWeights[4],
  'not-applicable': shownWeights[5],
};

/** The letter that a weight has in classes. */
export function markOf(weight: Weight): string {
  return SHOWN[weight]?.mark ?? 'n';
}

/** A weight's badge: a shape and a word, by default its own. */
export function badge(weight: Weight, word = SHOWN[weight]?.word ?? weight): Markup {
  return markup`<span class="b ${markOf(weight)}">${word}</span>`;
}

/** `3 fail, 2 unknown, 40 pass`: only what there is. */
export function countsOf(summary: Summary): string {
  const counted = shownWeights
    .filter(({ member }) => summary[member] > 0)
    .map(({ member, word }) => `${summary[member]} ${word.toLowerCase()}`);
  return counted.join(', ') || 'nothing was judged';
}

/** Whether a requirement is asked of other kinds of target alone: such findings are told by name, once a profile. */
export function isAskedElsewhere({ requirement, weight }: Finding, kind: Finding['requirement']['applies'][number]) {
  return weight === 'not-applicable' && !requirement.applies.includes(kind);
}
