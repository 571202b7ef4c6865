import type { ChalkInstance } from 'chalk';
import type { Fact } from '../../facts/fact.ts';
import { quote } from '../../facts/quote.ts';
import type { Look } from '../format.ts';
import { rungsOf } from '../ladder-rungs.ts';
import { wrap } from '../wrap.ts';
import { paintWeight } from './weight-colour.ts';

/** The verdict ladder of each FIPS module, rung by rung: present, intact, selected, validated, environment, seen working. */
export function ladderText(modules: readonly Fact<'fips.module'>[], paint: ChalkInstance, look: Look): string {
  if (modules.length === 0) return `${paint.bold('FIPS modules')}\n  none of OpenSSL found`;
  return modules.map((module) => oneLadder(module, paint, look)).join('\n\n');
}

function oneLadder({ subject, value }: Fact<'fips.module'>, paint: ChalkInstance, { width }: Look): string {
  const title = [value.name, value.build ?? value.version].filter((part) => part !== null).join(' ');
  const lines = rungsOf(value).map(({ name: rung, state, words }) => {
    const mark = paintWeight(paint, state)(MARKS[state].padEnd(4));
    // The mark is four columns wide whatever its colour codes: wrap counts the plain text and the mark is put in after.
    return wrap(`${rung.padEnd(11).replaceAll(' ', HARD_SPACE)} ${words}`, width - 7, ' '.repeat(19), '')
      .replaceAll(HARD_SPACE, ' ')
      .replace(/^/, `  ${mark} `);
  });
  const name = title === '' ? 'it does not say what it is' : quote(title);
  return [`${paint.bold(subject)}: ${name}`, ...lines].join('\n');
}

const MARKS = { pass: 'yes', fail: 'no', unknown: '?' } as const;
const HARD_SPACE = '\u00a0';
