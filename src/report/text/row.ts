import { quote } from '../../facts/quote.ts';
import { wrap } from '../wrap.ts';

/** One line of a block, its name in ten columns; what a scanned system put into it is escaped piece by piece. */
export function row(name: string, words: string, width: number): string {
  return wrap(words.split(' ').map(quote).join(' '), width, ' '.repeat(10), `  ${name.padEnd(8)}`);
}
