import { Chalk } from 'chalk';
import { type WaiverUse, wordsOfUse } from '../../assess/waiver-use.ts';
import { quote } from '../../facts/quote.ts';
import type { Look } from '../format.ts';
import { wrap } from '../wrap.ts';

/** The waivers that need somebody's eye: expired, or fitting nothing. Empty where all of them are in force. */
export function waiversText(waivers: readonly WaiverUse[], { colour, width }: Look): string {
  const paint = new Chalk({ level: colour ? 1 : 0 });
  const shown = waivers.flatMap((use) => {
    const words = wordsOfUse(use);
    return words === undefined ? [] : [wrap(`${MARKS[use.state]} ${quote(words)}`, width, '    ', '  ')];
  });
  if (shown.length === 0) return '';
  return `\n${[paint.bold(`Waivers to look at (${shown.length} of ${waivers.length})`), ...shown].join('\n')}\n`;
}

const MARKS: Readonly<Record<WaiverUse['state'], string>> = {
  'in-force': 'in force',
  expired: 'expired',
  unmatched: 'unmatched',
};
