import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parse } from 'yaml';
import { formatChecks } from '../support/format-checks.ts';
import { liveTree } from './tree.ts';

/** The documented workflows, their steps run as a runner would, on an image that umoci and skopeo made. */
const CHECKOUT = join(import.meta.dirname, '../..');
const run = promisify(execFile);
let place: string;

beforeAll(async () => {
  place = await mkdtemp(`${liveTree()}-gate-`);
  if (!existsSync(join(CHECKOUT, 'dist/pqready'))) await run('node', ['scripts/build.ts'], { cwd: CHECKOUT });
  const layout = join(place, 'layout');
  await run('umoci', ['init', '--layout', layout]);
  await run('umoci', ['new', '--image', `${layout}:x`]);
  await run('tar', ['-C', liveTree(), '--one-file-system', '-cf', join(place, 'tree.tar'), '.']);
  await run('umoci', ['raw', 'add-layer', '--image', `${layout}:x`, join(place, 'tree.tar')]);
  await run('skopeo', ['copy', '--insecure-policy', `oci:${layout}:x`, `oci-archive:${place}/image.tar`]);
  // What the documents expect beside the image: the scripts of this repository, and the program on the path.
  await cp(join(CHECKOUT, 'ci'), join(place, 'ci'), { recursive: true });
  await symlink(join(CHECKOUT, 'dist/pqready'), join(place, 'pqready'));
});
afterAll(() => rm(place, { recursive: true, force: true }));

it('fails the job of the action, annotates it, and passes once the report is the baseline', async () => {
  const first = await runAction({ targets: 'oci-archive:image.tar', location: 'Containerfile', reports: 'first' });
  expect(first.exitCode).toBe(1);
  expect(first.output).toMatch(/^exit-code=1$/m);
  expect(first.summary).toMatch(/^## pqready: FAIL/);
  expect(first.log).toMatch(/^::error title=module\.certificate%3A /m);
  expect(await formatChecks['sarif']?.(await readFile(join(place, 'first/pqready.sarif'), 'utf8'))).toEqual([]);
  const second = await runAction({
    targets: 'oci-archive:image.tar',
    baseline: 'first/pqready.json',
    reports: 'second',
  });
  expect(second.exitCode).toBe(0);
  expect(second.log).not.toMatch(/^::error/m);
});

it('ends the job of the action with what is wrong in its inputs', async () => {
  const { exitCode, log } = await runAction({ targets: 'oci-archive:nothing.tar', reports: 'wrong' });
  expect({ exitCode, log }).toMatchObject({ exitCode: 2, log: expect.stringContaining('nothing.tar') });
});

it('fails the job that docs/CI.md has for GitLab, and leaves the report that its test view reads', async () => {
  const { pqready } = parse(await snippet('yaml', 'stage: test')) as {
    readonly pqready: {
      readonly variables: Readonly<Record<string, string>>;
      readonly script: readonly string[];
      readonly artifacts: { readonly reports: { readonly junit: string } };
    };
  };
  expect(await shell(pqready.script.join('\n'), pqready.variables)).toMatchObject({ exitCode: 1 });
  expect(await formatChecks['junit']?.(await readFile(join(place, pqready.artifacts.reports.junit), 'utf8'))).toEqual(
    [],
  );
});

it('fails the job that docs/CI.md has for Jenkins', async () => {
  const pipeline = await snippet('groovy', 'pipeline {');
  const environment = Object.fromEntries(
    [...pipeline.matchAll(/(\w+) = '([^']*)'/g)].map(([, name = '', value = '']) => [name, value]),
  );
  const command = /sh '([^']*)'/.exec(pipeline)?.[1] ?? '';
  expect(await shell(command, environment)).toMatchObject({ exitCode: 1 });
});

it('fails the task that docs/CI.md has for Tekton', async () => {
  const { spec } = parse(await snippet('yaml', 'kind: Task')) as {
    readonly spec: { readonly steps: readonly { readonly script: string }[] };
  };
  const [step] = spec.steps;
  expect(await shell(step?.script ?? '', { TARGETS: 'oci-archive:image.tar' })).toMatchObject({ exitCode: 1 });
});

it('is an image of files alone: what the Containerfile copies runs as nobody, without a network', async () => {
  const recipe = await readFile(join(CHECKOUT, 'Containerfile'), 'utf8');
  const root = join(place, 'root');
  const [, from = '', to = ''] = /^COPY (\S+) (\S+)$/m.exec(recipe) ?? [];
  const [, user = ''] = /^USER (\d+):\d+$/m.exec(recipe) ?? [];
  const entry = JSON.parse(/^ENTRYPOINT (.*)$/m.exec(recipe)?.[1] ?? '[]') as readonly string[];
  expect(recipe).not.toMatch(/^RUN /m);
  await run('cp', ['-a', liveTree(), root]);
  await cp(join(CHECKOUT, from), join(root, to), { recursive: true });
  await cp(process.execPath, join(root, 'usr/local/bin/node'));
  // Node.js wants a C++ library that the base image of the recipe has and a minimal Debian has as well.
  const { stdout } = await run('unshare', [
    ...['--net', 'chroot', `--userspec=${user}:${user}`, root, 'env', '-i'],
    ...[
      'PATH=/usr/local/bin:/usr/bin:/bin',
      ...entry,
      'scan',
      'dir:/',
      '--no-inventory',
      '--output',
      'jsonl',
      '--fail-on',
      'none',
      '--unknown',
      'pass',
    ],
  ]);
  expect(JSON.parse(stdout).targets[0].facts.length).toBeGreaterThan(10);
});

interface JobEnd {
  readonly exitCode: number;
  readonly log: string;
  readonly output: string;
  readonly summary: string;
}

/** Runs the steps of action.yml that are scripts, in order, with expressions replaced as a runner replaces them. */
async function runAction(inputs: Readonly<Record<string, string>>): Promise<JobEnd> {
  const action = parse(await readFile(join(CHECKOUT, 'action.yml'), 'utf8')) as {
    readonly inputs: Readonly<Record<string, { readonly default?: string }>>;
    readonly runs: {
      readonly steps: readonly { readonly run?: string; readonly env?: Readonly<Record<string, string>> }[];
    };
  };
  const value = (expression: string): string =>
    expression.replace(/\$\{\{ (inputs|github)\.([\w-]+) \}\}/g, (_, of: string, name: string) =>
      of === 'github' ? CHECKOUT : (inputs[name] ?? action.inputs[name]?.default ?? ''),
    );
  const files = { GITHUB_OUTPUT: join(place, 'output'), GITHUB_STEP_SUMMARY: join(place, 'summary') };
  for (const file of Object.values(files)) await writeFile(file, '');
  let end = { exitCode: 0, log: '' };
  for (const { run: script, env = {} } of action.runs.steps) {
    if (script === undefined || end.exitCode !== 0) continue;
    const given = Object.fromEntries(Object.entries(env).map(([name, each]) => [name, value(each)]));
    const step = await shell(script, { GITHUB_ACTION_PATH: CHECKOUT, ...files, ...given });
    end = { exitCode: step.exitCode, log: end.log + step.log };
  }
  const [output, summary] = await Promise.all(Object.values(files).map((file) => readFile(file, 'utf8')));
  return { ...end, output: output ?? '', summary: summary ?? '' };
}

async function shell(script: string, env: Readonly<Record<string, string>>) {
  const path = [place, dirname(process.execPath), process.env['PATH']].join(delimiter);
  const options = { cwd: place, env: { PATH: path, HOME: place, ...env }, maxBuffer: 64 * 1024 * 1024 };
  return run('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], options).then(
    ({ stdout, stderr }) => ({ exitCode: 0, log: stdout + stderr }),
    (error: { code: number; stdout: string; stderr: string }) => ({
      exitCode: error.code,
      log: error.stdout + error.stderr,
    }),
  );
}

/** The fenced block of docs/CI.md in a language that holds some words. */
async function snippet(language: string, words: string): Promise<string> {
  const page = await readFile(join(CHECKOUT, 'docs/CI.md'), 'utf8');
  const blocks = [...page.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)];
  const block = blocks.find(([, name, text = '']) => name === language && text.includes(words))?.[2];
  if (block === undefined) throw new Error(`docs/CI.md has no ${language} with ${words}`);
  return block;
}
