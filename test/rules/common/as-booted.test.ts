import { expect, it } from 'vitest';
import type { Gap, Subject } from '../../../src/facts/fact.ts';
import { asBooted, notBooted } from '../../../src/rules/common/as-booted.ts';

const subjects = (...names: readonly Subject[]) => names.map((subject) => ({ subject }));
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
