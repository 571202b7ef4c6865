import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Spec, Validation } from '@cyclonedx/cyclonedx-library';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import packageJson from '../package.json' with { type: 'json' };
import { runtimePackages } from '../scripts/runtime-packages.ts';

const root = join(import.meta.dirname, '..');
const workflows = join(root, '.github/workflows');

it('is built of packages that may be passed on, none of which runs a script when it is installed', () => {
  const packages = runtimePackages(root);
  const free = /^\(?(MIT|ISC|BSD-3-Clause|Apache-2\.0)( AND (MIT|ISC|BSD-3-Clause|Apache-2\.0))*\)?$/;
  expect(packages.filter(({ licence, runsScript }) => !free.test(licence) || runsScript)).toEqual([]);
  expect(packages.filter(({ isDirect }) => isDirect).map(({ name }) => name)).toEqual(
    Object.keys(packageJson.dependencies).sort(),
  );
});

it('has a bill of materials that holds to CycloneDX and names each of them', async () => {
  const text = execFileSync(process.execPath, [join(root, 'scripts/sbom.ts')], { encoding: 'utf8' });
  expect(await new Validation.JsonStrictValidator(Spec.Version.v1dot6).validate(text)).toBeNull();
  const { metadata, components, dependencies } = JSON.parse(text);
  expect([metadata.component.name, metadata.component.version]).toEqual([packageJson.name, packageJson.version]);
  const refs = runtimePackages(root).map(({ name, version }) => `${name}@${version}`);
  expect(components.map(({ 'bom-ref': ref }: { 'bom-ref': string }) => ref)).toEqual(refs);
  const wanted = dependencies.flatMap(({ dependsOn }: { dependsOn: readonly string[] }) => dependsOn);
  // Each is wanted by another, and what is wanted is there.
  expect([...new Set(wanted)].sort()).toEqual(refs.toSorted());
});

describe.each(readdirSync(workflows))('the workflow %s', (file) => {
  const text = readFileSync(join(workflows, file), 'utf8');
  const { permissions, jobs } = parse(text) as Workflow;
  const steps = Object.values(jobs).flatMap((job) => job.steps);

  it('pins every action by its commit', () => {
    const used = steps.flatMap(({ uses }) => (uses === undefined ? [] : [uses]));
    expect(used.length).toBeGreaterThan(0);
    expect(used.filter((each) => !/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/.test(each))).toEqual([]);
    expect(text.match(/uses: .*$/gm)?.filter((line) => !/ # v\d+\.\d+\.\d+$/.test(line))).toEqual([]);
  });

  it('runs scripts that exist', () => {
    const scripts = steps.flatMap(({ run = '' }) => [...run.matchAll(/npm (?:run (?:-s )?)?(\w+)/g)]);
    const named = scripts.map(([, name = '']) => name).filter((name) => !NPM_COMMANDS.includes(name));
    expect(named.filter((name) => !Object.hasOwn(packageJson.scripts, name))).toEqual([]);
    const files = steps.flatMap(({ run = '' }) => run.match(/\.ci\/\w+/g) ?? []);
    for (const each of files) expect(readFileSync(join(root, each), 'utf8')).toMatch(/^#!/);
  });

  it('may do no more than it says', () => {
    expect(permissions).toEqual({});
    for (const job of Object.values(jobs))
      for (const [name, right] of Object.entries(job.permissions))
        expect([`contents: read`, ...(file === 'publish.yml' ? ['id-token: write'] : [])]).toContain(
          `${name}: ${right}`,
        );
  });
});

it('is published with a statement of provenance, after the checks and the tests', () => {
  const { jobs } = parse(readFileSync(join(workflows, 'publish.yml'), 'utf8')) as Workflow;
  const publish = jobs['publish'];
  expect(publish?.permissions).toEqual({ contents: 'read', 'id-token': 'write' });
  const runs = (publish?.steps ?? []).map(({ run = '' }) => run).filter((run) => run.startsWith('npm '));
  expect(runs.filter((run) => !run.startsWith('npm pkg '))).toEqual([
    'npm ci --no-fund',
    'npm audit --omit dev',
    'npm run check',
    'npm test',
    'npm run -s sbom > pqready.cdx.json',
    'npm publish --provenance --access public',
  ]);
});

interface Workflow {
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<
    Record<
      string,
      {
        readonly permissions: Readonly<Record<string, string>>;
        readonly steps: readonly { readonly uses?: string; readonly run?: string }[];
      }
    >
  >;
}

/** Commands of npm itself. */
const NPM_COMMANDS = ['audit', 'ci', 'pkg', 'publish'];
