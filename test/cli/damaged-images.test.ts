import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { ReportDocument } from '../../src/report/document.ts';
import { pqready } from '../support/command-line.ts';
import { type Files, type ImagePlan, ociLayout, writeLayout } from '../support/image.ts';

const OS_RELEASE = { '/etc/os-release': 'ID=debian\nVERSION_ID=13\n' };
const LENIENT = ['--as-of', '2026-11-22', '--unknown', 'pass', '--fail-on', 'none'];

// Several runs of the program each: on a busy machine every one takes ten seconds.
vi.setConfig({ testTimeout: 120_000 });

let good: string;
let out: string;

beforeEach(async () => {
  good = await writeLayout(ociLayout(planOf('amd64')));
  const place = await mkdtemp(join(tmpdir(), 'pqready-damaged-'));
  onTestFinished(() => rm(place, { recursive: true }));
  out = join(place, 'report');
});

function planOf(architecture: string, more: ImagePlan['layers'][number] = {}): ImagePlan {
  const tree = { ...OS_RELEASE, '/etc/machine': architecture, ...more.tree };
  return { layers: [{ compression: 'none', ...more, tree }], platform: { os: 'linux', architecture } };
}

/** The layout with those of its blobs changed that hold the text. */
function spoilt(files: Files, holds: string, change: (blob: Uint8Array, at: number) => Uint8Array): Files {
  const changed = [...files].map(([name, blob]) => {
    const at = name.startsWith('blobs/') ? Buffer.from(blob).indexOf(holds) : -1;
    return [name, at < 0 ? blob : change(blob, at)] as const;
  });
  return new Map(changed);
}

const flipped = (blob: Uint8Array, at: number) => blob.with(at, 0x58);
const cut = (blob: Uint8Array) => blob.subarray(0, 700);
const bytes = Buffer.alloc(4096, 'This is no archive.');
const DAMAGED = {
  'a wrong digest': [
    spoilt(ociLayout(planOf('amd64')), 'VERSION_ID=13', flipped),
    /its content has the digest sha256:/,
  ],
  'a truncated layer': [spoilt(ociLayout(planOf('amd64')), 'VERSION_ID=13', cut), /has 700 bytes, \d+ are promised/],
  'a layer that is no archive': [ociLayout(planOf('amd64', { bytes })), /byte 0 of the archive/],
  'no manifest': [new Map([...ociLayout(planOf('amd64'))].filter(([name]) => name.length < 20)), /it has no blobs/],
} as const;

describe.each(Object.entries(DAMAGED))('%s', (_, [files, why]) => {
  it('ends the run where it is the only target', async () => {
    const { stdout, stderr, exitCode } = await pqready('scan', await writeLayout(files), ...LENIENT);
    expect({ stdout, stderr, exitCode }).toEqual({ stdout: '', stderr: expect.stringMatching(why), exitCode: 2 });
  });

  it('is told among others, which are looked at all the same, and never passes', async () => {
    const bad = await writeLayout(files);
    const { stderr, exitCode } = await pqready('scan', bad, good, ...LENIENT, '--output', `json=${out}`);
    const [first, second, ...more] = (await reported(out)).targets;
    expect(stderr).toMatch(new RegExp(`^pqready: ${bad}: `));
    expect([exitCode, first?.name, second?.name, more]).toEqual([2, bad, good, []]);
    expect([first?.damage, first?.facts, first?.coverage]).toEqual([expect.stringMatching(why), [], []]);
    expect(first?.gaps).toEqual([{ subject: 'image', why: `damaged: ${first?.damage}` }]);
    expect(first?.assessments?.map(({ summary: { pass, warn } }) => [pass, warn])).toEqual([
      [0, 0],
      [0, 0],
    ]);
    expect([second?.damage, second?.facts.some(({ kind }) => kind === 'os.release')]).toEqual([undefined, true]);
    // Judged again from what was stored, it is as damaged.
    expect((await pqready('assess', out, ...LENIENT, '--quiet')).exitCode).toBe(2);
  });
});

it('leaves the other platforms of an image their reports', async () => {
  const plans = ['amd64', 'arm64', 's390x'].map((each) => planOf(each));
  const layer = spoilt(ociLayout(...plans), 'arm64\0', flipped);
  const path = await writeLayout(spoilt(layer, '"architecture":"s390x","config"', flipped));
  const { exitCode } = await pqready('collect', path, '--platform', 'all', '--output', `json=${out}`);
  const { targets } = await reported(out);
  expect(exitCode).toBe(2);
  expect(
    targets.map(({ name, damage, identity }) => [name, damage?.replace(/[0-9a-f]{64}/g, 'N'), identity.by]),
  ).toEqual([
    [`${path} (linux/amd64)`, undefined, 'image-digest'],
    [`${path} (linux/arm64)`, expect.stringMatching(/its content has the digest sha256:/), 'image-digest'],
    [`${path} (linux/s390x)`, expect.stringMatching(/its content has the digest sha256:/), 'image-digest'],
  ]);
});

it('is an error in JUnit and the first word in text', async () => {
  const bad = await writeLayout(DAMAGED['a wrong digest'][0]);
  const { stdout } = await pqready('scan', bad, good, ...LENIENT, '--output', 'text', '--output', `junit=${out}`);
  expect(stdout).toContain(`${bad} (image): damaged`);
  const suites = (await readFile(out, 'utf8')).split('<testsuite ').filter((suite) => suite.includes(bad));
  expect(suites.length).toBe(2);
  for (const suite of suites) expect(suite).toMatch(/errors="[1-9]/);
});

async function reported(path: string): Promise<ReportDocument> {
  return JSON.parse(await readFile(path, 'utf8'));
}
