import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it, onTestFinished } from 'vitest';
import { katJunit } from '../../src/cli/kat-junit.ts';
import { katMarkdown } from '../../src/cli/kat-markdown.ts';
import { type KatReport, katExitCode } from '../../src/cli/kat-report.ts';
import { katText } from '../../src/cli/kat-text.ts';
import { pqready } from '../support/command-line.ts';

const OWN = join(import.meta.dirname, '../../test-vectors');
const RUN = {
  engine: 'node',
  version: 'Node.js 24',
  proof: null,
  algorithm: 'ML-KEM',
  operation: 'keyGen',
  vectorSet: 'ML-KEM keyGen FIPS203',
  passed: 75,
  failed: 0,
  skipped: 0,
  skippedBecause: {},
  firstFailure: null,
  file: 'a/internalProjection.json',
  sha256: '0'.repeat(64),
} as const;
const WRONG = {
  ...RUN,
  operation: 'decapsulation',
  passed: 3,
  failed: 2,
  firstFailure: { tcId: 7, parameterSet: 'ML-KEM-768', why: 'k: wants aa, has <bb> | "cc"', note: 'valid' },
};
const SILENT = {
  ...RUN,
  operation: 'encapsulation',
  passed: 0,
  skipped: 5,
  skippedBecause: { 'takes no m': 5 },
  file: 'b',
};

it('gives each form of a report', () => {
  const report = reportOf({ runs: [RUN, WRONG, SILENT] });
  expect(katText(report)).toMatchInlineSnapshot(`
    "node: Node.js 24
      PASS     ML-KEM keyGen FIPS203  keyGen                 75 passed
      FAIL     ML-KEM keyGen FIPS203  decapsulation          3 passed, 2 failed
               first: tcId 7, ML-KEM-768 (valid): k: wants aa, has <bb> | "cc"
               a/internalProjection.json
      UNKNOWN  ML-KEM keyGen FIPS203  encapsulation          0 passed, 5 skipped
               skipped 5: takes no m

    In all: 78 passed, 2 failed, 5 skipped.
    "
  `);
  expect(katMarkdown(report)).toMatchInlineSnapshot(`
    "- node: Node.js 24

    | Set | Operation | node |
    | --- | --- | ---: |
    | ML-KEM keyGen FIPS203 | keyGen | 75 / 0 / 0 |
    | ML-KEM keyGen FIPS203 | decapsulation | **3 / 2 / 0** |
    | ML-KEM keyGen FIPS203 | encapsulation | 0 / 0 / 5 |
    | **All** |  | **78 / 2 / 5** |

    Passed / failed / skipped. Skipped, by engine and reason:

    - node: 5: takes no m
    - FAILED: node: a/internalProjection.json, tcId 7, ML-KEM-768: k: wants aa, has <bb> \\| "cc"
    "
  `);
  expect(katJunit(report)).toMatchInlineSnapshot(`
    "<?xml version="1.0" encoding="UTF-8"?>
    <testsuites name="pqready kat">
      <testsuite name="node" tests="3" failures="1" skipped="1">
        <testcase classname="node ML-KEM" name="ML-KEM keyGen FIPS203 keyGen (a/internalProjection.json)"/>
        <testcase classname="node ML-KEM" name="ML-KEM keyGen FIPS203 decapsulation (a/internalProjection.json)"><failure message="2 failed; first tcId 7, ML-KEM-768: k: wants aa, has &#60;bb&#62; | &#34;cc&#34;"/></testcase>
        <testcase classname="node ML-KEM" name="ML-KEM keyGen FIPS203 encapsulation (b)"><skipped message="5: takes no m"/></testcase>
      </testsuite>
    </testsuites>
    "
  `);
});

it('exits 1 for a wrong answer, 2 for a damaged file, 3 for a set of which nothing ran', () => {
  const damaged = { files: [{ file: 'c', state: 'damaged', why: 'wants an object (byte 0)' }] } as const;
  const missing = { engines: [{ id: 'openssl-fips', why: 'there is none', wanted: true }] } as const;
  const codes = [
    reportOf({ runs: [RUN] }),
    reportOf({ runs: [WRONG, SILENT], ...damaged }),
    reportOf({ runs: [RUN], ...damaged }),
    reportOf({ runs: [RUN, SILENT] }),
    reportOf({ runs: [RUN], ...missing }),
    reportOf({ runs: [RUN, { ...SILENT, file: RUN.file }] }),
    reportOf({ runs: [] }),
  ].map((report) => katExitCode(report, 'fail'));
  expect(codes).toEqual([0, 1, 2, 3, 3, 0, 3]);
  expect(katExitCode(reportOf({ runs: [RUN, SILENT] }), 'pass')).toBe(0);
  expect(katExitCode(reportOf({ runs: [WRONG] }), 'pass')).toBe(1);
});

it('reads plain and gzipped files, names what it does not read, and says where a file is damaged', async () => {
  const place = await workspace();
  const keyGen = await readFile(join(OWN, 'ML-KEM-keyGen-FIPS203/internalProjection.json.gz'));
  const cut = '{"algorithm":"ML-KEM","mode":"keyGen","testGroups":[{"tgId":1,"tests":[';
  await mkdir(join(place, 'whole'));
  await writeFile(join(place, 'whole/internalProjection.json.gz'), keyGen);
  await writeFile(join(place, 'aes.json.gz'), gzipSync('{"algorithm":"ACVP-AES-GCM","testGroups":[]}'));
  await writeFile(join(place, 'cut.json'), cut);
  await writeFile(join(place, 'half.json.gz'), keyGen.subarray(0, 2000));
  const { stdout, exitCode } = await pqready('kat', '--engine', 'noble', '--vectors', place, '--output', 'json');
  const { schema, runs, files } = JSON.parse(stdout) as KatReport & { readonly schema: string };
  const near = (path: string) => path.slice(path.lastIndexOf('pqready-kat-') + 19);
  expect(files.map(({ file, state, why }) => [near(file), state, why])).toEqual([
    ['aes.json.gz', 'skipped', 'ACVP ACVP-AES-GCM is not read here'],
    ['cut.json', 'damaged', 'wants a colon and a value (byte 50)'],
    ['half.json.gz', 'damaged', 'gzip: unexpected end of file (byte 0)'],
  ]);
  expect([schema, runs.map(({ passed, failed, sha256 }) => [passed, failed, sha256])]).toEqual([
    'pqready.kat/1',
    [[15, 0, (await readFile(join(OWN, 'MANIFEST'), 'utf8')).match(/^([0-9a-f]{64}) 15 ML-KEM-keyGen/m)?.[1]]],
  ]);
  expect(exitCode).toBe(2);
});

it('writes to a file of its owner alone, and keeps standard output for what was asked', async () => {
  const path = join(await workspace(), 'kat.json');
  const set = join(OWN, 'SLH-DSA-sigVer-FIPS205');
  const ended = await pqready('kat', '--engine', 'node', '--vectors', set, '--output', `json=${path}`);
  expect(ended).toEqual({ stdout: '', stderr: '', exitCode: 0 });
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect((JSON.parse(await readFile(path, 'utf8')) as KatReport).runs.length).toBe(1);
});

it.each([
  [['--engine', 'boringssl'], 'Invalid values'],
  [['--vectors', '/nowhere'], '--vectors /nowhere: it is not there, or cannot be reached'],
  [['--openssl', '/nowhere'], '--openssl /nowhere: it is not there, or cannot be reached'],
  [['--output', 'pdf'], '--output pdf: no such format or no path'],
  [['--output', 'json', '--output', 'text'], '--output: more than one report would go to standard output'],
])('is a usage error: kat %j', async (args, words) => {
  const { stdout, stderr, exitCode } = await pqready('kat', ...args);
  expect(stderr).toContain(words);
  expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 2 });
});

function reportOf(some: Partial<KatReport>): KatReport {
  return {
    tool: { name: 'pqready', version: '0.0.0' },
    engines: [{ id: 'node', version: 'Node.js 24', proof: null }],
    runs: [],
    files: [],
    ...some,
  };
}

async function workspace(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'pqready-kat-'));
  onTestFinished(() => rm(path, { recursive: true, force: true }));
  return path;
}
