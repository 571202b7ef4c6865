import { expect, it } from 'vitest';
import { packageInventory } from '../../src/rules/package-inventory.ts';
import { given, judged } from '../support/rule-facts.ts';

const PARAMETERS = {};

it('is met by a list that holds something', () => {
  expect(judged(packageInventory, PARAMETERS, [given('package.inventory')])).toMatchInlineSnapshot(`
    [
      "met rpm",
    ]
  `);
});

it('is unknown, never met, by an empty one', () => {
  expect(
    judged(packageInventory, PARAMETERS, [given('package.inventory', { total: 0, relevant: 0 })]),
  ).toMatchInlineSnapshot(`
    [
      "unknown rpm: /var/lib/rpm/rpmdb.sqlite lists no package at all",
    ]
  `);
});

it('says nothing of nothing', () => {
  expect(judged(packageInventory, PARAMETERS, [])).toMatchInlineSnapshot(`[]`);
});
