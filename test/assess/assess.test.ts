import { expect, it } from 'vitest';
import { assess } from '../../src/assess/assess.ts';
import { type Fact, fact, type Gap } from '../../src/facts/fact.ts';
import { factBase } from '../../src/facts/fact-base.ts';
import { evidence } from '../../src/facts/quote.ts';
import { bind, type Rule } from '../../src/rules/rule.ts';
import { day, profile, requirement } from '../support/requirement.ts';

const flag = (enabled: boolean): Fact =>
  fact(
    'kernel.fips-mode',
    'kernel',
    { enabled },
    evidence({ in: 'kernel', name: 'fips_enabled' }, enabled ? '1' : '0'),
  );

const flagOn: Rule<null> = {
  id: 'kernel-fips-mode-on',
  title: 'kernel in FIPS mode',
  reads: ['kernel.fips-mode'],
  params: () => null,
  judge: (facts) =>
    facts
      .all('kernel.fips-mode')
      .map(({ id, subject, value }) =>
        value.enabled
          ? { subject, outcome: 'met', because: [id] }
          : { subject, outcome: 'unmet', because: [id], shortfall: 'FIPS mode is off', remedy: 'boot with fips=1' },
      ),
};

const sneaky: Rule<null> = {
  ...flagOn,
  reads: [],
  judge: (facts) => (facts.all('kernel.fips-mode').length > 0 ? [] : []),
};

function weightsOf(facts: readonly Fact[], gaps: readonly Gap[], rule = flagOn, targetKind: 'host' | 'dir' = 'host') {
  const asked = requirement({ applies: ['host'] });
  const { findings } = assess({
    profile: profile(asked),
    rules: [bind(rule)],
    facts: factBase(facts, gaps),
    targetKind,
    asOf: day('2026-11-22'),
  });
  return findings.map(({ subject, weight, shortfall }) => ({ subject, weight, shortfall }));
}

it('passes and fails by the facts', () => {
  expect(weightsOf([flag(true)], [])).toEqual([{ subject: 'kernel', weight: 'pass', shortfall: undefined }]);
  expect(weightsOf([flag(false)], [])).toEqual([{ subject: 'kernel', weight: 'fail', shortfall: 'FIPS mode is off' }]);
});

it('shows a requirement that nothing speaks to as unknown', () => {
  expect(weightsOf([], [])).toEqual([
    { subject: 'kernel in FIPS mode', weight: 'unknown', shortfall: 'nothing seen speaks to it (kernel.fips-mode)' },
  ]);
});

it.each([
  ['kernel', true],
  ['kernel under another flag', true],
  ['kernelspace', false],
])('shows beside an unknown on %j what was seen of it', (subject, isSeen) => {
  const seen = flag(true);
  const { findings } = assess({
    profile: profile(requirement({ applies: ['host'] })),
    rules: [
      bind({ ...flagOn, judge: () => [{ subject, outcome: 'unknown', missing: [{ subject, why: 'no more' }] }] }),
    ],
    facts: factBase([seen], []),
    targetKind: 'host',
    asOf: day('2026-11-22'),
  });
  expect(findings.map(({ weight, because }) => [weight, because])).toEqual([['unknown', isSeen ? [seen.id] : []]]);
});

it('turns a gap in what a rule reads into an unknown beside the pass on another subject', () => {
  const gap = { kind: 'kernel.fips-mode', subject: 'second kernel', why: 'permission denied' } as const;
  expect(weightsOf([flag(true)], [gap])).toEqual([
    { subject: 'second kernel', weight: 'unknown', shortfall: 'permission denied' },
    { subject: 'kernel', weight: 'pass', shortfall: undefined },
  ]);
});

it('takes a pass back where a gap lies on the same subject, and keeps a failure', () => {
  const gap = { subject: 'kernel', why: 'half of it was unreadable' };
  expect(weightsOf([flag(true)], [gap]).map(({ weight }) => weight)).toEqual(['unknown']);
  expect(weightsOf([flag(false)], [gap]).map(({ weight }) => weight)).toEqual(['fail']);
});

it('does not ask a kind of target that the requirement does not apply to', () => {
  expect(weightsOf([flag(false)], [], flagOn, 'dir')).toEqual([
    { subject: 'kernel-flag-on', weight: 'not-applicable', shortfall: 'asked of host, not of dir' },
  ]);
});

it('throws at a rule that looks at facts which it does not declare', () => {
  expect(() => weightsOf([flag(true)], [], sneaky)).toThrow(
    'rule kernel-fips-mode-on does not declare kernel.fips-mode',
  );
});

it('gives a fingerprint that depends on profile, requirement, rule and subject alone', () => {
  const fingerprint = (facts: readonly Fact[], severity: 'high' | 'low') => {
    const asked = requirement({ severity });
    return assess({
      profile: profile(asked),
      rules: [bind(flagOn)],
      facts: factBase(facts, []),
      targetKind: 'host',
      asOf: day('2026-11-22'),
    }).findings[0]?.fingerprint;
  };
  expect(fingerprint([flag(true)], 'high')).toBe(fingerprint([flag(false)], 'low'));
});
