import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { PolicyError } from '../../src/policy/profile.ts';
import { readProfile } from '../../src/policy/read-profile.ts';
import { shipped, shippedIds } from '../support/shipped-profiles.ts';

const REQUIREMENT = `  - id: house.tls
    says: TLS is modern
    rule: tls-minimum-version
    with: { atLeast: TLSv1.2 }
    applies: [host]
    severity: high
    binding: guideline
    population: us
    purpose: protocol
    dates: { deprecated: 2026-01-01, disallowed: 2027-01-01 }
    confidence: H
    cites:
      - { document: House rules, section: "1", verified: 2026-11-01 }
`;
const HEAD = 'id: house\ntitle: House rules\nrevision: "1"\nretrieved: 2026-11-01\nrequirements:\n';

async function messageOf(text: string): Promise<string> {
  try {
    await readProfile(text, 'house.yaml');
  } catch (error) {
    if (error instanceof PolicyError) return error.message;
    throw error;
  }
  return 'no mistake';
}

it('reads a profile whole', async () => {
  expect(await readProfile(HEAD + REQUIREMENT, 'house.yaml')).toEqual({
    id: 'house',
    title: 'House rules',
    revision: '1',
    retrieved: '2026-11-01',
    sha256: createHash('sha256')
      .update(HEAD + REQUIREMENT)
      .digest('hex'),
    places: { 'house.tls': { line: 8, column: 5 } },
    requirements: [
      {
        id: 'house.tls',
        says: 'TLS is modern',
        rule: 'tls-minimum-version',
        with: { atLeast: 'TLSv1.2' },
        applies: ['host'],
        severity: 'high',
        binding: 'guideline',
        population: 'us',
        purpose: 'protocol',
        dates: { deprecated: '2026-01-01', disallowed: '2027-01-01' },
        confidence: 'H',
        cites: [{ document: 'House rules', section: '1', verified: '2026-11-01' }],
      },
    ],
  });
});

it('names line and column of every mistake, not of the first alone', async () => {
  const broken = REQUIREMENT.replace('severity: high', 'severity: grave')
    .replace('retrieved', 'read')
    .replace('2027-01-01', '2027-02-30')
    .replace('applies: [host]', 'applies: [hots]')
    .replace('    population: us\n', '    popluation: us\n');
  expect(await messageOf(HEAD + broken)).toBe(`house.yaml:6:5: population is missing
house.yaml:10:15: wants one of host, dir, image, endpoint, has "hots"
house.yaml:11:15: wants one of high, medium, low, has "grave"
house.yaml:13:5: no member is called popluation; there are id, says, rule, cites, applies, severity, binding, force, population, purpose, confidence, with, dates, categories, systems
house.yaml:15:50: wants a day, YYYY-MM-DD, has "2027-02-30"
Mend house.yaml at the places named.`);
});

it.each([
  ['', /house\.yaml:1:1: wants a map/],
  ['[1, 2', /house\.yaml:1:/],
  ['id: house\nid: house\n', /house\.yaml:2:1: .*unique/],
  [HEAD + REQUIREMENT + REQUIREMENT, /house\.yaml:21:5: the id house\.tls stands a second time/],
  [HEAD + REQUIREMENT.replace('deprecated: 2026', 'deprecated: 2028'), /deprecated must not come after disallowed/],
  [HEAD + REQUIREMENT.replace(/ {4}cites:[\s\S]*/, '    cites: []\n'), /wants at least one element/],
  [`${HEAD}  - *one\n`, /house\.yaml:6:/],
])('refuses %j', async (text, message) => {
  expect(await messageOf(text)).toMatch(message);
});

it('refuses a text whose aliases stand for a large tree, at once', async () => {
  const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]']
    .concat(
      'bcdefghi'
        .split('')
        .map((name, at) => `${name}: &${name} [${`*${'abcdefgh'[at]}, `.repeat(8)}*${'abcdefgh'[at]}]`),
    )
    .join('\n');
  expect(await messageOf(bomb)).toMatch(/aliases are not read here/);
});

it('refuses a text that is nested without end', async () => {
  expect(await messageOf(`a: ${'['.repeat(100_000)}`)).toMatch(/nested deeper than 32 levels/);
  expect(await messageOf(`${'- '.repeat(100_000)}x`)).toMatch(/nested deeper than 32 levels/);
  expect(await messageOf(Array.from({ length: 1000 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n'))).toMatch(
    /nested deeper than 32 levels/,
  );
});

it('refuses a text larger than 1 MiB', async () => {
  expect(await messageOf(`# ${'x'.repeat(1024 * 1024)}`)).toMatch(/larger than 1 MiB/);
});

it('ends in a profile or a PolicyError on any text', async () => {
  const pieces = fc.constantFrom(
    ...HEAD.split(/(?<=[\s:])/),
    ...REQUIREMENT.split(/(?<=[\s:])/),
    '&a ',
    '*a',
    '{',
    ']',
    '\t',
    '|\n',
    '? ',
    '!!set ',
    '<<: ',
  );
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.string(),
        fc.array(pieces, { maxLength: 60 }).map((some) => some.join('')),
      ),
      async (text) => {
        try {
          await readProfile(text, 'any.yaml');
        } catch (error) {
          expect(error).toBeInstanceOf(PolicyError);
        }
      },
    ),
  );
});

it.each(shippedIds)('reads the shipped profile %s', async (id) => {
  const profile = await shipped(id);
  expect(profile.id).toBe(id);
  for (const { cites, dates } of profile.requirements) {
    expect(cites.length).toBeGreaterThan(0);
    expect(
      dates.deprecated === undefined || dates.disallowed === undefined || dates.deprecated <= dates.disallowed,
    ).toBe(true);
  }
});
