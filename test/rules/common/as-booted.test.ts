import { expect, it } from 'vitest';
import type { Gap, Subject } from '../../../src/facts/fact.ts';
import { asBooted, missingTwins, notBooted } from '../../../src/rules/common/as-booted.ts';

const subjects = (...names: readonly Subject[]) => names.map((subject) => ({ subject, value: {} }));
const gap = (subject: Subject): Gap => ({ kind: 'ssh.configured', subject, why: 'not shown' });
const FLAGS = ['on', 'off', 'mixed', 'unknown'] as const;

it('lets the settings for FIPS mode stand in for those that they replace, by the flag', () => {
  const facts = subjects('server', 'server under kernel FIPS mode', 'client');
  expect(FLAGS.map((flag) => asBooted(flag, { facts, gaps: [] }).map(({ subject }) => subject))).toEqual([
    ['server under kernel FIPS mode', 'client'],
    ['server', 'client'],
    ['server', 'server under kernel FIPS mode', 'client'],
    ['server', 'server under kernel FIPS mode', 'client'],
  ]);
});

it('lets what could not be told for FIPS mode take their place too', () => {
  const gaps = [gap('server under kernel FIPS mode')];
  const facts = subjects('server', 'client');
  expect(FLAGS.map((flag) => asBooted(flag, { facts, gaps }).map(({ subject }) => subject))).toEqual([
    ['client'],
    ['server', 'client'],
    ['server', 'client'],
    ['server', 'client'],
  ]);
});

it('answers for FIPS mode only where the flag is off', () => {
  const gaps = [gap('server under kernel FIPS mode'), gap('server under kernel FIPS mode'), gap('client')];
  expect(FLAGS.map((flag) => notBooted(flag, gaps))).toEqual([
    [],
    [
      {
        subject: 'server under kernel FIPS mode',
        outcome: 'not-applicable',
        why: 'the kernel is not in FIPS mode',
      },
    ],
    [],
    [],
  ]);
});

it('asks for the settings that a usual one points to, unless the flag is off', () => {
  const facts = [{ subject: 'server', value: { otherInFipsMode: true } } as const, ...subjects('client')];
  const open = {
    subject: 'server under kernel FIPS mode',
    outcome: 'unknown',
    missing: [
      {
        subject: 'server under kernel FIPS mode',
        why: 'other settings hold in FIPS mode, and they are not told',
        kind: 'ssh.configured',
      },
    ],
  };
  const asked = (given: Parameters<typeof missingTwins>[1]) =>
    FLAGS.map((flag) => missingTwins(flag, given, 'ssh.configured'));
  expect(asked({ facts, gaps: [] })).toEqual([[open], [], [open], [open]]);
  expect(asked({ facts, gaps: [gap('server under kernel FIPS mode')] })).toEqual([[], [], [], []]);
  expect(asked({ facts: [...facts, ...subjects('server under kernel FIPS mode')], gaps: [] })).toEqual([
    [],
    [],
    [],
    [],
  ]);
  expect(asBooted('on', { facts, gaps: [] }).map(({ subject }) => subject)).toEqual(['client']);
});
