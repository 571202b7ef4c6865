import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { statusOn } from '../../src/policy/certificate-status.ts';
import { allRows } from '../../src/policy/register.ts';
import { shippedRegister } from '../support/regime.ts';
import { day } from '../support/requirement.ts';

const { certificates } = allRows(await shippedRegister());
const numbers = new Set(certificates.map(({ number }) => number));
const FACTS = join(import.meta.dirname, '../../../shared/facts');

/** No module of a Linux system: Windows, Solaris, Android and what runs on hardware alone. */
const ELSEWHERE = /Kernel Mode|Secure Kernel|Solaris|Android|BoringCrypto SoC|for Mobile|\.NET|Networking Adapter/;

it.skipIf(!existsSync(FACTS))('knows every certificate of the list that can lie on a Linux system', () => {
  const rows = readFileSync(join(FACTS, 'cmvp-extract.tsv'), 'utf8').split('\n').slice(1);
  const wanted = rows
    .map((row) => row.split('\t'))
    .filter(([number, , , , , , , module = '']) => number && !ELSEWHERE.test(module));
  expect(wanted.length).toBeGreaterThan(180);
  expect(wanted.map(([number]) => Number(number)).filter((number) => !numbers.has(number))).toEqual([]);
});

it('has no certificate of FIPS 140-2 that is active after 2026-09-21, whatever its sunset', () => {
  const old = certificates.filter(({ standard }) => standard === 'FIPS 140-2');
  expect(old.length).toBeGreaterThan(60);
  expect(new Set(old.map((row) => statusOn(row, day('2026-09-22'))))).toEqual(new Set(['historical']));
});

it.each([
  [4727, '2026-07-14'],
  [4746, '2026-07-30'],
  [4796, '2026-09-10'],
  [4804, '2026-09-18'],
  [4846, '2026-10-20'],
  [4943, '2027-01-16'],
] as const)('lets the interim certificate #%i end on its own day, %s', (number, sunset) => {
  const row = certificates.find((each) => each.number === number);
  expect(row?.sunset).toBe(sunset);
  const after = day(new Date(Date.parse(sunset) + 86_400_000).toISOString().slice(0, 10));
  expect(row && [statusOn(row, day(sunset)), statusOn(row, after)]).toEqual(['active', 'sunset-passed-on-our-copy']);
});

it('says what was active a year ago no longer, whatever its sunset', () => {
  const row = certificates.find(({ number }) => number === 4857);
  expect(row && [statusOn(row, day('2027-10-09')), statusOn(row, day('2027-10-10'))]).toEqual([
    'active',
    'copy-too-old',
  ]);
});

it('holds Historical and Revoked for two states', () => {
  const [row] = certificates.filter(({ number }) => number === 4985);
  const revoked = row && { ...row, revoked: day('2027-01-01') };
  expect(revoked && [statusOn(revoked, day('2026-12-31')), statusOn(revoked, day('2027-01-01'))]).toEqual([
    'active',
    'revoked',
  ]);
});
