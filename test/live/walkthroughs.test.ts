import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeTree } from '../support/tree.ts';
import { matches, runAll, transcript, withOutputs } from '../support/walkthrough.ts';
import { type TreeName, trees } from '../trees/index.ts';
import { liveTree } from './tree.ts';

/**
 * docs/walkthroughs as real transcripts: each document's commands are run in order by the packaged program, and what they print is
 * what the document shows. `UPDATE=1` writes what is printed into the documents.
 */
const ROOT = join(import.meta.dirname, '../..');
const DOCUMENTS = join(ROOT, 'docs/walkthroughs');
/** What lies in the directory in which a document begins: a root tree of Debian 13, and trees that are made for tests. */
const GIVEN: Readonly<
  Record<string, { readonly debian: boolean; readonly trees: Readonly<Record<string, TreeName>> }>
> = {
  '1-compliance-engineer.md': { debian: true, trees: { azl4: 'azure-linux-4-openssl-fips-provider' } },
  '2-ci-gate.md': { debian: false, trees: { base: 'rhel-9-certified' } },
  '3-auditor.md': { debian: false, trees: {} },
};

let place: string;

beforeAll(async () => {
  place = await mkdtemp(`${liveTree()}-walkthroughs-`);
  await promisify(execFile)('npm', ['run', '-s', 'build'], { cwd: ROOT });
  await mkdir(join(place, 'bin'));
  await symlink(join(ROOT, 'dist/pqready'), join(place, 'bin/pqready'));
});

afterAll(async () => {
  await rm(place, { recursive: true, force: true });
});

it('has a place for every document', async () => {
  expect(Object.keys(GIVEN)).toEqual((await readdir(DOCUMENTS)).filter((name) => name.endsWith('.md')).sort());
});

it.each(Object.keys(GIVEN))('%s shows what its commands print', async (name) => {
  const file = join(DOCUMENTS, name);
  const document = await readFile(file, 'utf8');
  const shown = transcript(document);
  expect(shown.length).toBeGreaterThan(10);
  const cwd = await layOut(name);
  const env = {
    PATH: `${join(place, 'bin')}:${join(ROOT, 'node_modules/node/bin')}:/usr/sbin:/usr/bin:/sbin:/bin`,
    HOME: cwd,
    LANG: 'C.UTF-8',
    PQREADY_SOURCE: ROOT,
  };
  const printed = await runAll(
    shown.map(({ command }) => command),
    { cwd, env },
  );
  if (process.env['UPDATE'] !== undefined) await writeFile(file, withOutputs(document, printed));
  expect(printed.length).toBe(shown.length);
  const wrong = shown.filter(({ output }, index) => !matches(output, printed[index] ?? ''));
  expect(
    wrong.map(({ line, command }) => [
      `${name}:${line}`,
      command,
      printed[shown.findIndex((each) => each.line === line)],
    ]),
  ).toEqual([]);
});

async function layOut(name: string): Promise<string> {
  const cwd = await mkdtemp(join(place, 'work-'));
  const given = GIVEN[name];
  if (given?.debian) await promisify(execFile)('cp', ['-a', liveTree(), join(cwd, 'debian')]);
  for (const [directory, tree] of Object.entries(given?.trees ?? {})) {
    await mkdir(join(cwd, directory));
    await writeTree(join(cwd, directory), await trees[tree]());
  }
  return cwd;
}
