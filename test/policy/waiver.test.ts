import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fits, readWaivers } from '../../src/policy/waiver.ts';

const WHOLE = `waivers:
  - requirement: module.intact
    subject: "OpenSSL*"
    reason: no MAC is shipped
    owner: platform
    ticket: SEC-1
    expires: 2026-12-31
`;

it('reads a waiver, and takes it to cover failures and warnings', async () => {
  expect(await readWaivers(WHOLE, 'waivers.yaml')).toEqual([
    {
      requirement: 'module.intact',
      subject: 'OpenSSL*',
      reason: 'no MAC is shipped',
      owner: 'platform',
      ticket: 'SEC-1',
      expires: '2026-12-31',
      covers: ['fail', 'warn'],
      place: 'waivers.yaml:2:5',
    },
  ]);
});

it('reads the example of the documentation', async () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/WAIVERS.md'), 'utf8');
  const example = /```yaml\n([\s\S]*?)```/.exec(page)?.[1] ?? '';
  const read = await readWaivers(example, 'example.yaml');
  expect(read.map(({ requirement, covers, place }) => [requirement, covers, place])).toEqual([
    ['module.selected.as-booted', ['fail', 'warn'], 'example.yaml:2:5'],
    ['module.intact', ['unknown'], 'example.yaml:10:5'],
  ]);
});

it.each([
  ['expires: 2026-12-31', 'expires: 2026-02-30', 'w.yaml:7:14: wants a day, YYYY-MM-DD, has "2026-02-30"'],
  ['    expires: 2026-12-31\n', '', 'w.yaml:2:5: expires is missing'],
  ['    owner: platform\n', '', 'w.yaml:2:5: owner is missing'],
  ['ticket: SEC-1', 'tiket: SEC-1', 'w.yaml:6:5: no member is called tiket'],
  ['module.intact', '"*"', 'w.yaml:2:18: wants an id in full'],
  ['owner: platform', 'owner: ""', 'w.yaml:5:12: wants a text, has ""'],
  ['    ticket', '    covers: [pass]\n    ticket', 'w.yaml:6:14: wants one of fail, warn, unknown, has "pass"'],
])('names line and column where %j is %j', async (from, to, words) => {
  const broken = readWaivers(
    WHOLE.replace(from, () => to),
    'w.yaml',
  );
  await expect(broken).rejects.toThrow(words);
});

it('fits a pattern as a regular expression of the same meaning does, in linear time', () => {
  const letters = fc.string({ unit: fc.constantFrom('a', 'b', '*'), maxLength: 12 });
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 12 }), letters, (text, pattern) => {
      expect(fits(text, pattern)).toBe(new RegExp(`^${pattern.replaceAll('*', '.*')}$`).test(text));
    }),
  );
  const hostile = 'a'.repeat(50_000);
  expect(fits(hostile, `${'*a'.repeat(100)}*b`)).toBe(false);
});
