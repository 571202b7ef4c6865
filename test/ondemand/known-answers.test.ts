import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { KatReport } from '../../src/cli/kat-report.ts';
import { liveTree } from '../live/tree.ts';
import { type TreeOpenssl, treeOpenssl } from '../live/tree-openssl.ts';
import { SHARED_VECTORS } from '../support/shared-vectors.ts';

const PAGE = join(import.meta.dirname, '../../docs/KNOWN-ANSWERS.md');
let openssl: TreeOpenssl;

beforeAll(async () => {
  openssl = await treeOpenssl(liveTree());
});
afterAll(() => rm(openssl.directory, { recursive: true, force: true }));

it('has every vector beside the checkout answered rightly by every engine, as docs/KNOWN-ANSWERS.md says', async () => {
  const [markdown, json] = ['kat.md', 'kat.json'].map((name) => join(openssl.directory, name)) as [string, string];
  const main = join(import.meta.dirname, '../../src/cli/main.ts');
  const { exitCode, stderr } = await execa(
    process.execPath,
    [
      ...['--openssl-config=/dev/null', main, 'kat', '--full', '--vectors', SHARED_VECTORS],
      ...['--openssl', openssl.program, '--openssl-conf', openssl.fipsConfiguration],
      ...['--output', `markdown=${markdown}`, '--output', `json=${json}`],
    ],
    { reject: false },
  );
  // 3: no engine takes LMS, and Node.js cannot be asked all that there is.
  expect({ exitCode, stderr }).toEqual({ exitCode: 3, stderr: '' });
  const { runs, files } = JSON.parse(await readFile(json, 'utf8')) as KatReport;
  expect(runs.filter(({ failed }) => failed > 0)).toEqual([]);
  expect(files.filter(({ state }) => state === 'damaged')).toEqual([]);
  const reasons = runs.flatMap(({ engine, skippedBecause }) =>
    Object.keys(skippedBecause).map((why) => `${engine}: ${why}`),
  );
  expect([...new Set(reasons)].sort()).toEqual(REASONS.toSorted());
  const page = `${HEADING}${await readFile(markdown, 'utf8')}`;
  if (process.env['UPDATE'] === '1') await writeFile(PAGE, page);
  expect(await readFile(PAGE, 'utf8')).toBe(page);
}, 1_800_000);

const HEADING = `# Known answers

What each engine makes of all vectors of \`../shared/vectors\` (NIST ACVP v1.1.0.43, Wycheproof dac1dd47, CCTV 1e3d2860). Made by
\`test/ondemand/known-answers.test.ts\`; \`UPDATE=1\` writes it anew.

`;

/** Only what an engine has no words for: everything else must be answered. */
const REASONS = [
  'node: node:crypto has no LMS',
  'node: node:crypto has no external mu',
  'node: node:crypto has no internal interface',
  'node: node:crypto has no pre-hash interface',
  'node: node:crypto signs with randomness of its own',
  'node: node:crypto takes no m for encapsulation',
  'node: node:crypto takes no seed for SLH-DSA',
  'noble: @noble/post-quantum has no LMS',
  'openssl-fips: OpenSSL has no pre-hash interface',
  'openssl-fips: the openssl command cuts a signature that is too long where the message is empty',
  'openssl-fips: the openssl command has no LMS',
  'openssl-fips: the openssl command takes no context of more than 255 bytes',
  'openssl: OpenSSL has no pre-hash interface',
  'openssl: the openssl command cuts a signature that is too long where the message is empty',
  'openssl: the openssl command has no LMS',
  'openssl: the openssl command takes no context of more than 255 bytes',
];
