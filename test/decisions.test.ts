import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const DECISIONS = join(import.meta.dirname, '../docs/decisions');
const files = readdirSync(DECISIONS).sort();

it('gives each decision a number of its own', () => {
  const numbers = files.map((name) => name.slice(0, 4));
  expect(numbers.filter((number, index) => numbers.indexOf(number) !== index)).toEqual([]);
});

it.each(files)('heads %s with its number', (name) => {
  const [title] = readFileSync(join(DECISIONS, name), 'utf8').split('\n');
  expect(title).toMatch(new RegExp(`^# ${name.slice(0, 4)} \\S`));
});
