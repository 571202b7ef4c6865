import { describe, expect, it } from 'vitest';
import { weigher } from '../../src/assess/weigh.ts';
import type { FactId } from '../../src/facts/fact.ts';
import type { IsoDate, Requirement } from '../../src/policy/profile.ts';
import type { Judgement } from '../../src/rules/rule.ts';
import { day, requirement } from '../support/requirement.ts';

function weigh(asked: Requirement, judgement: Judgement, asOf: IsoDate) {
  return weigher(asked, { asOf })(judgement);
}

// Tests write ids out; only facts make real ones.
const because = ['0123456789abcdef' as FactId] as const;
const unmet: Judgement = { subject: 's', outcome: 'unmet', because, shortfall: 'is off', remedy: 'turn it on' };
const met: Judgement = { subject: 's', outcome: 'met', because };

describe('a requirement without dates', () => {
  it('fails at once where it is unmet', () => {
    expect(weigh(requirement(), unmet, day('2026-11-22'))).toEqual({
      weight: 'fail',
      notes: [],
      shortfall: 'is off',
      remedy: 'turn it on',
    });
  });

  it('passes where it is met', () => {
    expect(weigh(requirement(), met, day('2026-11-22'))).toEqual({ weight: 'pass', notes: [] });
  });
});

describe('a requirement with dates', () => {
  const dated = requirement({ dates: { deprecated: day('2031-01-01'), disallowed: day('2036-01-01') } });

  it.each([
    ['2026-11-22', 'warn', ['deprecated from 2031-01-01', 'fails from 2036-01-01']],
    ['2030-12-31', 'warn', ['deprecated from 2031-01-01', 'fails from 2036-01-01']],
    ['2031-01-01', 'warn', ['deprecated since 2031-01-01', 'fails from 2036-01-01']],
    ['2035-12-31', 'warn', ['deprecated since 2031-01-01', 'fails from 2036-01-01']],
    ['2036-01-01', 'fail', ['deprecated since 2031-01-01', 'disallowed since 2036-01-01']],
  ] as const)('on %s it is weighed as %s', (on, weight, notes) => {
    expect(weigh(dated, unmet, day(on))).toMatchObject({ weight, notes });
  });

  it('only warns where it is deprecated and never disallowed', () => {
    expect(weigh(requirement({ dates: { deprecated: day('2020-01-01') } }), unmet, day('2026-11-22')).weight).toBe(
      'warn',
    );
  });
});

describe('binding and confidence', () => {
  it('lets a draft warn and never fail, even past its date', () => {
    const draft = requirement({ binding: 'draft', dates: { disallowed: day('2020-01-01') } });
    expect(weigh(draft, unmet, day('2026-11-22'))).toMatchObject({
      weight: 'warn',
      notes: ['from a draft: warns, does not fail'],
    });
  });

  it('lets a row of confidence M judge, with a hint to re-check it', () => {
    const notes = ['re-check (confidence M): FIPS 140-3 7.4, last verified 2026-11-01'];
    expect(weigh(requirement({ confidence: 'M' }), met, day('2026-11-22'))).toEqual({ weight: 'pass', notes });
    expect(weigh(requirement({ confidence: 'M' }), unmet, day('2026-11-22'))).toMatchObject({ weight: 'fail', notes });
  });

  it('lets a row of confidence L decide nothing, neither pass nor failure', () => {
    expect(weigh(requirement({ confidence: 'L' }), met, day('2026-11-22')).weight).toBe('unknown');
    expect(weigh(requirement({ confidence: 'L' }), unmet, day('2026-11-22')).weight).toBe('unknown');
  });
});

it('says what is missing where the question stays open', () => {
  const open: Judgement = {
    subject: 's',
    outcome: 'unknown',
    missing: [{ subject: 's', why: '/boot: permission denied' }],
  };
  expect(weigh(requirement(), open, day('2026-11-22'))).toEqual({
    weight: 'unknown',
    shortfall: '/boot: permission denied',
    notes: [],
  });
});
