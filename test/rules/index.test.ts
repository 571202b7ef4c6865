import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { factBase } from '../../src/facts/fact-base.ts';
import { readProfile } from '../../src/policy/read-profile.ts';
import { checkProfile } from '../../src/rules/common/check-profile.ts';
import { rules } from '../../src/rules/index.ts';
import { shipped, shippedIds } from '../support/shipped-profiles.ts';

const ROOT = join(import.meta.dirname, '../..');
const profiles = await Promise.all(shippedIds.map(shipped));

it('lists every rule file, each under the id that is its name', () => {
  const files = readdirSync(join(ROOT, 'src/rules'))
    .filter((name) => name.endsWith('.ts') && !['index.ts', 'remedy.ts', 'rule.ts'].includes(name))
    .map((name) => name.slice(0, -3))
    .sort();
  expect(rules.map(({ id }) => id)).toEqual(files);
});

it('has no framework in the names of its rules', () => {
  for (const { id, title } of rules) expect(`${id} ${title}`).not.toMatch(/140|cnsa|nist|fedramp|8547|ncsc/i);
});

it('binds every requirement of the shipped profiles', () => {
  for (const profile of profiles) expect(() => checkProfile(profile, rules, profile.id)).not.toThrow();
});

it('asks at least 25 requirements over at least 18 rules, and every rule is asked for', () => {
  const requirements = profiles.flatMap((profile) => profile.requirements);
  expect(requirements.length).toBeGreaterThanOrEqual(25);
  expect([...new Set(requirements.map(({ rule }) => rule))].sort()).toEqual(rules.map(({ id }) => id));
});

it('never passes on nothing', () => {
  const nothing = factBase([], []);
  for (const { requirements } of profiles)
    for (const { id, rule, with: given } of requirements) {
      const judgements =
        rules
          .find((each) => each.id === rule)
          ?.with(given)
          .judge(nothing) ?? [];
      expect([id, judgements.filter(({ outcome }) => outcome === 'met')]).toEqual([id, []]);
    }
});

it('tells the line and column of a requirement that cannot be judged', async () => {
  const text = readFileSync(join(ROOT, 'policies/pq-transition.yaml'), 'utf8')
    .replace('rule: openssl-version', 'rule: openssl-versoin')
    .replace('atLeast: 768', 'atLeast: 700\n      atMost: 3');
  const mine = await readProfile(text, 'mine.yaml');
  expect(() => checkProfile(mine, rules, 'mine.yaml')).toThrow(
    /mine\.yaml:10:5: openssl\.post-quantum: no rule is called openssl-versoin\nmine\.yaml:\d+:5: tls\.key-establishment: rule ml-kem-key-establishment: no parameter is called atMost; there are atLeast, hybrid; atLeast wants one of 512, 768, 1024, has 700/,
  );
});
