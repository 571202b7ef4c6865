import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { attestedFiles } from '../../src/cli/evidence/attested-files.ts';
import { pqready } from '../support/command-line.ts';
import { killedRun, momentOf } from '../support/killed-run.ts';
import { xorshift } from '../support/mutate.ts';
import { buildTree } from '../support/tree.ts';
import { workspace } from '../support/workspace.ts';
import { debian13 } from '../trees/debian-13.ts';

/** `PQREADY_KILLS=N`: kills of each kind, 24 unless said. */
const KILLS = Number(process.env['PQREADY_KILLS'] ?? 24);
const AS_OF = ['--as-of', '2026-11-22'];

it('never leaves a report or a bundle under its name that is not whole', async () => {
  const tree = await buildTree(await debian13());
  const formats = ['json', 'jsonl', 'sarif', 'csv', 'html', 'markdown', 'junit', 'xccdf', 'oscal', 'cyclonedx'];
  const outputs = formats.flatMap((format) => ['--output', `${format}=report.${format}`]);
  const args = ['scan', `dir:${tree}`, ...AS_OF, ...outputs, '--bundle', 'bundle.tar.gz'];
  const counts = await killOften(args, (place) =>
    ['bundle.tar.gz', ...formats.map((each) => `report.${each}`)].flatMap((name) => (has(place, name) ? [name] : [])),
  );
  console.log(`reports: ${JSON.stringify(counts)}`);
  expect(counts.killed).toBeGreaterThan(KILLS / 3);
  expect([counts.withDrafts > 0, counts.wholeFiles > 0]).toEqual([true, true]);
});

it('never leaves a signature that does not hold', async () => {
  const place = await workspace();
  await pqready('keygen', '--out', join(place, 'key'));
  await pqready('collect', `dir:${await buildTree(await debian13())}`, '--output', `json=${join(place, 'facts.json')}`);
  const [facts, key] = [join(place, 'facts.json'), join(place, 'key')];
  const random = xorshift(7);
  let killed = 0;
  for (let index = 0; index < KILLS; index += 1) {
    const inside = await workspace();
    const out = join(inside, 'sig.json');
    if (await killedRun(inside, ['sign', facts, '--key', key, '--out', out], momentOf(index, random, 900))) killed += 1;
    if (!has(inside, 'sig.json')) continue;
    const { exitCode, stderr } = await pqready('verify', facts, '--signature', out, '--key', `${key}.pub`);
    expect([exitCode, stderr]).toEqual([0, '']);
  }
  console.log(`signatures: ${killed} of ${KILLS} killed`);
  // Signing writes once and ends: most of the moments behind its first write are too late.
  expect(killed).toBeGreaterThan(KILLS / 8);
});

it('goes on after any number of kills to what an undisturbed run finds', async () => {
  const tree = await buildTree(await debian13());
  const targets = Array.from({ length: 12 }, (_, index) =>
    index % 3 === 0 ? `dir:${tree}` : `ssh:127.0.0.1:${index + 1}`,
  );
  const args = ['scan', ...targets, ...AS_OF, '--concurrency', '1', '--resume', '--output', 'jsonl=list.jsonl'];
  const random = xorshift(11);
  const [undisturbed, disturbed] = [await workspace(), await workspace()];
  await killedRun(undisturbed, args, NEVER);
  let [killed, restarts] = [0, 0];
  for (let index = 0; index < KILLS; index += 1) {
    if (await killedRun(disturbed, args, momentOf(index, random, 1500))) killed += 1;
    const text = has(disturbed, 'list.jsonl') ? readFileSync(join(disturbed, 'list.jsonl'), 'utf8') : '';
    // Whole lines in order, and at most the beginning of one more.
    for (const line of text.split('\n').slice(0, -1)) JSON.parse(line);
    if (text.split('\n').length <= targets.length) continue;
    expect(timeless(disturbed, 'list.jsonl')).toBe(timeless(undisturbed, 'list.jsonl'));
    rmSync(join(disturbed, 'list.jsonl'));
    restarts += 1;
  }
  await killedRun(disturbed, args, NEVER);
  expect(timeless(disturbed, 'list.jsonl')).toBe(timeless(undisturbed, 'list.jsonl'));
  console.log(`lists: ${killed} of ${KILLS} killed, ${restarts + 1} lists whole in the end`);
  expect(killed).toBeGreaterThan(KILLS / 3);
});

/** Kills a run again and again; whatever stands under its name must be what the undisturbed run has written. */
async function killOften(args: readonly string[], found: (place: string) => readonly string[]) {
  const undisturbed = await workspace();
  const started = performance.now();
  await killedRun(undisturbed, args, NEVER);
  const longest = performance.now() - started;
  const members = await membersOf(join(undisturbed, 'bundle.tar.gz'));
  const random = xorshift(5);
  const counts = { runs: KILLS, killed: 0, withDrafts: 0, wholeFiles: 0 };
  for (let index = 0; index < KILLS; index += 1) {
    const place = await workspace();
    if (await killedRun(place, args, momentOf(index, random, longest))) counts.killed += 1;
    const names = found(place);
    // All else is a hidden draft, which nobody takes for a report.
    const rest = readdirSync(place).filter((name) => !names.includes(name));
    expect(rest.filter((name) => !/^\..*\.part$/.test(name))).toEqual([]);
    if (rest.length > 0) counts.withDrafts += 1;
    counts.wholeFiles += names.length;
    for (const name of names)
      if (name === 'bundle.tar.gz') expect(await membersOf(join(place, name))).toEqual(members);
      else expect([name, timeless(place, name)]).toEqual([name, timeless(undisturbed, name)]);
    rmSync(place, { recursive: true });
  }
  return counts;
}

/** The names in a bundle, each of which has the hash that the bundle's own list says. */
async function membersOf(bundle: string): Promise<readonly string[]> {
  const place = await workspace();
  execFileSync('tar', ['-xzf', bundle, '-C', place]);
  execFileSync('sha256sum', ['--quiet', '-c', 'SHA256SUMS'], { cwd: place });
  return (await attestedFiles(bundle)).slice(1).map(({ name }) => name);
}

function has(place: string, name: string): boolean {
  return readdirSync(place).includes(name);
}

/** A file without what is another in each run: times, and identifiers made of them. */
function timeless(place: string, name: string): string {
  return readFileSync(join(place, name), 'utf8')
    .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|\+00:00)/g, 'TIME')
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, 'UUID');
}

const NEVER = { after: 'start', milliseconds: 3_600_000 } as const;
