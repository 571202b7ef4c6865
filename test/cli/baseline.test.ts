import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ReportDocument } from '../../src/report/document.ts';
import type { TargetReport } from '../../src/report/format.ts';
import { json } from '../../src/report/json.ts';
import { pqready } from '../support/command-line.ts';
import { smallHost, written } from '../support/report.ts';

let place: string;
const at = (name: string): string => join(place, name);

beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), 'pqready-baseline-'));
  await store('facts.json', [smallHost()]);
  await assess('facts.json', '--output', `json=${at('old.json')}`);
});
afterAll(() => rm(place, { recursive: true, force: true }));

it('lets what an earlier report had already pass, and says that it is known', async () => {
  const without = await assess('facts.json', '--output', 'text');
  expect(without.exitCode).toBe(1);
  const within = await assess('facts.json', '--baseline', at('old.json'), '--output', 'text');
  expect(within.exitCode).toBe(0);
  expect(within.stdout).toContain('VERDICT FAIL');
  expect(within.stdout).toContain('known from the baseline: does not fail this run');
});

it('fails what is new, and only that', async () => {
  const host = smallHost();
  const facts = host.facts.filter(({ kind }) => kind !== 'tls.configured');
  await store('fewer.json', [{ ...host, facts }]);
  const ended = await assess('fewer.json', '--baseline', at('old.json'), '--output', `json=${at('new.json')}`);
  const document: ReportDocument = JSON.parse(await readFile(at('new.json'), 'utf8'));
  const findings = (document.targets[0]?.assessments ?? []).flatMap((each) => each.findings);
  const fresh = findings.filter(({ baseline }) => baseline === 'new').map(({ weight }) => weight);
  // What was seen before and is not seen now cannot be decided: nobody accepted that.
  expect(fresh.length).toBeGreaterThan(0);
  expect(new Set(fresh)).toEqual(new Set(['unknown']));
  expect(ended.exitCode).toBe(3);
});

it('matches targets by name where there are several', async () => {
  await store('two.json', [smallHost(), { ...smallHost(), name: 'web-2' }]);
  await assess('two.json', '--output', `json=${at('two-old.json')}`);
  await store('third.json', [{ ...smallHost(), name: 'web-3' }]);
  expect((await assess('third.json', '--baseline', at('two-old.json'))).exitCode).toBe(1);
  expect((await assess('two.json', '--baseline', at('two-old.json'))).exitCode).toBe(0);
});

it('refuses facts that nobody judged', async () => {
  expect(await assess('facts.json', '--baseline', at('facts.json'))).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('holds facts, not findings'),
  });
});

function assess(file: string, ...options: readonly string[]) {
  return pqready('assess', at(file), '--as-of', '2026-11-22', ...options);
}

async function store(name: string, targets: readonly TargetReport[]): Promise<void> {
  const found = targets.map(({ assessments: _, ...target }) => target);
  await writeFile(at(name), written(json, found));
}
