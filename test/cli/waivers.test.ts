import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { pqready } from '../support/command-line.ts';
import { buildTree } from '../support/tree.ts';
import { workspace } from '../support/workspace.ts';

const PROFILE = `id: house
title: House rules
revision: "1"
retrieved: 2026-11-01
requirements:
  - id: release
    says: OpenSSL is a release with ML-KEM
    rule: package-inventory
    applies: [dir]
    severity: high
    binding: guideline
    population: us
    purpose: inventory
    confidence: H
    cites: [{ document: House rules, section: 1, verified: 2026-11-01 }]
`.replace('section: 1', 'section: one');

async function scene(waivers: string) {
  const place = await workspace();
  const root = await buildTree({ '/etc/os-release': 'ID=debian\nVERSION_ID="13"\n' });
  await writeFile(join(place, 'house.yaml'), PROFILE);
  await writeFile(join(place, 'waivers.yaml'), waivers);
  const given = ['--profile', join(place, 'house.yaml'), '--waivers', join(place, 'waivers.yaml')];
  return { place, scan: (...more: readonly string[]) => pqready('scan', `dir:${root}`, ...given, ...more) };
}

function waivers(subject: string): string {
  const covers = 'covers: [fail, unknown]';
  return `waivers:\n  - requirement: release\n    subject: "${subject}"\n    reason: none\n    owner: us\n    ticket: T-1\n    expires: 2026-12-31\n    ${covers}\n`;
}

it('names line and column of a mistake in the waivers, and scans nothing', async () => {
  const { scan } = await scene(waivers('*').replace('owner', 'ovner'));
  const { stdout, stderr, exitCode } = await scan();
  expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 2 });
  expect(stderr).toMatch(/waivers\.yaml:5:5: no member is called ovner/);
});

it('says on standard error what no text report shows: a waiver that fits nothing', async () => {
  const { scan } = await scene(waivers('no such subject'));
  const { stdout, stderr, exitCode } = await scan('--output', 'json', '--as-of', '2026-11-22');
  expect(stderr).toMatch(/waivers\.yaml:2:5: release, no such subject \(us, T-1\): no subject fits it$/);
  expect(JSON.parse(stdout).waivers).toMatchObject([{ state: 'unmatched', findings: 0 }]);
  expect(exitCode).toBe(3);
});

it('leaves a target undecided of which nothing but unknowns was waived', async () => {
  const { scan } = await scene(waivers('*'));
  const { stdout, stderr, exitCode } = await scan('--output', 'json', '--as-of', '2026-11-22');
  expect(JSON.parse(stdout).targets[0].assessments[0].summary).toMatchObject({ unknown: 0, waived: 1 });
  expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 3 });
});
