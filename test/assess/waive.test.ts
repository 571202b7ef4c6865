import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Assessment, Change, Finding, Weight } from '../../src/assess/assessment.ts';
import { weights } from '../../src/assess/assessment.ts';
import { sortFindings, summarise } from '../../src/assess/findings.ts';
import { waive } from '../../src/assess/waive.ts';
import { addUses } from '../../src/assess/waiver-use.ts';
import { exitCode } from '../../src/cli/exit-code.ts';
import { severities } from '../../src/policy/profile.ts';
import { coverable, fits, type Waiver } from '../../src/policy/waiver.ts';
import { day, requirement } from '../support/requirement.ts';

const ON = { name: 'web-1', asOf: day('2026-11-22') };

function waiver(given: Partial<Waiver> = {}): Waiver {
  return {
    requirement: 'module.intact',
    subject: '*',
    reason: 'accepted by the board',
    owner: 'platform',
    ticket: 'SEC-1',
    expires: day('2026-12-31'),
    covers: ['fail', 'warn'],
    place: 'waivers.yaml:2:5',
    ...given,
  };
}

function finding(weight: Weight, given: Partial<Finding> = {}): Finding {
  const id = given.requirement?.id ?? 'module.intact';
  return {
    requirement: requirement({ id }),
    subject: 'OpenSSL FIPS provider',
    weight,
    notes: [],
    because: [],
    missing: [],
    fingerprint: '0'.repeat(32),
    ...given,
  };
}

function assessment(...findings: readonly Finding[]): Assessment {
  const profile = { id: 'fips-140-3', title: 'FIPS', revision: '1', sha256: '0'.repeat(64) };
  return {
    profile,
    findings: sortFindings(findings),
    summary: summarise(findings),
    timeline: [],
    notJudged: [],
    notes: [],
  };
}

function change(on: string): Change {
  const subject = 'OpenSSL FIPS provider';
  return { on: day(on), requirement: 'module.intact', subject, from: 'warn', to: 'fail', why: 'altered' };
}

it('gives a finding that is named the weight waived, and keeps all else with who, why and how long', () => {
  const failed = finding('fail', { shortfall: 'altered', remedy: 'put it back' });
  const { assessments, uses } = waive([assessment(failed)], [waiver()], ON);
  const { reason, owner, ticket, expires } = waiver();
  expect(assessments[0]?.findings).toEqual([
    { ...failed, weight: 'waived', waiver: { reason, owner, ticket, expires, insteadOf: 'fail' } },
  ]);
  expect(assessments[0]?.summary).toMatchObject({ fail: 0, waived: 1 });
  expect(uses).toEqual([{ waiver: waiver(), state: 'in-force', findings: 1 }]);
});

it('waives on the last day and not on the day after, when the finding says whose waiver it was', () => {
  const after = waive([assessment(finding('fail'))], [waiver()], { ...ON, asOf: day('2027-01-01') });
  expect(waive([assessment(finding('fail'))], [waiver()], { ...ON, asOf: day('2026-12-31') }).uses[0]?.state).toBe(
    'in-force',
  );
  expect(after.assessments[0]?.findings[0]).toMatchObject({
    weight: 'fail',
    notes: ['its waiver (SEC-1, platform) expired on 2026-12-31'],
  });
  expect(after.uses[0]).toMatchObject({
    state: 'expired',
    findings: 1,
    why: 'expired on 2026-12-31, and what it waived still falls short',
  });
});

it.each([
  ['a requirement that nobody asks for', { requirement: 'module.intakt' }, 'no profile of this run asks for it'],
  ['another profile', { profile: 'cnsa-2.0' }, 'no profile of this run asks for it as cnsa-2.0'],
  ['another subject', { subject: 'SymCrypt*' }, 'no subject fits it'],
  ['another target', { target: 'db-*' }, 'no target is called db-*'],
  ['an unknown', { covers: ['unknown'] }, 'it covers unknown, but what it names comes out as fail'],
] as const)('says that a waiver of %s fits nothing, and why', (_, given, why) => {
  const before = [assessment(finding('fail'))];
  const { assessments, uses } = waive(before, [waiver(given)], ON);
  expect(assessments).toEqual(before);
  expect(uses).toEqual([{ waiver: waiver(given), state: 'unmatched', findings: 0, why }]);
});

it('puts the end of a waiver into the timeline, and holds back until then what would become worse', () => {
  const warned = { ...assessment(finding('warn')), timeline: [change('2026-12-01'), change('2027-06-01')] };
  const [after] = waive([warned], [waiver()], ON).assessments;
  expect(after?.timeline).toEqual([
    { ...change('2027-01-01'), from: 'waived', why: 'its waiver (SEC-1) ends' },
    change('2027-06-01'),
  ]);
});

it('leaves an unknown alone unless the waiver says that it covers it', () => {
  const open = [assessment(finding('unknown'))];
  expect(waive(open, [waiver()], ON).assessments).toEqual(open);
  expect(waive(open, [waiver({ covers: ['unknown'] })], ON).assessments[0]?.findings[0]?.weight).toBe('waived');
});

it('adds up over targets: one that fits on any target is in force', () => {
  const fitting = waive([assessment(finding('fail'))], [waiver()], ON).uses;
  const not = waive([assessment(finding('pass'))], [waiver()], ON).uses;
  expect(addUses(not, fitting)).toEqual(fitting);
  expect(addUses(fitting, fitting)[0]?.findings).toBe(2);
  expect(addUses(addUses([], not), not)[0]?.state).toBe('unmatched');
});

const ids = fc.constantFrom('a', 'b', 'c');
const subjects = fc.constantFrom('OpenSSL', 'OpenSSL FIPS provider', 'GnuTLS');
const findings = fc.array(
  fc
    .record({
      id: ids,
      subject: subjects,
      weight: fc.constantFrom(...weights),
      severity: fc.constantFrom(...severities),
    })
    .filter(({ weight }) => weight !== 'waived')
    .map(({ id, subject, weight, severity }) =>
      finding(weight, { subject, requirement: requirement({ id, severity }) }),
    ),
  { maxLength: 8 },
);
const waivers = fc.array(
  fc
    .record({
      requirement: ids,
      subject: fc.oneof(subjects, fc.constantFrom('*', 'OpenSSL*', '*TLS')),
      expires: fc.constantFrom(day('2026-11-21'), day('2026-11-22'), day('2027-01-01')),
      covers: fc.subarray([...coverable], { minLength: 1 }),
    })
    .map(waiver),
  { maxLength: 4 },
);
const gates = fc.record({
  failOn: fc.constantFrom('high', 'medium', 'low', 'none'),
  unknown: fc.constantFrom('fail', 'pass'),
});

it('changes an exit code by the findings that are named and in force, and by nothing else', () => {
  fc.assert(
    fc.property(findings, waivers, gates, (found, given, gate) => {
      const isNamed = ({ requirement: { id }, subject, weight }: Finding): boolean =>
        given.some(
          (each) =>
            each.requirement === id &&
            fits(subject, each.subject) &&
            each.expires >= ON.asOf &&
            each.covers.some((covered) => covered === weight),
        );
      const [after] = waive([assessment(...found)], given, ON).assessments;
      const rest = found.filter((each) => !isNamed(each));
      // What a waiver names counts as decided, unless it was unknown; everything else counts as it did.
      const decided = found.some((each) => isNamed(each) && each.weight !== 'unknown') ? [finding('pass')] : [];
      expect(exitCode(after === undefined ? [] : [after], gate)).toBe(
        exitCode([assessment(...rest, ...decided)], gate),
      );
      const untouched = after?.findings
        .filter(({ weight }) => weight !== 'waived')
        .map(({ notes: _, ...each }) => each);
      expect(untouched).toEqual(sortFindings(rest).map(({ notes: _, ...each }) => each));
    }),
  );
});
