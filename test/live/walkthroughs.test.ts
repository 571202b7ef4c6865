import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Tree, writeTree } from '../support/tree.ts';
import { matches, runAll, transcript, withOutputs } from '../support/walkthrough.ts';
import { containers } from '../trees/containers/index.ts';
import { trees } from '../trees/index.ts';
import { liveTree } from './tree.ts';

/**
 * docs/walkthroughs as real transcripts: each document's commands are run in order by the packaged program, and what they print is
 * what the document shows. `UPDATE=1` writes what is printed into the documents.
 */
const ROOT = join(import.meta.dirname, '../..');
const run = promisify(execFile);
const DOCUMENTS = join(ROOT, 'docs/walkthroughs');
/** What lies in the directory in which a document begins. */
const GIVEN: Readonly<Record<string, (directory: string) => Promise<void>>> = {
  '1-compliance-engineer.md': async (directory) => {
    await run('cp', ['-a', liveTree(), join(directory, 'debian')]);
    await writeTree(join(directory, 'azl4'), await trees['azure-linux-4-openssl-fips-provider']());
    await writeTree(join(directory, 'rhel9'), await trees['rhel-9-certified']());
  },
  '2-ci-gate.md': async (directory) => {
    await writeTree(join(directory, 'base'), await trees['rhel-9-certified']());
    await writeTree(
      join(directory, 'wheel'),
      below('/usr/local/lib/python3.13/site-packages', await containers['python-slim']()),
    );
    // A program of Go as its makers ship it.
    await mkdir(join(directory, 'server'));
    await cp(join(ROOT, 'node_modules/@esbuild/linux-x64/bin/esbuild'), join(directory, 'server/server'));
  },
  '3-auditor.md': async (directory) => {
    await writeTree(join(directory, 'web'), await trees['azure-linux-4-openssl-fips-provider']());
  },
};

/** The part of a tree below a directory, as a tree of its own. */
function below(directory: string, tree: Tree): Tree {
  const parts = Object.entries(tree).filter(([path]) => path.startsWith(`${directory}/`));
  return Object.fromEntries(parts.map(([path, entry]) => [path.slice(directory.length), entry]));
}

let place: string;

beforeAll(async () => {
  place = await mkdtemp(`${liveTree()}-walkthroughs-`);
  await run('npm', ['run', '-s', 'build'], { cwd: ROOT });
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
  await GIVEN[name]?.(cwd);
  return cwd;
}
