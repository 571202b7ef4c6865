import type { ChalkInstance } from 'chalk';
import type { Assessment, Change } from '../../assess/assessment.ts';
import { quote } from '../../facts/quote.ts';
import type { Look } from '../format.ts';
import { wrap } from '../wrap.ts';
import { paintWeight } from './weight-colour.ts';

/** What becomes worse on which day, a line a day; nothing where nothing does. */
export function timelineText({ timeline }: Assessment, paint: ChalkInstance, { width }: Look): string {
  if (timeline.length === 0) return '';
  const days = [...Map.groupBy(timeline, ({ on, to }) => `${on}  ${WORDS[to]}`)];
  const lines = days.map(([day, changes]) => {
    const words = wrap(`${day}  ${namesOf(changes)}`, width, INDENT, '  ');
    return paintWeight(paint, changes[0]?.to ?? 'fail')(words);
  });
  return ['If nothing changes:', ...lines].join('\n');
}

/** What the regime asks and no scan can see, by name. */
export function notJudgedText({ notJudged }: Assessment, paint: ChalkInstance, { width }: Look): string {
  if (notJudged.length === 0) return '';
  const lines = notJudged.map(({ id, says, why, due, confidence }) => {
    const when = due === undefined ? '' : `, due ${due}`;
    return wrap(
      `${id}${when}${confidence === 'H' ? '' : ` [${confidence}]`}: ${quote(says)} (${quote(why)})`,
      width,
      INDENT,
      '  ',
    );
  });
  return [paint.dim('Not judged, since no scan can see it:'), ...lines].join('\n');
}

function namesOf(changes: readonly Change[]): string {
  return [...Map.groupBy(changes, ({ requirement }) => requirement)]
    .map(([id, same]) => (same.length > 1 ? `${id} (${same.length})` : id))
    .join(', ');
}

const WORDS = {
  fail: 'fails',
  unknown: 'is open',
  warn: 'warns',
  pass: 'passes',
  waived: 'is waived',
  'not-applicable': 'does not apply',
} as const;
const INDENT = ' '.repeat(8);
