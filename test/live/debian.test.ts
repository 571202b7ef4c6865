import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it, onTestFinished } from 'vitest';
import { activated, asItComes, type Change, copyOf, discard, flipped, inTree, withoutInclude } from './debian-trees.ts';
import { liveTree, versionOfPackage } from './tree.ts';

/** The members of the report that the ladder is read from. */
interface Report {
  readonly targets: readonly [
    {
      readonly facts: readonly {
        readonly kind: string;
        readonly subject: string;
        readonly value: Record<string, unknown>;
      }[];
      readonly gaps: readonly unknown[];
      readonly assessments: readonly {
        readonly profile: { readonly id: string };
        readonly findings: readonly { readonly rule: string; readonly subject: string; readonly weight: string }[];
      }[];
    },
  ];
}

/** Debian brings newer ones while it lives. */
const BUILD = versionOfPackage(liveTree(), 'openssl-provider-fips');

it('says of the tree as it comes that the module is there and nothing routes to it', async () => {
  const { tree, ladder } = await scanned(asItComes);
  expect((await inTree(tree, 'list', '-providers')).stdout).not.toContain('FIPS');
  expect(ladder).toEqual({
    module: { build: BUILD, integrity: 'unknown', selected: { flagOff: 'no', flagOn: 'no' } },
    configuration: 'applied',
    findings: { 'fips-module-present': 'pass', 'fips-module-intact': 'unknown', 'fips-module-selected': 'fail' },
  });
});

it('says after fipsinstall and activation that the module is intact and alone serves, and that no certificate covers it', async () => {
  const { tree, ladder, weightsOf } = await scanned(activated);
  expect((await inTree(tree, 'list', '-providers')).stdout).toMatch(
    /fips\n\s+name: OpenSSL FIPS Provider\n.*\n\s+status: active/,
  );
  expect((await inTree(tree, 'dgst', '-md5', '/etc/ssl/openssl.cnf')).exitCode).toBe(1);
  expect(ladder).toEqual({
    module: { build: BUILD, integrity: 'intact', selected: { flagOff: 'enforced', flagOn: 'enforced' } },
    configuration: 'applied',
    findings: { 'fips-module-present': 'pass', 'fips-module-intact': 'pass', 'fips-module-selected': 'pass' },
  });
  expect(weightsOf('fips-module-certificate')).not.toContain('pass');
});

it('says after one bit of the module turned that it is altered and no longer serves', async () => {
  const { tree, ladder } = await scanned(flipped);
  expect((await inTree(tree, 'list', '-providers')).stdout).not.toContain('FIPS');
  expect(ladder).toEqual({
    module: { build: BUILD, integrity: 'altered', selected: { flagOff: 'no', flagOn: 'no' } },
    configuration: 'applied',
    findings: { 'fips-module-present': 'pass', 'fips-module-intact': 'fail', 'fips-module-selected': 'fail' },
  });
});

it('says of a missing include that every program of the system stops at start', async () => {
  const { tree, ladder } = await scanned(withoutInclude);
  const started = await inTree(tree, 'list', '-providers');
  expect([started.exitCode, /FATAL: Startup failure/.test(started.stderr)]).toEqual([1, true]);
  expect(ladder).toEqual({
    module: { build: BUILD, integrity: 'unknown', selected: { flagOff: 'no', flagOn: 'no' } },
    configuration: 'fails',
    findings: { 'fips-module-present': 'pass', 'fips-module-intact': 'unknown', 'fips-module-selected': 'fail' },
  });
});

async function scanned(change: Change) {
  const tree = await copyOf(liveTree(), change);
  onTestFinished(() => discard(tree));
  const { targets } = await scan(tree);
  const { facts, assessments } = targets[0];
  const findings = assessments.find(({ profile }) => profile.id === 'fips-140-3')?.findings ?? [];
  const weightsOf = (rule: string) => findings.filter((each) => each.rule === rule).map(({ weight }) => weight);
  const module = facts.find(({ kind }) => kind === 'fips.module')?.value;
  return {
    tree,
    weightsOf,
    ladder: {
      module: { build: module?.['build'], integrity: module?.['integrity'], selected: module?.['selected'] },
      configuration: facts.find(
        ({ kind, subject }) => kind === 'openssl.configuration' && subject === 'OpenSSL configuration',
      )?.value['outcome'],
      findings: Object.fromEntries(RUNGS.map((rule) => [rule, [...new Set(weightsOf(rule))].join(' ')])),
    },
  };
}

/** Through the command line of the checkout, as a user has it; a finding (1) and an unknown (3) are results. */
async function scan(tree: string): Promise<Report> {
  const argv = ['run', '-s', 'pqready', '--', 'scan', `dir:${tree}`, '--output', 'json', '--as-of', '2026-11-22'];
  const ended = await promisify(execFile)('npm', argv, { maxBuffer: 64e6 }).catch(
    (error: { readonly code?: number; readonly stdout: string; readonly stderr: string }) => error,
  );
  const code = 'code' in ended ? ended.code : 0;
  if (code !== 0 && code !== 1 && code !== 3) throw new Error(`pqready: exit ${code}\n${ended.stderr}`);
  return JSON.parse(ended.stdout);
}

const RUNGS = ['fips-module-present', 'fips-module-intact', 'fips-module-selected'] as const;
