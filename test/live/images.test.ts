import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { activated, copyOf, discard } from './debian-trees.ts';
import { liveTree } from './tree.ts';

const run = promisify(execFile);

/** Where the images are made, beside the tree; umoci and skopeo make them, which container engines use too. */
let place: string;
let configured: string;

beforeAll(async () => {
  place = await mkdtemp(`${liveTree()}-images-`);
  const layout = join(place, 'layout');
  const archive = join(place, 'tree.tar');
  await run('umoci', ['init', '--layout', layout]);
  await run('umoci', ['new', '--image', `${layout}:plain`]);
  await run('tar', ['-C', liveTree(), '--one-file-system', '-cf', archive, '.']);
  await run('umoci', ['raw', 'add-layer', '--image', `${layout}:plain`, archive]);
  configured = await copyOf(liveTree(), activated);
  await run('umoci', [
    'insert',
    '--image',
    `${layout}:plain`,
    '--tag',
    'fips',
    join(configured, 'etc/ssl'),
    '/etc/ssl',
  ]);
  for (const tag of ['plain', 'fips']) {
    const from = `oci:${layout}:${tag}`;
    await run('skopeo', ['copy', '--insecure-policy', from, `oci:${place}/${tag}:x`]);
    await run('skopeo', ['copy', '--insecure-policy', from, `oci-archive:${place}/${tag}.oci.tar`]);
    await run('skopeo', ['copy', '--insecure-policy', from, `docker-archive:${place}/${tag}.docker.tar:debian:${tag}`]);
  }
  await run('skopeo', [
    ...['copy', '--insecure-policy', '--dest-compress-format', 'zstd', '--dest-compress'],
    ...[`oci:${layout}:fips`, `oci:${place}/zstd:x`],
  ]);
});

afterAll(async () => {
  await discard(configured);
  await rm(place, { recursive: true, force: true });
});

describe.each([
  ['plain', () => liveTree()],
  ['fips', () => configured],
] as const)('Debian 13, %s', (tag, tree) => {
  let treeFindings: ReturnType<typeof findings> | undefined;
  it.each([
    ['layout', () => `oci-dir:${place}/${tag}`],
    ['archive of a layout', () => `oci-archive:${place}/${tag}.oci.tar`],
    ['archive of docker save', () => `docker-archive:${place}/${tag}.docker.tar`],
    ['archive named by its path alone', () => `${place}/${tag}.docker.tar`],
  ] as const)('is judged as an %s as it is judged as a tree', async (_, image) => {
    treeFindings ??= findings(`dir:${tree()}`);
    expect(await findings(image())).toEqual(await treeFindings);
  });
});

it('is judged the same with layers in zstd', async () => {
  expect(await findings(`oci-dir:${place}/zstd`)).toEqual(await findings(`dir:${configured}`));
});

it('holds the module of the FIPS image for intact and alone serving, and names the layer that says so', async () => {
  const { facts } = await scanned(`oci-dir:${place}/fips`);
  const module = facts.find(({ kind }) => kind === 'fips.module');
  expect(module?.value).toMatchObject({ integrity: 'intact', selected: { flagOff: 'enforced', flagOn: 'enforced' } });
  const configuration = facts.find(({ kind }) => kind === 'openssl.properties');
  expect(new Set(configuration?.evidence.map(({ at }) => at.layer))).not.toEqual(
    new Set(module?.evidence.map(({ at }) => at.layer)),
  );
});

it('judges a tree that umoci has unpacked from the image as the image', async () => {
  const bundle = join(place, 'bundle');
  await cp(join(place, 'fips'), join(place, 'again'), { recursive: true });
  await run('umoci', ['unpack', '--image', `${place}/again:x`, bundle]);
  expect(await findings(`dir:${bundle}/rootfs`)).toEqual(await findings(`oci-dir:${place}/fips`));
});

interface Scanned {
  readonly facts: readonly {
    readonly kind: string;
    readonly value: Record<string, unknown>;
    readonly evidence: readonly { readonly at: { readonly layer?: string } }[];
  }[];
  readonly assessments: readonly {
    readonly findings: readonly { readonly requirement: unknown; readonly subject: string; readonly weight: string }[];
  }[];
}

async function scanned(target: string): Promise<Scanned> {
  const argv = ['src/cli/main.ts', 'scan', target, '--output', 'json', '--as-of', '2026-11-22'];
  const ended = await run(process.execPath, argv, { maxBuffer: 1e9 }).catch(
    (error: { readonly stdout: string; readonly stderr: string; readonly code: number }) => error,
  );
  expect('code' in ended ? ended.code : 0, ended.stderr).not.toBe(2);
  return JSON.parse(ended.stdout).targets[0];
}

/** Requirement, subject and weight of each finding. */
async function findings(target: string) {
  const { assessments } = await scanned(target);
  return assessments.flatMap((assessment) =>
    assessment.findings.map(({ requirement, subject, weight }) => [JSON.stringify(requirement), subject, weight]),
  );
}
