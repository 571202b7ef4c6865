import { expect, it } from 'vitest';
import { weights } from '../../../src/assess/assessment.ts';
import { turnOf } from '../../../src/report/diff/turn.ts';

it('knows which way a finding went from every weight to every other', () => {
  const all = [...weights, null] as const;
  const table = all.map((before) => [before ?? 'none', ...all.map((after) => turnOf(before, after) ?? '-')].join(' '));
  expect([['from/to', ...all.map((each) => each ?? 'none')].join(' '), ...table].join('\n')).toMatchInlineSnapshot(`
    "from/to fail unknown warn waived pass not-applicable none
    fail - lost better other better gone gone
    unknown worse - worse other better gone gone
    warn worse lost - other better gone gone
    waived worse lost worse - better gone gone
    pass worse lost worse other - gone gone
    not-applicable worse lost worse other other - -
    none worse lost worse other other - -"
  `);
});

it('holds what is asked no more for lost, whatever it was, and not what was of no weight', () => {
  expect([...weights].map((before) => [before, turnOf(before, null, false)])).toEqual([
    ['fail', 'lost'],
    ['unknown', 'lost'],
    ['warn', 'lost'],
    ['waived', 'lost'],
    ['pass', 'lost'],
    ['not-applicable', undefined],
  ]);
});
