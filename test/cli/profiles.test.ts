import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { pqready } from '../support/command-line.ts';
import { buildTree } from '../support/tree.ts';
import { workspace } from '../support/workspace.ts';

const EXPRESSION = `id: house
title: House rules
revision: "1"
retrieved: 2026-11-27
requirements:
  - id: house.release
    says: It is Debian 13
    rule: expression
    with: { each: os.release, holds: 'value.id == "debian" && value.versionId == "13"', shortfall: it is not Debian 13 }
    applies: [dir]
    severity: high
    binding: draft
    population: us
    purpose: configuration
    confidence: H
    cites: [{ document: House rules, section: one, verified: 2026-11-01 }]
`;

async function scene(profile: string, release = 'ID=debian\nVERSION_ID="12"\n') {
  const root = await buildTree({ '/etc/os-release': release });
  const file = join(await workspace(), 'house.yaml');
  await writeFile(file, profile);
  return { file, scan: (...more: readonly string[]) => pqready('scan', `dir:${root}`, '--profile', file, ...more) };
}

it('judges by an expression, and lets a draft fail only where it is asked to', async () => {
  const { scan } = await scene(EXPRESSION);
  const [plain, asked] = [await scan(), await scan('--drafts', 'fail')];
  expect([plain.exitCode, asked.exitCode]).toEqual([0, 1]);
  expect(plain.stdout).toContain('from a draft: warns, does not fail');
  expect(asked.stdout).toContain('from a draft, which was asked to fail');
});

it('checks the kinds and the text of an expression', async () => {
  const wrong = await scene(EXPRESSION.replace('each: os.release', 'each: os.relase'));
  const kind = await pqready('profiles', 'check', wrong.file);
  expect([kind.exitCode, kind.stderr]).toEqual([
    2,
    expect.stringContaining('house.yaml:8:5: house.release: nothing looks for facts of the kind os.relase'),
  ]);
  // Facts that a walk over the files brings are looked for as well.
  const walked = await scene(EXPRESSION.replace('each: os.release', 'each: key.stored'));
  expect((await pqready('profiles', 'check', walked.file)).exitCode).toBe(0);
  const broken = await scene(EXPRESSION.replace(' && ', ' && && '));
  const text = await pqready('profiles', 'check', broken.file);
  expect([text.exitCode, text.stderr]).toEqual([
    2,
    expect.stringMatching(/house\.yaml:8:5: house\.release: rule expression: holds: at 1:\d+: /),
  ]);
});

it('chooses a category behind a colon, and names those that there are', async () => {
  const root = await buildTree({ '/etc/os-release': 'ID=debian\n' });
  const wrong = await pqready('scan', `dir:${root}`, '--profile', 'fedramp-2026:moderate');
  expect([wrong.exitCode, wrong.stderr]).toEqual([
    2,
    expect.stringContaining(
      'There are fedramp-2026:class-a, fedramp-2026:class-b, fedramp-2026:class-c, fedramp-2026:class-d.',
    ),
  ]);
  const open = await pqready('scan', `dir:${root}`, '--profile', 'fedramp-2026');
  expect(open.stdout).toContain('--profile fedramp-2026:class-d chooses');
  const chosen = await pqready('scan', `dir:${root}`, '--profile', 'fedramp-2026:class-a', '--output', 'json');
  expect(JSON.parse(chosen.stdout)).toMatchObject({
    targets: [{ assessments: [{ profile: { id: 'fedramp-2026:class-a' } }] }],
  });
});

it('says how old the register is, and warns of an old one', async () => {
  const root = await buildTree({ '/etc/os-release': 'ID=debian\n' });
  const fresh = await pqready('scan', `dir:${root}`, '--as-of', '2026-11-27');
  expect(fresh.stdout.split('\n')[0]).toMatch(/judged as on 2026-11-27 by the CMVP register of 2026-10-09$/);
  const old = await pqready('scan', `dir:${root}`, '--as-of', '2027-11-27');
  expect(old.stdout.split('\n')[1]).toBe(
    'WARNING: the CMVP register is of 2026-10-09, 414 days before the day that is judged: re-check what rests on it',
  );
});

it('takes a register of the user, and names its mistakes', async () => {
  const root = await buildTree({ '/etc/os-release': 'ID=debian\n' });
  const file = join(await workspace(), 'mine.yaml');
  await writeFile(file, 'certificates:\n  - number: many\n');
  const { exitCode, stderr } = await pqready('scan', `dir:${root}`, '--cmvp', file);
  expect([exitCode, stderr]).toEqual([
    2,
    expect.stringContaining('mine.yaml:2:13: wants a whole number above 0, has "many"'),
  ]);
});

it('shows every profile, with what is not judged', async () => {
  const { stdout } = await pqready('profiles', 'show', 'cnsa-2.0');
  expect(stdout).toContain('tls.hybrids (medium, guideline)');
  expect(stdout).toContain('firmware-signing (order, not judged, due 2030-12-31)');
  expect(stdout).toContain(
    'exclusive.networking (high, guideline, networking, deprecated 2027-01-01, disallowed 2031-01-01, confidence M)',
  );
});
